import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { MenuOverCommittedV1, UnmetNeedRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Hears } from '#libs/messaging';
import { AskAboutCommitmentCommand } from '../commands/ask-about-commitment.command';
import { RequestDevelopmentCommand } from '../commands/request-development.command';

/** Everything that community listens to. If it is not in this table, community does not hear it. */
@Controller()
export class CommunitySubscriptions {
  constructor(
    private readonly requestDevelopment: RequestDevelopmentCommand,
    private readonly askAboutCommitment: AskAboutCommitmentCommand,
  ) {}

  @Hears(UnmetNeedRecordedV1)
  unmetNeed(@Payload() need: UnmetNeedRecordedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.requestDevelopment.execute(need, ctx);
  }

  @Hears(MenuOverCommittedV1)
  overCommitted(@Payload() menu: MenuOverCommittedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.askAboutCommitment.execute(menu, ctx);
  }
}
