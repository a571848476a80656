import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { HandoverEntity } from './centre.entity';

export const insertHandover = (
  db: EntityManager,
  handover: Omit<HandoverEntity, 'version' | 'number' | 'state' | 'total' | 'done'>,
): Promise<void> => insertRow(db, HandoverEntity, { ...handover, state: 'PLANNED', total: null, done: 0, version: 1 });

export const lockHandover = (db: EntityManager, id: string, expectedVersion?: number): Promise<HandoverEntity> =>
  lockRow(db, HandoverEntity, id, 'handover', expectedVersion);

export const changeHandover = (
  db: EntityManager,
  handover: HandoverEntity,
  change: Partial<Pick<HandoverEntity, 'state' | 'total' | 'done' | 'onDay'>>,
): Promise<number> => updateRow(db, HandoverEntity, handover, change, 'handover');

export async function isHandingOver(db: EntityManager, fromSub: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM handovers WHERE from_sub = $1 AND state IN ('PLANNED', 'RUNNING') LIMIT 1`,
    [fromSub],
  );
  return rows.length > 0;
}

/** Cases that a worker has. */
export async function countCasesOf(db: EntityManager, sub: string): Promise<number> {
  const [row] = await db.query<readonly { readonly cases: number }[]>(
    'SELECT count(*)::int AS cases FROM case_assignments WHERE sub = $1',
    [sub],
  );
  return row?.cases ?? 0;
}

/** Some of the worker's cases, always in the same order. */
export async function someCasesOf(db: EntityManager, sub: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM case_assignments WHERE sub = $1 ORDER BY id LIMIT $2',
    [sub, limit],
  );
  return rows.map(({ id }) => id);
}
