import type { EntityManager } from 'typeorm';
import { OPEN } from '../domain/referral';
import { findConsent } from './consents.store';
import { followSheet, sheetsOfCase } from './referral-case.store';
import { groundHolds } from './referral-sending.store';
import type { At } from './at';
import { lockReferral, takeSheetStep } from './referrals.store';

/** Consequences are the system's act, whoever caused them. */
const SYSTEM = { sub: 'system:intake' };

/**
 * Withdraws open sheets of a person, in the transaction of what ends them and with the person locked. After a change of
 * consent (call it when the change is saved): every sheet whose legal ground does not hold any more; a draft has told
 * nobody anything and stays. After a death: all of them, and the cases are left to who ends them.
 */
export async function withdrawReferralsOf(
  tx: At,
  personRef: string,
  because: 'consent_ended' | 'deceased',
): Promise<void> {
  const of = await findConsent(tx.db, personRef, tx.today);
  for (const id of await openSheetsOf(tx.db, personRef)) {
    const { sheet, kase } = await lockReferral(tx.db, id);
    if (because === 'consent_ended' && (await groundHolds(tx.db, sheet, of))) continue;
    const step = { event: 'withdraw', to: 'WITHDRAWN', actor: SYSTEM, now: tx.now, reason: because };
    const withdrawn = await takeSheetStep(tx.db, sheet, step);
    if (because === 'consent_ended') await followSheet(tx, kase, withdrawn, SYSTEM);
  }
}

/** Withdraws what is left of a locked case that ends: drafts, and sheets that came back. */
export async function withdrawLeftovers({ db, now }: Pick<At, 'db' | 'now'>, caseRef: string): Promise<void> {
  for (const id of await sheetsOfCase(db, caseRef, OPEN)) {
    const { sheet } = await lockReferral(db, id);
    const step = { event: 'withdraw', to: 'WITHDRAWN', actor: SYSTEM, now, reason: 'case_ended' };
    await takeSheetStep(db, sheet, step);
  }
}

/** Cases in one order, so that two who lock several of them never wait for each other. */
async function openSheetsOf(db: EntityManager, personRef: string): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM referral_sheets WHERE person_ref = $1 AND state = ANY($2) ORDER BY case_ref, id',
    [personRef, OPEN],
  );
  return rows.map(({ id }) => id);
}
