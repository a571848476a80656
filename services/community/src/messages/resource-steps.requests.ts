import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ApproveResourceV1,
  CloseResourceV1,
  ConfirmPublicResourceV1,
  ConfirmResourceV1,
  PauseResourceV1,
  PublishResourceV1,
  ReinstateResourceV1,
  RejectResourceV1,
  ResumeResourceV1,
  SubmitResourceV1,
  SuspendResourceV1,
  UnpublishResourceV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { MoveResourceCommand } from '../commands/move-resource.command';

/** The steps of the Resource machine that somebody asks for. */
@Controller()
export class ResourceStepRequests {
  constructor(private readonly move: MoveResourceCommand) {}

  @Answers(SubmitResourceV1)
  submit(@Payload() input: SubmitResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'submit' }, SubmitResourceV1.allow, ctx);
  }

  @Answers(ApproveResourceV1)
  approve(@Payload() input: ApproveResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'approve' }, ApproveResourceV1.allow, ctx);
  }

  @Answers(RejectResourceV1)
  reject(@Payload() input: RejectResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'reject', reason: input.reason }, RejectResourceV1.allow, ctx);
  }

  @Answers(PublishResourceV1)
  publish(@Payload() input: PublishResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(
      input.resourceId,
      { event: 'publish', agreedOn: input.agreedOn },
      PublishResourceV1.allow,
      ctx,
    );
  }

  @Answers(UnpublishResourceV1)
  unpublish(@Payload() input: UnpublishResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'unpublish' }, UnpublishResourceV1.allow, ctx);
  }

  @Answers(PauseResourceV1)
  pause(@Payload() input: PauseResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(
      input.resourceId,
      { event: 'pause', resumesOn: input.resumesOn ?? null },
      PauseResourceV1.allow,
      ctx,
    );
  }

  @Answers(ResumeResourceV1)
  resume(@Payload() input: ResumeResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'resume' }, ResumeResourceV1.allow, ctx);
  }

  @Answers(CloseResourceV1)
  close(@Payload() input: CloseResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'close' }, CloseResourceV1.allow, ctx);
  }

  @Answers(SuspendResourceV1)
  suspend(@Payload() input: SuspendResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(
      input.resourceId,
      { event: 'suspendSafety', reason: input.reason },
      SuspendResourceV1.allow,
      ctx,
    );
  }

  @Answers(ReinstateResourceV1)
  reinstate(@Payload() input: ReinstateResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'reinstate' }, ReinstateResourceV1.allow, ctx);
  }

  @Answers(ConfirmResourceV1)
  confirm(@Payload() input: ConfirmResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'confirm' }, ConfirmResourceV1.allow, ctx);
  }

  @Answers(ConfirmPublicResourceV1)
  confirmPublic(@Payload() input: ConfirmPublicResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.move.execute(input.resourceId, { event: 'confirmPublic' }, ConfirmPublicResourceV1.allow, ctx);
  }
}
