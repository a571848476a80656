import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

export type TaskKind = 'update_availability' | 'over_committed' | 'confirm_resource';

interface Task {
  readonly kind: TaskKind;
  readonly orgId: string;
  readonly menuId?: string;
  readonly resourceId?: string;
  readonly promised?: number;
  readonly total?: number;
  /** Version of what caused it: an older cause changes nothing. */
  readonly causeVersion: number;
  readonly openedOn: string;
}

/** Asks an organisation for something, once: an open task of the same kind gets the newer figures. */
export async function openTask(db: EntityManager, task: Task): Promise<void> {
  const subjectId = task.menuId ?? task.resourceId;
  await db.query(
    `INSERT INTO tasks (id, org_id, kind, state, subject_id, menu_id, resource_id, promised, total, cause_version, opened_on)
     SELECT $1, $2, $3, 'OPEN', $4, $5, $6, $7, $8, $9::int, $10
     WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE kind = $3 AND subject_id = $4 AND cause_version >= $9::int)
     ON CONFLICT (tenant, kind, subject_id) WHERE state = 'OPEN'
     DO UPDATE SET promised = excluded.promised, total = excluded.total, cause_version = excluded.cause_version`,
    [
      randomUUID(),
      task.orgId,
      task.kind,
      subjectId,
      task.menuId ?? null,
      task.resourceId ?? null,
      task.promised ?? null,
      task.total ?? null,
      task.causeVersion,
      task.openedOn,
    ],
  );
}

/** What the organisation was asked for is done. */
export async function finishTasks(db: EntityManager, subjectId: string, kinds: readonly TaskKind[]): Promise<void> {
  await db.query(`UPDATE tasks SET state = 'DONE' WHERE subject_id = $1 AND kind = ANY($2) AND state = 'OPEN'`, [
    subjectId,
    kinds,
  ]);
}

/** As `finishTasks`, where the cause is older than what has mended it; it is not opened again by an older cause. */
export async function finishTasksCausedBefore(
  db: EntityManager,
  subjectId: string,
  kind: TaskKind,
  version: number,
): Promise<void> {
  await db.query(
    `UPDATE tasks SET state = 'DONE', cause_version = $3
      WHERE subject_id = $1 AND kind = $2 AND state = 'OPEN' AND cause_version < $3`,
    [subjectId, kind, version],
  );
}
