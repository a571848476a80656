import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type Done, RevokeSubjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { Revocations } from '../auth/revocations';
import { RevokeSubjectCommand } from '../commands/revoke-subject.command';

/** What the gateway itself answers on the bus. */
@Controller()
export class GatewayRequests {
  constructor(
    @Inject(RevokeSubjectCommand) private readonly revokeSubject: RevokeSubjectCommand,
    @Inject(Revocations) private readonly revocations: Revocations,
  ) {}

  @Answers(RevokeSubjectV1)
  revoke(@Payload() input: RevokeSubjectV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.revokeSubject.execute(input, ctx, (at) => this.revocations.note(ctx.tenant, input.sub, at));
  }
}
