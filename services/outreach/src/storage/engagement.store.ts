import { randomUUID } from 'node:crypto';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Move } from '../domain/engagement';
import { ContactAttemptRow, EngagementRow, EngagementStepRow } from './tables';

/** Who did something, and when (domain time). */
interface Recorded {
  readonly by: string;
  readonly at: Date;
}

export const insertEngagement = (db: EntityManager, row: Partial<EngagementRow>): Promise<void> =>
  insertRow(db, EngagementRow, row);

export const lockEngagement = (db: EntityManager, id: string, expectedVersion?: number): Promise<EngagementRow> =>
  lockRow(db, EngagementRow, id, 'engagement', expectedVersion);

/** Makes the move and writes it down. `stage`: the relationship stage where it changed, else undefined. */
export async function saveMove(
  db: EntityManager,
  row: EngagementRow,
  move: Move,
  recorded: Recorded,
): Promise<{ readonly version: number; readonly stage: string | undefined }> {
  const version = await updateRow(db, EngagementRow, row, move.change, 'engagement');
  await insertRow(db, EngagementStepRow, {
    id: randomUUID(),
    engagementId: row.id,
    event: move.event,
    fromState: row.state,
    toState: move.change.state,
    because: move.because ?? null,
    noteRef: move.noteRef ?? null,
    recordedBy: recorded.by,
    recordedAt: recorded.at,
  });
  const { stage } = move.change;
  return { version, stage: stage === row.stage ? undefined : stage };
}

export const insertAttempt = (db: EntityManager, row: ContactAttemptRow): Promise<void> =>
  insertRow(db, ContactAttemptRow, row);

/** Nothing is due any more with somebody who has died; ending the engagement stays a human's step. */
export async function stopEngagements(db: EntityManager, refs: readonly string[], today: string): Promise<void> {
  await db.query(
    `UPDATE engagements SET next_action_on = NULL, review_on = NULL, stopped_on = $2, version = version + 1
     WHERE (case_ref = ANY($1::uuid[]) OR person_ref = ANY($1::uuid[])) AND state <> 'CLOSED' AND stopped_on IS NULL`,
    [refs, today],
  );
}
