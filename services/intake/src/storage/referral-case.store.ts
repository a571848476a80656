import type { Actor } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { caseEventAfter, caseStateAfter, WAITING } from '../domain/referral';
import type { CaseEntity } from './case.entity';
import { type StepTaken, takeStep } from './cases.store';
import type { ReferralEntity } from './referral.entity';
import type { At } from './at';

type Moved = Pick<ReferralEntity, 'id' | 'state'>;

/** Moves the locked case of a sheet that has just moved, where the case waits for its sheets. */
export async function followSheet(
  { db, now }: Pick<At, 'db' | 'now'>,
  kase: CaseEntity,
  { id: referralId, state }: Moved,
  actor: Pick<Actor, 'sub'>,
): Promise<StepTaken | null> {
  const othersWait = (await sheetsOfCase(db, kase.id, WAITING)).some((id) => id !== referralId);
  const event = caseEventAfter(kase.state, state, othersWait);
  if (event === null) return null;
  const to = caseStateAfter(kase.state, event);
  return takeStep(db, kase, { event, to, actor, now, detail: { referralId } });
}

/** Sheets of a case in these states. */
export async function sheetsOfCase(
  db: EntityManager,
  caseRef: string,
  states: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM referral_sheets WHERE case_ref = $1 AND state = ANY($2)',
    [caseRef, states],
  );
  return rows.map(({ id }) => id);
}

/** How often sheets of a case were returned, all of them together. */
export async function returnsOfCase(db: EntityManager, caseRef: string): Promise<number> {
  const rows = await db.query<readonly { readonly returns: number }[]>(
    'SELECT coalesce(sum(returns), 0)::int AS returns FROM referral_sheets WHERE case_ref = $1',
    [caseRef],
  );
  return rows[0]?.returns ?? 0;
}
