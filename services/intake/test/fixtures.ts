import { randomUUID } from 'node:crypto';
import {
  type ConsentTerm,
  EnterPersonV1,
  ExplainConsentV1,
  GrantConsentV1,
  LinkPersonToCaseV1,
  ReceiveConsultationV1,
  StartAssessmentV1,
  SupportSingleV1,
  TriageCaseV1,
} from '#libs/contracts';
import { type Actor, AppError, localDay, type Role } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';

export const today = (): string => localDay(new Date());

/** The code and status of the refusal; «done» where there was none. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Somebody who does things in intake. Names and words are invented. */
export class Story {
  readonly worker: Actor;

  constructor(
    readonly world: ServiceWorld,
    role: Role | readonly Role[] = 'CSW',
  ) {
    this.worker = world.actor(role);
  }

  async consultation(more: Partial<ReceiveConsultationV1> = {}): Promise<string> {
    const five = {
      receivedOn: today(),
      channel: 'phone',
      chiefComplaint: '家から出られず、仕事のことを相談したい',
      urgency: 'normal',
      consentState: 'granted' as const,
    };
    return (await this.world.ask(ReceiveConsultationV1, { ...five, ...more }, this.worker)).id;
  }

  async person(more: Partial<EnterPersonV1> = {}): Promise<string> {
    const facts = { name: '架空 花子', kana: 'かくう はなこ', birthDate: '1996-05-05', safetyAsked: true };
    return (await this.world.ask(EnterPersonV1, { ...facts, ...more }, this.worker)).id;
  }

  async grant(personRef: string, terms: readonly ConsentTerm[], more: Partial<GrantConsentV1> = {}): Promise<number> {
    await this.explain(personRef);
    const given = { personRef, terms: [...terms], method: 'spoken' as const, ...more };
    return (await this.world.ask(GrantConsentV1, given, this.worker)).version;
  }

  async explain(personRef: string): Promise<void> {
    const how = { explainedOn: today(), policyVersion: '2026-04', method: 'easy_japanese' };
    await this.world.ask(ExplainConsentV1, { personRef, ...how }, this.worker);
  }

  /** A case in SUPPORTING with its person. */
  async supported(personMore: Partial<EnterPersonV1> = {}): Promise<{ caseRef: string; personRef: string }> {
    const caseRef = await this.consultation();
    const personRef = await this.person(personMore);
    await this.world.ask(LinkPersonToCaseV1, { caseRef, personRef }, this.worker);
    await this.world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'continuing' }, this.worker);
    await this.world.ask(StartAssessmentV1, { caseRef }, this.worker);
    await this.world.ask(SupportSingleV1, { caseRef }, this.worker);
    return { caseRef, personRef };
  }
}

export const anId = (): string => randomUUID();
