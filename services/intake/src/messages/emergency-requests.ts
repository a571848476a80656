import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AskedEndListAnswer,
  ClearEmergencyV1,
  DecideEarlyEndV1,
  type EarlyEndAnswer,
  type EmergencyActed,
  type EmergencyAnswer,
  HandEmergencyV1,
  ListAskedEndsV1,
  ListRaisedFlagsV1,
  type RaisedFlagListAnswer,
  RaiseEmergencyV1,
  ReadEarlyEndV1,
  ReadEmergencyV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ClearEmergencyCommand } from '../commands/cases/clear-emergency.command';
import { DecideEarlyEndCommand } from '../commands/cases/decide-early-end.command';
import { HandEmergencyCommand } from '../commands/cases/hand-emergency.command';
import { RaiseEmergencyCommand } from '../commands/cases/raise-emergency.command';
import { EarlyEndQueries } from '../queries/early-end.queries';
import { EmergencyQueries } from '../queries/emergency.queries';

/** What others may ask of intake where somebody may be in danger, and about ends before support is complete. */
@Controller()
export class EmergencyRequests {
  constructor(
    private readonly raiseFlag: RaiseEmergencyCommand,
    private readonly handOn: HandEmergencyCommand,
    private readonly clearFlag: ClearEmergencyCommand,
    private readonly flags: EmergencyQueries,
    private readonly decide: DecideEarlyEndCommand,
    private readonly ends: EarlyEndQueries,
  ) {}

  @Answers(RaiseEmergencyV1)
  raise(@Payload() input: RaiseEmergencyV1, @Ctx() ctx: CallContext): Promise<EmergencyActed> {
    return this.raiseFlag.execute(input, ctx);
  }

  @Answers(HandEmergencyV1)
  hand(@Payload() input: HandEmergencyV1, @Ctx() ctx: CallContext): Promise<EmergencyActed> {
    return this.handOn.execute(input, ctx);
  }

  @Answers(ClearEmergencyV1)
  clear(@Payload() input: ClearEmergencyV1, @Ctx() ctx: CallContext): Promise<EmergencyActed> {
    return this.clearFlag.execute(input, ctx);
  }

  @Answers(ReadEmergencyV1)
  read(@Payload() input: ReadEmergencyV1, @Ctx() ctx: CallContext): Promise<EmergencyAnswer> {
    return this.flags.of(input, ctx);
  }

  @Answers(ListRaisedFlagsV1)
  raised(@Payload() input: ListRaisedFlagsV1, @Ctx() ctx: CallContext): Promise<RaisedFlagListAnswer> {
    return this.flags.raised(input, ctx);
  }

  @Answers(DecideEarlyEndV1)
  decideEarlyEnd(@Payload() input: DecideEarlyEndV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decide.execute(input, ctx);
  }

  @Answers(ReadEarlyEndV1)
  earlyEnd(@Payload() input: ReadEarlyEndV1, @Ctx() ctx: CallContext): Promise<EarlyEndAnswer> {
    return this.ends.of(input, ctx);
  }

  @Answers(ListAskedEndsV1)
  askedEnds(@Payload() input: ListAskedEndsV1, @Ctx() ctx: CallContext): Promise<AskedEndListAnswer> {
    return this.ends.asked(input, ctx);
  }
}
