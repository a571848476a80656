import { Injectable } from '@nestjs/common';
import { type AnswerOf, CheckConsentV1, OutreachGroundV1, type RequestType } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { ServiceClient } from '#libs/messaging';
import type { ConferenceGround } from '../domain/ground';

/** Asks intake, which alone decides. No answer means no: the request fails with 503 and can be repeated. */
@Injectable()
export class Intake {
  constructor(private readonly client: ServiceClient) {}

  /** Does the person agree to this, at this moment? */
  async allows(ctx: CallContext, personRef: string, scope: string): Promise<boolean> {
    return (await this.ask(CheckConsentV1, { personRef, scope, orgId: null }, ctx)).allowed;
  }

  /** Does a support conference carry it that the caller reaches out, at this moment? What it concluded stays there. */
  async carries(ctx: CallContext, { caseRef, conferenceId }: ConferenceGround): Promise<boolean> {
    return (await this.ask(OutreachGroundV1, { caseRef, conferenceId, workerSub: ctx.actor.sub }, ctx)).allowed;
  }

  private ask<R extends RequestType>(request: R, input: InstanceType<R>, ctx: CallContext): Promise<AnswerOf<R>> {
    const { correlationId, tenant } = ctx;
    return this.client.ask(request, input, { actor: systemActor('outreach', tenant), correlationId });
  }
}
