import { findRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { ApplicationState } from '../domain/application';
import { ApplicationRow } from './application.row';

const THING = 'outreach-application';

type Heard = Pick<ApplicationRow, 'id' | 'supportPlanId' | 'caseRef' | 'personRef' | 'receivedOn' | 'dueOn'>;

/** Keeps what a plan applied for; an engagement that is open with the person already has taken it up. */
export async function keepApplication(db: EntityManager, row: Heard): Promise<void> {
  await db.query(
    `INSERT INTO applications
            (id, version, state, support_plan_id, case_ref, person_ref, received_on, due_on, engagement_id)
     SELECT $1, 1, CASE WHEN known.id IS NULL THEN 'OPEN' ELSE 'TAKEN_UP' END, $2, $3, $4, $5, $6, known.id
       FROM (SELECT 1) AS one
       LEFT JOIN LATERAL (
         SELECT id FROM engagements
          WHERE (case_ref = $3 OR person_ref = $4) AND (person_ref IS NULL OR person_ref = $4) AND state <> 'CLOSED'
          ORDER BY next_action_on, id LIMIT 1) AS known ON true
     ON CONFLICT DO NOTHING`,
    [row.id, row.supportPlanId, row.caseRef, row.personRef, row.receivedOn, row.dueOn],
  );
}

export const findApplication = (db: EntityManager, id: string): Promise<ApplicationRow> =>
  findRow(db, ApplicationRow, id, THING);

export const lockApplication = (db: EntityManager, id: string, expectedVersion?: number): Promise<ApplicationRow> =>
  lockRow(db, ApplicationRow, id, THING, expectedVersion);

export const settleApplication = (
  db: EntityManager,
  row: ApplicationRow,
  change: Partial<Pick<ApplicationRow, 'engagementId' | 'reasonCode'>> & {
    readonly state: ApplicationState;
    readonly settledBy: string;
  },
): Promise<number> => updateRow(db, ApplicationRow, row, change, THING);

/** Nothing is waited for any more. `refs`: the person's cases and records. */
export async function endApplications(db: EntityManager, refs: readonly string[], reasonCode: string): Promise<void> {
  await db.query(
    `UPDATE applications SET state = 'ENDED', reason_code = $2, version = version + 1
     WHERE (case_ref = ANY($1::uuid[]) OR person_ref = ANY($1::uuid[])) AND state = 'OPEN'`,
    [refs, reasonCode],
  );
}
