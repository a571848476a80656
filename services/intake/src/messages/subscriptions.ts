import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { NamedInquirySentV1, ProposalEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Hears } from '#libs/messaging';
import { EndDisclosureCommand } from '../commands/disclosures/end-disclosure.command';
import { OpenDisclosureCommand } from '../commands/disclosures/open-disclosure.command';

/** Everything intake listens to. What is not in this table intake does not hear. */
@Controller()
export class IntakeSubscriptions {
  constructor(
    private readonly open: OpenDisclosureCommand,
    private readonly end: EndDisclosureCommand,
  ) {}

  @Hears(NamedInquirySentV1)
  namedInquirySent(@Payload() event: NamedInquirySentV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.open.execute(event, ctx);
  }

  @Hears(ProposalEndedV1)
  proposalEnded(@Payload() event: ProposalEndedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.end.execute(event, ctx);
  }
}
