import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ParticipationReferralEntity } from './participation-referral.entity';

const THING = 'participation-referral';

/** Whose application it is. */
interface Whose {
  readonly caseRef: string;
  readonly personRef: string;
}

/**
 * An application and a request for the same person meet whichever comes first: who looks for the other and then writes
 * does so alone until the end of the transaction.
 */
async function holdBoth(db: EntityManager, { caseRef, personRef }: Whose): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`participation ${caseRef} ${personRef}`]);
}

/** Keeps what a plan applied for; a request that is open for the person already has taken it up. */
export async function keepReferral(
  db: EntityManager,
  row: Whose & Pick<ParticipationReferralEntity, 'id' | 'supportPlanId' | 'receivedAt' | 'dueOn'>,
): Promise<void> {
  await holdBoth(db, row);
  await db.query(
    `INSERT INTO participation_referrals
            (id, version, state, support_plan_id, case_ref, person_ref, received_at, due_on, match_request_id)
     SELECT $1, 1, CASE WHEN taken.id IS NULL THEN 'OPEN' ELSE 'TAKEN_UP' END, $2, $3, $4, $5, $6, taken.id
       FROM (SELECT 1) AS one
       LEFT JOIN LATERAL (
         SELECT id FROM match_requests
          WHERE case_ref = $3 AND person_ref = $4 AND plan_id IS NOT NULL AND state NOT IN ('CANCELLED','CLOSED')
          ORDER BY opened_at LIMIT 1) AS taken ON true
     ON CONFLICT DO NOTHING`,
    [row.id, row.supportPlanId, row.caseRef, row.personRef, row.receivedAt, row.dueOn],
  );
}

/** Somebody opened a request for the person: what the plan applied for is under way. */
export async function takeUpReferral(
  db: EntityManager,
  { caseRef, personRef, matchRequestId, by }: Whose & { readonly matchRequestId: string; readonly by: string },
): Promise<void> {
  await holdBoth(db, { caseRef, personRef });
  await db.query(
    `UPDATE participation_referrals
        SET state = 'TAKEN_UP', match_request_id = $3, settled_by = $4, version = version + 1
      WHERE case_ref = $1 AND person_ref = $2 AND state = 'OPEN'`,
    [caseRef, personRef, matchRequestId, by],
  );
}

/** Nothing is waited for any more: the person has died, or took consent back. */
export async function endReferrals(db: EntityManager, personRef: string, reasonCode: string): Promise<void> {
  await db.query(
    `UPDATE participation_referrals SET state = 'ENDED', reason_code = $2, version = version + 1
      WHERE person_ref = $1 AND state = 'OPEN'`,
    [personRef, reasonCode],
  );
}

export const lockReferral = (
  db: EntityManager,
  id: string,
  expectedVersion?: number,
): Promise<ParticipationReferralEntity> => lockRow(db, ParticipationReferralEntity, id, THING, expectedVersion);

export const declineReferral = (
  db: EntityManager,
  row: ParticipationReferralEntity,
  reasonCode: string,
  settledBy: string,
): Promise<number> =>
  updateRow(db, ParticipationReferralEntity, row, { state: 'DECLINED', reasonCode, settledBy }, THING);
