import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type BedAnswer,
  ConcludeEmergencyReviewV1,
  DecideEmergencyV1,
  type EmergencyList,
  ListEmergenciesV1,
  OpenEmergencyV1,
  TakeBedV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DecideEmergencyCommand } from '../commands/emergencies/decide-emergency.command';
import { OpenEmergencyCommand } from '../commands/emergencies/open-emergency.command';
import { TakeBedCommand } from '../commands/emergencies/take-bed.command';
import { EmergencyQueries } from '../queries/emergency.queries';

/** A bed tonight, and who answers for it tomorrow (L18). */
@Controller()
export class EmergencyRequests {
  constructor(
    private readonly openEmergency: OpenEmergencyCommand,
    private readonly takeBed: TakeBedCommand,
    private readonly decision: DecideEmergencyCommand,
    private readonly queries: EmergencyQueries,
  ) {}

  @Answers(OpenEmergencyV1)
  open(@Payload() input: OpenEmergencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.openEmergency.execute(input, ctx);
  }

  @Answers(TakeBedV1)
  bed(@Payload() input: TakeBedV1, @Ctx() ctx: CallContext): Promise<BedAnswer> {
    return this.takeBed.execute(input, ctx);
  }

  @Answers(DecideEmergencyV1)
  decide(@Payload() input: DecideEmergencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decision.execute(input, ctx);
  }

  @Answers(ConcludeEmergencyReviewV1)
  conclude(@Payload() input: ConcludeEmergencyReviewV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decision.conclude(input, ctx);
  }

  @Answers(ListEmergenciesV1)
  list(@Payload() input: ListEmergenciesV1, @Ctx() ctx: CallContext): Promise<EmergencyList> {
    return this.queries.list(input, ctx);
  }
}
