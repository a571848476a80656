import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { announce } from './webhooks/announcements.store';

/** Tasks of the municipality's own people; all others are an organisation's. */
const OF_COORDINATORS = ['assess_host', 'confirm_suspension'] as const;

export type TaskKind =
  | 'update_availability'
  | 'over_committed'
  | 'confirm_resource'
  | 'renew_agreement'
  | 'webhook_dead'
  | (typeof OF_COORDINATORS)[number];

/** Tasks that an organisation may be told of by machine. */
const TOLD: Partial<Readonly<Record<TaskKind, string>>> = {
  update_availability: 'availability.update_due',
  over_committed: 'menu.over_committed',
  assess_host: 'host_assessment.due',
};

interface Task {
  readonly kind: TaskKind;
  readonly orgId: string;
  readonly menuId?: string;
  readonly resourceId?: string;
  /** What it is about, where that is neither a menu nor a resource. */
  readonly subjectId?: string;
  readonly promised?: number;
  readonly total?: number;
  /** Version of what caused it: an older cause changes nothing. */
  readonly causeVersion: number;
  readonly openedOn: string;
  /** Local day. */
  readonly dueOn?: string;
}

/** Asks somebody for something, once: an open task of the same kind gets the newer figures. */
export async function openTask(db: EntityManager, task: Task): Promise<void> {
  const subjectId = task.menuId ?? task.resourceId ?? task.subjectId;
  const opened = await db.query<readonly unknown[]>(
    `INSERT INTO tasks
       (id, org_id, kind, state, subject_id, menu_id, resource_id, promised, total, cause_version, opened_on, due_on, owner)
     SELECT $1, $2, $3, 'OPEN', $4, $5, $6, $7, $8, $9::int, $10, $11, $12
     WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE kind = $3 AND subject_id = $4 AND cause_version >= $9::int)
     ON CONFLICT (tenant, kind, subject_id) WHERE state = 'OPEN'
     DO UPDATE SET promised = excluded.promised, total = excluded.total, cause_version = excluded.cause_version,
       due_on = excluded.due_on
     RETURNING id`,
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
      task.dueOn ?? null,
      OF_COORDINATORS.some((kind) => kind === task.kind) ? 'coordinator' : 'organization',
    ],
  );
  if (opened.length > 0) await tell(db, task);
}

async function tell(db: EntityManager, { kind, orgId, menuId, causeVersion }: Task): Promise<void> {
  const event = TOLD[kind];
  if (event === undefined || menuId === undefined) return;
  await announce(db, { orgId, event, subject: { menuId }, cause: `${menuId}:${causeVersion}` });
}

/** What was asked for is done. */
export const finishTasks = (db: EntityManager, subjectId: string, kinds: readonly TaskKind[]): Promise<void> =>
  finishTasksOf(db, [subjectId], kinds);

/** As `finishTasks` for many at once. */
export async function finishTasksOf(
  db: EntityManager,
  subjectIds: readonly string[],
  kinds: readonly TaskKind[],
): Promise<void> {
  await db.query(`UPDATE tasks SET state = 'DONE' WHERE subject_id = ANY($1) AND kind = ANY($2) AND state = 'OPEN'`, [
    subjectIds,
    kinds,
  ]);
}

/** Whatever was asked about a resource and its menus is asked no more. */
export async function finishAllTasksAt(db: EntityManager, resourceId: string): Promise<void> {
  await db.query(
    `UPDATE tasks SET state = 'DONE'
      WHERE state = 'OPEN' AND (resource_id = $1 OR menu_id IN (SELECT id FROM menus WHERE resource_id = $1))`,
    [resourceId],
  );
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
