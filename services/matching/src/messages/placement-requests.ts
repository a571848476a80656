import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  CloseSupportV1,
  EndPlacementV1,
  FinishAftercareV1,
  LeavePlacementV1,
  ListPlacementsV1,
  MoveOnV1,
  PausePlacementV1,
  type PlacementAnswer,
  type PlacementList,
  PlanNextStepV1,
  RaiseIssueV1,
  ReadPlacementV1,
  RecordAdjustedV1,
  ResumePlacementV1,
  ReturnToPlacementV1,
  StabilizePlacementV1,
  StartPlacementV1,
  StayInPlacementV1,
  SupportAgainV1,
  WithdrawHostFromPlacementV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { CloseSupportCommand } from '../commands/placements/close-support.command';
import { EndPlacementCommand } from '../commands/placements/end-placement.command';
import { MovePlacementCommand } from '../commands/placements/move-placement.command';
import { PausePlacementCommand } from '../commands/placements/pause-placement.command';
import { StabilizePlacementCommand } from '../commands/placements/stabilize-placement.command';
import { StartPlacementCommand } from '../commands/placements/start-placement.command';
import { TakeUpPlacementCommand } from '../commands/placements/take-up-placement.command';
import { PlacementQueries } from '../queries/placement.queries';

/** From the first day to a tie that holds. */
@Controller()
export class PlacementRequests {
  constructor(
    private readonly startPlacement: StartPlacementCommand,
    private readonly movePlacement: MovePlacementCommand,
    private readonly stabilizePlacement: StabilizePlacementCommand,
    private readonly pausePlacement: PausePlacementCommand,
    private readonly takeUp: TakeUpPlacementCommand,
    private readonly queries: PlacementQueries,
  ) {}

  @Answers(StartPlacementV1)
  start(@Payload() input: StartPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.startPlacement.execute(input, ctx);
  }

  @Answers(RaiseIssueV1)
  issue(@Payload() input: RaiseIssueV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.movePlacement.execute(input, ctx, 'issue');
  }

  @Answers(RecordAdjustedV1)
  adjusted(@Payload() input: RecordAdjustedV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.movePlacement.execute(input, ctx, 'adjusted');
  }

  @Answers(PlanNextStepV1)
  nextStep(@Payload() input: PlanNextStepV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.movePlacement.execute(input, ctx, 'nextStep');
  }

  @Answers(StayInPlacementV1)
  stay(@Payload() input: StayInPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.movePlacement.execute(input, ctx, 'stay');
  }

  @Answers(SupportAgainV1)
  supportAgain(@Payload() input: SupportAgainV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.movePlacement.execute(input, ctx, 'needsSupportAgain');
  }

  @Answers(StabilizePlacementV1)
  stabilize(@Payload() input: StabilizePlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.stabilizePlacement.execute(input, ctx);
  }

  @Answers(PausePlacementV1)
  pause(@Payload() input: PausePlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.pausePlacement.execute(input, ctx);
  }

  @Answers(ResumePlacementV1)
  resume(@Payload() input: ResumePlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.takeUp.execute(input, ctx, 'resume');
  }

  @Answers(ReturnToPlacementV1)
  comeBack(@Payload() input: ReturnToPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.takeUp.execute(input, ctx, 'return');
  }

  @Answers(ReadPlacementV1)
  read(@Payload() { placementId }: ReadPlacementV1, @Ctx() ctx: CallContext): Promise<PlacementAnswer> {
    return this.queries.byId(placementId, ctx);
  }

  @Answers(ListPlacementsV1)
  list(@Payload() input: ListPlacementsV1, @Ctx() ctx: CallContext): Promise<PlacementList> {
    return this.queries.list(input, ctx);
  }
}

/** How support and taking part end: two different things. */
@Controller()
export class PlacementEnds {
  constructor(
    private readonly support: CloseSupportCommand,
    private readonly endPlacement: EndPlacementCommand,
  ) {}

  @Answers(CloseSupportV1)
  closeSupport(@Payload() input: CloseSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.support.execute(input, ctx);
  }

  @Answers(FinishAftercareV1)
  finish(@Payload() input: FinishAftercareV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.support.finish(input, ctx);
  }

  @Answers(EndPlacementV1)
  end(@Payload() input: EndPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endPlacement.execute(input, ctx, 'end');
  }

  @Answers(LeavePlacementV1)
  leave(@Payload() input: LeavePlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endPlacement.execute(input, ctx, 'left');
  }

  @Answers(WithdrawHostFromPlacementV1)
  hostWithdraws(@Payload() input: WithdrawHostFromPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endPlacement.execute({ ...input, reasonCode: 'host_withdrew' }, ctx, 'hostWithdraws');
  }

  @Answers(MoveOnV1)
  moveOn(@Payload() input: MoveOnV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endPlacement.execute({ ...input, reasonCode: 'next_step' }, ctx, 'newMatch');
  }
}
