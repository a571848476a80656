import { randomUUID } from 'node:crypto';
import { type Actor, localDay } from '#libs/kernel';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { checkConfirmedOn, type PersonsWord } from '../domain/support-plan';
import { SupportPlanConfirmationEntity, type SupportPlanEntity } from './support-plan.entity';
import type { At } from './at';
import { contentOf, requireConferenceConsent } from './support-plans.store';

/** Writes down the person's yes to what a held plan says now. 403 `consent.missing`, 400 `support-plan.confirmed-impossible`. */
export async function recordConfirmation(
  { db, now, today }: At,
  plan: SupportPlanEntity,
  { confirmedOn, method, personWords }: PersonsWord,
  actor: Actor,
): Promise<void> {
  const consentVersion = await requireConferenceConsent(db, plan.personRef, today);
  const { number, hash, writtenAt } = await contentOf(db, plan);
  checkConfirmedOn(confirmedOn, { writtenOn: localDay(writtenAt), today });
  const what = { planId: plan.id, contentNumber: number, contentHash: hash, consentVersion };
  const word = { confirmedOn, method, personWords, recordedBy: actor.sub, recordedAt: now };
  await insertRow(db, SupportPlanConfirmationEntity, { id: randomUUID(), ...what, ...word });
}

/** The person's last yes; null = there was none. */
export const lastConfirmation = (db: EntityManager, planId: string): Promise<SupportPlanConfirmationEntity | null> =>
  db
    .createQueryBuilder(SupportPlanConfirmationEntity, 'confirmation')
    .where('confirmation.planId = :planId', { planId })
    .orderBy('confirmation.contentNumber', 'DESC')
    .addOrderBy('confirmation.recordedAt', 'DESC')
    .limit(1)
    .getOne();
