import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ChangeDeskV1,
  type DeskAnswer,
  type DeskListAnswer,
  type DeskSuggestionsAnswer,
  type DeskWorkloadAnswer,
  EnterDeskV1,
  ListDesksV1,
  ListDeskWorkloadV1,
  ReadDeskV1,
  SuggestDesksV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ChangeDeskCommand } from '../commands/desks/change-desk.command';
import { EnterDeskCommand } from '../commands/desks/enter-desk.command';
import { DeskQueries } from '../queries/desk.queries';

/** Desks of the house and agencies beside it. */
@Controller()
export class DeskRequests {
  constructor(
    private readonly desks: DeskQueries,
    private readonly enterDesk: EnterDeskCommand,
    private readonly changeDesk: ChangeDeskCommand,
  ) {}

  @Answers(EnterDeskV1)
  enter(@Payload() input: EnterDeskV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterDesk.execute(input, ctx);
  }

  @Answers(ChangeDeskV1)
  change(@Payload() input: ChangeDeskV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeDesk.execute(input, ctx);
  }

  @Answers(ReadDeskV1)
  read(@Payload() input: ReadDeskV1, @Ctx() ctx: CallContext): Promise<DeskAnswer> {
    return this.desks.byId(input, ctx);
  }

  @Answers(ListDesksV1)
  list(@Payload() input: ListDesksV1, @Ctx() ctx: CallContext): Promise<DeskListAnswer> {
    return this.desks.list(input, ctx);
  }

  @Answers(SuggestDesksV1)
  suggest(@Payload() input: SuggestDesksV1, @Ctx() ctx: CallContext): Promise<DeskSuggestionsAnswer> {
    return this.desks.suggest(input, ctx);
  }

  @Answers(ListDeskWorkloadV1)
  workload(@Payload() input: ListDeskWorkloadV1, @Ctx() ctx: CallContext): Promise<DeskWorkloadAnswer> {
    return this.desks.workload(input, ctx);
  }
}
