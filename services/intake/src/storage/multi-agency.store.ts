import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { OPEN_ACTION_STATES } from '../domain/plan-action';
import { multiAgencyMissing, type MultiAgencyWork } from '../domain/multi-agency';
import type { CaseEntity } from './case.entity';
import { DeciderDeputyEntity, MultiAgencyReferralEntity } from './multi-agency.entity';

type Episode = Pick<CaseEntity, 'id' | 'episode'>;

export const insertMultiAgency = (db: EntityManager, referral: Partial<MultiAgencyReferralEntity>): Promise<void> =>
  insertRow(db, MultiAgencyReferralEntity, referral);

/** Answers the open request of a locked case; gives it as it was. 409 `case.multi-agency-missing` where nobody asked. */
export async function answerMultiAgency(
  db: EntityManager,
  { id: caseRef, episode }: Episode,
  answer: Partial<Omit<MultiAgencyReferralEntity, 'id' | 'version' | 'number'>>,
): Promise<MultiAgencyReferralEntity> {
  const [open] = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM multi_agency_referrals WHERE case_ref = $1 AND episode = $2 AND state = 'REQUESTED'
      ORDER BY number DESC LIMIT 1`,
    [caseRef, episode],
  );
  if (!open) throw multiAgencyMissing();
  const request = await lockRow(db, MultiAgencyReferralEntity, open.id, 'multi-agency');
  await updateRow(db, MultiAgencyReferralEntity, request, answer, 'multi-agency');
  return request;
}

/** Multi-agency work of this episode is over, where there was any. */
export async function endMultiAgency(db: EntityManager, kase: Episode, now: Date): Promise<void> {
  await db.query(
    `UPDATE multi_agency_referrals SET state = 'ENDED', answered_at = coalesce(answered_at, $3), version = version + 1
      WHERE case_ref = $1 AND episode = $2 AND state = 'ACCEPTED'`,
    [kase.id, kase.episode, now],
  );
}

interface WorkRow {
  readonly referral: MultiAgencyWork['referral'];
  readonly planState: string | null;
  readonly decided: boolean;
  readonly openActions: number;
}

/**
 * What is known of a case's multi-agency work in its running episode. In force is the newest decided edition since the
 * last plan was begun anew, unless that was taken back: the roles of a replaced edition hold until the next is decided.
 */
export async function multiAgencyOf(db: EntityManager, { id, episode }: Episode): Promise<MultiAgencyWork> {
  const [row] = await db.query<readonly WorkRow[]>(
    `WITH plans AS (SELECT * FROM support_plans WHERE case_ref = $1 AND episode = $2),
          newest AS (SELECT max(edition) AS edition, max(edition) FILTER (WHERE replaces IS NULL) AS begun FROM plans),
          in_force AS (SELECT id FROM plans, newest
                        WHERE decided_at IS NOT NULL AND plans.edition >= newest.begun
                          AND NOT EXISTS (SELECT 1 FROM plans last
                                           WHERE last.edition = newest.edition AND last.state = 'WITHDRAWN')
                        ORDER BY plans.edition DESC LIMIT 1)
     SELECT (SELECT state FROM multi_agency_referrals WHERE case_ref = $1 AND episode = $2
              ORDER BY number DESC LIMIT 1) AS referral,
            (SELECT state FROM plans ORDER BY edition DESC LIMIT 1) AS "planState",
            EXISTS (SELECT 1 FROM in_force) AS decided,
            (SELECT count(*)::int FROM support_plan_actions
              WHERE plan_id = (SELECT id FROM in_force) AND state = ANY($3)) AS "openActions"`,
    [id, episode, OPEN_ACTION_STATES],
  );
  return row ?? { referral: null, planState: null, decided: false, openActions: 0 };
}

/** Did a conference conclude since the closing began that support goes on? */
export async function concludedSinceClosing(db: EntityManager, { id, episode }: Episode): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM support_plan_evaluations e JOIN support_plans p ON p.id = e.plan_id
      WHERE p.case_ref = $1 AND p.episode = $2 AND e.result IN ('continue', 'replan')
        AND e.recorded_at >= (SELECT max(taken_at) FROM case_steps WHERE case_ref = $1 AND event = 'startClosing')
      LIMIT 1`,
    [id, episode],
  );
  return rows.length > 0;
}

export async function countAssessments(db: EntityManager, caseRef: string): Promise<number> {
  const [row] = await db.query<readonly { readonly count: number }[]>(
    'SELECT count(*)::int AS count FROM assessments WHERE case_ref = $1',
    [caseRef],
  );
  return row?.count ?? 0;
}

export const insertDeputy = (db: EntityManager, deputy: Partial<DeciderDeputyEntity>): Promise<void> =>
  insertRow(db, DeciderDeputyEntity, deputy);

export const lockDeputy = (
  db: EntityManager,
  deputyId: string,
  expectedVersion?: number,
): Promise<DeciderDeputyEntity> => lockRow(db, DeciderDeputyEntity, deputyId, 'decider-deputy', expectedVersion);

export const changeDeputy = (
  db: EntityManager,
  deputy: DeciderDeputyEntity,
  change: Partial<Pick<DeciderDeputyEntity, 'state'>>,
): Promise<number> => updateRow(db, DeciderDeputyEntity, deputy, change, 'decider-deputy');

/** Is this person registered to decide in place of the decision maker on this day? */
export async function isDeputyOn(db: EntityManager, sub: string, day: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM decider_deputies
      WHERE deputy_sub = $1 AND state = 'REGISTERED' AND $2::date BETWEEN from_day AND until_day LIMIT 1`,
    [sub, day],
  );
  return rows.length > 0;
}
