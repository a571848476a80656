import type { ConferenceItemThen, ConsentThen, PlanThen, ReferralThen } from '#libs/contracts';
import type { EntityManager } from 'typeorm';
import type { ItemThen } from '../storage/items-then.store';
import { formsOf } from '../storage/record-forms.store';
import type { ConsentVersionEntity, ReferralVersionEntity, SupportPlanVersionEntity } from '../storage/then.entity';
import {
  actionsThen,
  confirmationThen,
  consentThen,
  contentThen,
  plansThen,
  referralsThen,
} from '../storage/then.store';
import { planFact } from './plan-answer';
import { planRecords } from './plan-records';
import { recordFormFact } from './record-form-answer';
import { referralSteps } from './referral-record';

/** Each of these plans as it stood. */
export async function plansAt(
  db: EntityManager,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, PlanThen>> {
  const facts: PlanThen[] = [];
  for (const plan of await plansThen(db, { ids, at })) facts.push(await planThen(db, plan, at));
  return new Map(facts.map((fact) => [fact.planId, fact]));
}

async function planThen(db: EntityManager, plan: SupportPlanVersionEntity, at: Date): Promise<PlanThen> {
  const { content } = await contentThen(db, plan.id, plan.contentNumber);
  const forms = await formsOf(db, [plan.id], { at, part: plan.contentNumber });
  return {
    ...planFact({
      ...{ plan, shown: content, inForce: content, form: forms.get(plan.id) },
      confirmation: await confirmationThen(db, plan.id, at),
      actions: await actionsThen(db, plan, at),
    }),
    records: await planRecords(db, plan.id, at),
  };
}

/** Each of these sheets as it stood. */
export async function sheetsAt(
  db: EntityManager,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, ReferralThen>> {
  const forms = await formsOf(db, ids, { at });
  const facts: ReferralThen[] = [];
  for (const sheet of await referralsThen(db, { ids, at }))
    facts.push({
      ...sheetThen(sheet),
      steps: await referralSteps(db, sheet.id, { words: true, at }),
      form: recordFormFact(forms.get(sheet.id)),
    });
  return new Map(facts.map((fact) => [fact.referralId, fact]));
}

const sheetThen = (sheet: ReferralVersionEntity): Omit<ReferralThen, 'steps' | 'form'> => ({
  referralId: sheet.id,
  version: sheet.version,
  state: sheet.state,
  fromDeskId: sheet.fromDeskId,
  toDeskId: sheet.toDeskId,
  urgency: sheet.urgency,
  topics: [...sheet.topics],
  household: sheet.household,
  meeting: sheet.meeting,
  items: [...sheet.items],
  reasons: sheet.reasons,
  asksFor: sheet.asksFor,
  basis: sheet.basis,
  returns: sheet.returns,
});

export const itemThen = ({ kind, conference, item, state, conclusion, papers }: ItemThen): ConferenceItemThen => ({
  conference: kind,
  conferenceId: conference.id,
  itemId: item.id,
  kind: item.kind,
  heldOn: conference.heldOn,
  ...{ state, conclusion, papers },
});

/** Null where nobody is known whose consent it could be. */
export async function consentAt(db: EntityManager, personRef: string | null, at: Date): Promise<ConsentThen | null> {
  if (personRef === null) return null;
  const { consent, changedAt } = await consentThen(db, personRef, at);
  return consent === undefined ? null : { ...termsThen(consent), changedAt: changedAt?.toISOString() ?? null };
}

const termsThen = (consent: ConsentVersionEntity): Omit<ConsentThen, 'changedAt'> => ({
  personRef: consent.id,
  state: consent.state,
  version: consent.version,
  terms: consent.terms.map(({ scope, orgIds, until }) => ({ scope, orgIds: [...orgIds], until })),
  guardian: consent.guardian,
  exceptions: consent.exceptionTerms.map(({ scope, orgIds, until, basis }) => ({
    ...{ scope, until, basis },
    orgIds: [...orgIds],
  })),
});
