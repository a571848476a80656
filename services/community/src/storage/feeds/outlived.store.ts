import type { EntityManager } from 'typeorm';
import type { Outlived } from '../../domain/feeds/outlived';

/** `$1`: everything before this moment. What is still to be told stays, however old. */
const ROWS: Readonly<Record<Outlived, string>> = {
  batches: 'feed_batches WHERE received_at < $1',
  moments: 'availability_report_times WHERE reported_at < $1',
  deliveries: `webhook_deliveries WHERE state <> 'PENDING' AND occurred_at < $1`,
};

export async function hasOutlived(db: EntityManager, what: Outlived, before: Date): Promise<boolean> {
  return (await db.query<readonly unknown[]>(`SELECT 1 FROM ${ROWS[what]} LIMIT 1`, [before])).length > 0;
}

/** Deletes so many at most; whatever somebody else is deleting is left to them. */
export async function deleteOutlived(db: EntityManager, what: Outlived, before: Date, most: number): Promise<void> {
  const [table = ''] = ROWS[what].split(' ');
  await db.query(
    `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${ROWS[what]} LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [before, most],
  );
  if (what === 'deliveries') await finishDeadTasks(db);
}

/** Nobody can look at dead deliveries that are gone. */
async function finishDeadTasks(db: EntityManager): Promise<void> {
  await db.query(
    `UPDATE tasks SET state = 'DONE' WHERE kind = 'webhook_dead' AND state = 'OPEN'
       AND NOT EXISTS (SELECT 1 FROM webhook_deliveries WHERE webhook_id = subject_id AND state = 'DEAD')`,
  );
}
