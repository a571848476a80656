import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  CaseNoteV1,
  CheckConsentV1,
  MatchingProfileV1,
  type MatchingSafety,
  OneHouseholdV1,
  ParticipationPlanFactsV1,
  PlacesToAvoidV1,
  type RequestType,
} from '#libs/contracts';
import { AppError, type CallContext, conflict, systemActor, unavailable } from '#libs/kernel';
import { ServiceClient } from '#libs/messaging';
import type { ProfileCopy } from '../domain/profile-copy';

const DEADLINE_MS = 2_000;

export type Scope = 'participation_matching' | 'anonymous_inquiry' | 'provider_disclosure' | 'followup_after_close';

/** Asks intake, which alone decides about consent. No answer is never a yes: 503 `consent.unanswered`. */
@Injectable()
export class Intake {
  constructor(private readonly client: ServiceClient) {}

  /** Asked at this moment, each time: what the person took back a moment ago is not done. */
  async allows(ctx: CallContext, personRef: string, scope: Scope, orgId: string | null): Promise<boolean> {
    const { allowed } = await this.mustAnswer(CheckConsentV1, { personRef, scope, orgId }, ctx);
    return allowed;
  }

  async require(ctx: CallContext, personRef: string, scope: Scope, orgId: string | null): Promise<void> {
    if (!(await this.allows(ctx, personRef, scope, orgId))) {
      throw conflict('consent.missing', `There is no consent for ${scope}.`);
    }
  }

  /** What ranking may know of the person at this moment, permission and facts in one answer; null without consent to matching. */
  async profile(ctx: CallContext, personRef: string): Promise<ProfileCopy | null> {
    try {
      return await this.mustAnswer(MatchingProfileV1, { personRef }, ctx);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'consent.missing' || error.kind === 'not-found')) return null;
      throw error;
    }
  }

  /** As `profile`, refused with 409 `consent.missing` without consent. */
  async mustProfile(ctx: CallContext, personRef: string): Promise<ProfileCopy> {
    const profile = await this.profile(ctx, personRef);
    if (profile === null) throw conflict('consent.missing', 'There is no consent for participation_matching.');
    return profile;
  }

  /** Where the person may never be sent, for one answer and not to be kept; null = nobody has asked. */
  async placesToAvoid(ctx: CallContext, personRef: string): Promise<MatchingSafety | null> {
    const { safety } = await this.mustAnswer(PlacesToAvoidV1, { personRef }, ctx);
    return safety;
  }

  /** Whether these persons really live as one household; who else belongs to it stays with intake. */
  async isOneHousehold(ctx: CallContext, personRefs: readonly string[]): Promise<boolean> {
    const { oneHousehold } = await this.ask(OneHouseholdV1, { personRefs: [...personRefs] }, ctx);
    return oneHousehold;
  }

  /** The person's own words are a note of their case; 409 `proposal.words-missing` where there is none. */
  async requireWords(ctx: CallContext, noteRef: string, caseRef: string): Promise<void> {
    try {
      await this.ask(CaseNoteV1, { noteRef, caseRef }, ctx);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
      throw conflict('proposal.words-missing', 'Write down the words of the person as a note of the case first.');
    }
  }

  /** Null for a plan that intake does not know. */
  async plan(ctx: CallContext, planId: string): Promise<AnswerOf<typeof ParticipationPlanFactsV1> | null> {
    try {
      return await this.ask(ParticipationPlanFactsV1, { planId }, ctx);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return null;
      throw error;
    }
  }

  private async mustAnswer<R extends RequestType>(
    request: R,
    input: InstanceType<R>,
    ctx: CallContext,
  ): Promise<AnswerOf<R>> {
    try {
      return await this.ask(request, input, ctx);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      throw unavailable('consent.unanswered', 'Consent could not be checked; nothing was done.');
    }
  }

  private ask<R extends RequestType>(request: R, input: InstanceType<R>, ctx: CallContext): Promise<AnswerOf<R>> {
    const { correlationId, tenant } = ctx;
    return this.client.ask(
      request,
      input,
      { actor: systemActor('matching', tenant), correlationId },
      { deadlineMs: DEADLINE_MS },
    );
  }
}
