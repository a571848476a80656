import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { AreaLevel } from '../../domain/areas/area-tree';
import type { Position } from '../../domain/resource-description';
import { AreaEntity } from './area.entity';
import { areasOn, readAreaMap, TODAY } from './area-map';

const THING = 'area';

/**
 * Ids of the areas in force today that a point belongs to, the largest first. Until the commit no area changes: who
 * stores the ids stores what is so.
 */
export async function areasAt(db: EntityManager, point: Position): Promise<readonly string[]> {
  await db.query('SELECT pg_advisory_xact_lock_shared($1, hashtext(current_setting($2)))', LOCK);
  return areasOn(await readAreaMap(db, point), point);
}

/** As `areasAt`, of many points. */
export async function areasOfPoints(
  db: EntityManager,
  points: readonly (Position | null)[],
): Promise<readonly (readonly string[])[]> {
  if (points.every((point) => point === null)) return points.map(() => []);
  await db.query('SELECT pg_advisory_xact_lock_shared($1, hashtext(current_setting($2)))', LOCK);
  const map = await readAreaMap(db);
  return points.map((point) => (point === null ? [] : areasOn(map, point)));
}

/** Waits for those who store areas of points, and lets nobody do so until the commit. */
export async function keepAreasStill(db: EntityManager): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1, hashtext(current_setting($2)))', LOCK);
}

/** Namespace of the lock («area»), and the setting that says whose areas they are. */
const LOCK = [0x61726561, 'tsunagi.tenant'];

/** Those of the ids that no area of this municipality has, or one that has ended. */
export async function missingAreas(db: EntityManager, areaIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM areas WHERE id = ANY($1::uuid[]) AND (valid_until IS NULL OR valid_until >= ${TODAY})`,
    [areaIds],
  );
  const known = new Set(rows.map(({ id }) => id));
  return areaIds.filter((id) => !known.has(id.toLowerCase()));
}

export const insertArea = (db: EntityManager, row: AreaEntity): Promise<void> => insertRow(db, AreaEntity, row);

export const lockArea = (db: EntityManager, areaId: string, expectedVersion?: number): Promise<AreaEntity> =>
  lockRow(db, AreaEntity, areaId, THING, expectedVersion);

/** Changes a locked area. Returns its new version. */
export const updateArea = (
  db: EntityManager,
  row: AreaEntity,
  change: Partial<Omit<AreaEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, AreaEntity, row, change, THING);

export async function codeIsTaken(db: EntityManager, code: string, by: string | null): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    'SELECT 1 FROM areas WHERE code = $1 AND ($2::uuid IS NULL OR id <> $2)',
    [code, by],
  );
  return rows.length > 0;
}

interface Relative {
  readonly id: string;
  readonly level: AreaLevel;
}

export const areasNamed = (db: EntityManager, areaIds: readonly string[]): Promise<readonly Relative[]> =>
  db.query('SELECT id, level FROM areas WHERE id = ANY($1::uuid[])', [areaIds]);

/** Its direct parts. */
export const partsOf = (db: EntityManager, areaId: string): Promise<readonly Relative[]> =>
  db.query(
    'SELECT areas.id, areas.level FROM area_parents JOIN areas ON areas.id = area_parents.area_id WHERE parent_id = $1',
    [areaId],
  );

export async function putUnder(db: EntityManager, areaId: string, parentIds: readonly string[]): Promise<void> {
  await db.query('DELETE FROM area_parents WHERE area_id = $1', [areaId]);
  await db.query('INSERT INTO area_parents (area_id, parent_id) SELECT $1, unnest($2::uuid[])', [areaId, parentIds]);
}
