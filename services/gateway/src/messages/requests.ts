import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Done,
  EnableSubjectV1,
  EndSessionV1,
  ReadSessionsV1,
  RevokeSubjectV1,
  type SessionList,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { Revocations } from '../auth/revocations';
import { EnableSubjectCommand } from '../commands/enable-subject.command';
import { EndSessionCommand } from '../commands/end-session.command';
import { RevokeSubjectCommand } from '../commands/revoke-subject.command';
import { SessionQueries } from '../queries/sessions.query';

/** What the gateway itself answers on the bus. */
@Controller()
export class GatewayRequests {
  constructor(
    @Inject(RevokeSubjectCommand) private readonly revokeSubject: RevokeSubjectCommand,
    @Inject(Revocations) private readonly revocations: Revocations,
    @Inject(SessionQueries) private readonly sessions: SessionQueries,
    @Inject(EndSessionCommand) private readonly endSession: EndSessionCommand,
    @Inject(EnableSubjectCommand) private readonly enableSubject: EnableSubjectCommand,
  ) {}

  @Answers(RevokeSubjectV1)
  revoke(@Payload() input: RevokeSubjectV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.revokeSubject.execute(input, ctx, (at) => this.revocations.note(ctx.tenant, input.sub, at));
  }

  @Answers(ReadSessionsV1)
  read(@Payload() input: ReadSessionsV1, @Ctx() ctx: CallContext): Promise<SessionList> {
    return this.sessions.ofSubject(input, ctx);
  }

  @Answers(EndSessionV1)
  end(@Payload() input: EndSessionV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.endSession.execute(input, ctx);
  }

  @Answers(EnableSubjectV1)
  enable(@Payload() input: EnableSubjectV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.enableSubject.execute(input, ctx);
  }
}
