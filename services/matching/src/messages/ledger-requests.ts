import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type CapacityAnswer,
  type HoldAnswer,
  ReadCapacityV1,
  type ReleaseAnswer,
  ReleaseHoldV1,
  ReserveHoldV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ReleaseHoldCommand } from '../commands/ledger/release-hold.command';
import { ReserveHoldCommand } from '../commands/ledger/reserve-hold.command';
import { CapacityQueries } from '../queries/capacity.queries';

/** The ledger by itself: for services and proofs, and its counts for people. */
@Controller()
export class LedgerRequests {
  constructor(
    private readonly reserveHold: ReserveHoldCommand,
    private readonly releaseHold: ReleaseHoldCommand,
    private readonly queries: CapacityQueries,
  ) {}

  @Answers(ReserveHoldV1)
  reserve(@Payload() input: ReserveHoldV1, @Ctx() ctx: CallContext): Promise<HoldAnswer> {
    return this.reserveHold.execute(input, ctx);
  }

  @Answers(ReleaseHoldV1)
  release(@Payload() input: ReleaseHoldV1, @Ctx() ctx: CallContext): Promise<ReleaseAnswer> {
    return this.releaseHold.execute(input, ctx);
  }

  @Answers(ReadCapacityV1)
  capacity(@Payload() { menuId }: ReadCapacityV1, @Ctx() ctx: CallContext): Promise<CapacityAnswer> {
    return this.queries.of(menuId, ctx);
  }
}
