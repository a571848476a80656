import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  EndWatchingV1,
  ListTransfersV1,
  ListWatchesV1,
  type OutreachGroundAnswer,
  OutreachGroundV1,
  ReadHostTransfersV1,
  ReadPlanTransfersV1,
  TransferItemV1,
  type TransferListAnswer,
  type TransferredWordsAnswer,
  type WatchListAnswer,
  WatchPotentialV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EndWatchingCommand } from '../commands/cases/end-watching.command';
import { WatchPotentialCommand } from '../commands/cases/watch-potential.command';
import { TransferItemCommand } from '../commands/conferences/transfer-item.command';
import { OutreachGroundQuery } from '../queries/outreach-ground.query';
import { TransferQueries } from '../queries/transfer.queries';

/** What becomes of what was said in a support conference: carried over item by item, or watched over. */
@Controller()
export class ConferenceWayOutRequests {
  constructor(
    private readonly transfers: TransferQueries,
    private readonly carry: TransferItemCommand,
    private readonly watching: WatchPotentialCommand,
    private readonly ending: EndWatchingCommand,
    private readonly outreach: OutreachGroundQuery,
  ) {}

  @Answers(TransferItemV1)
  transfer(@Payload() input: TransferItemV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.carry.execute(input, ctx);
  }

  @Answers(ListTransfersV1)
  ofItem(@Payload() input: ListTransfersV1, @Ctx() ctx: CallContext): Promise<TransferListAnswer> {
    return this.transfers.ofItem(input, ctx);
  }

  @Answers(ReadPlanTransfersV1)
  ofPlan(@Payload() input: ReadPlanTransfersV1, @Ctx() ctx: CallContext): Promise<TransferredWordsAnswer> {
    return this.transfers.ofPlan(input, ctx);
  }

  @Answers(ReadHostTransfersV1)
  ofHost(@Payload() input: ReadHostTransfersV1, @Ctx() ctx: CallContext): Promise<TransferredWordsAnswer> {
    return this.transfers.ofHost(input, ctx);
  }

  @Answers(WatchPotentialV1)
  watch(@Payload() input: WatchPotentialV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.watching.execute(input, ctx);
  }

  @Answers(EndWatchingV1)
  noNeed(@Payload() input: EndWatchingV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.ending.execute(input, ctx);
  }

  @Answers(ListWatchesV1)
  watches(@Payload() input: ListWatchesV1, @Ctx() ctx: CallContext): Promise<WatchListAnswer> {
    return this.transfers.watches(input, ctx);
  }

  @Answers(OutreachGroundV1)
  outreachGround(@Payload() input: OutreachGroundV1, @Ctx() ctx: CallContext): Promise<OutreachGroundAnswer> {
    return this.outreach.execute(input, ctx);
  }
}
