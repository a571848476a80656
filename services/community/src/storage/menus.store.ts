import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { MenuEntity } from './menu.entity';

/** A menu and the version that it has from now on. */
interface TouchedMenu {
  readonly menuId: string;
  readonly version: number;
}

export const insertMenu = (db: EntityManager, row: MenuEntity): Promise<void> => insertRow(db, MenuEntity, row);

export const findMenu = (db: EntityManager, menuId: string): Promise<MenuEntity> =>
  findRow(db, MenuEntity, menuId, 'menu');

export const lockMenu = (db: EntityManager, menuId: string, expectedVersion?: number): Promise<MenuEntity> =>
  lockRow(db, MenuEntity, menuId, 'menu', expectedVersion);

/** Changes a locked menu, with no change only its version. Returns the new version. */
export const updateMenu = (
  db: EntityManager,
  row: MenuEntity,
  change: Partial<Omit<MenuEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, MenuEntity, row, change, 'menu');

/** Counts the versions of all menus of a resource up: facts of the resource are facts of its menus. */
export async function touchMenus(db: EntityManager, resourceId: string): Promise<readonly TouchedMenu[]> {
  return db.query(
    `WITH changed AS (UPDATE menus SET version = version + 1 WHERE resource_id = $1 RETURNING id, version)
     SELECT id AS "menuId", version FROM changed ORDER BY id`,
    [resourceId],
  );
}

/** As `touchMenus`, for all resources of an organisation. */
export async function touchMenusOfOrganization(db: EntityManager, orgId: string): Promise<readonly TouchedMenu[]> {
  return db.query(
    `WITH changed AS (UPDATE menus SET version = version + 1 WHERE org_id = $1 RETURNING id, version)
     SELECT id AS "menuId", version FROM changed ORDER BY id`,
    [orgId],
  );
}

/** Was every counted menu of the resource assessed again since this moment? */
export async function assessedSince(db: EntityManager, resourceId: string, moment: Date | null): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT 1 FROM menus LEFT JOIN host_assessments ON menu_id = menus.id
     WHERE resource_id = $1 AND capacity_model IS DISTINCT FROM 'open'
       AND (recorded_at IS NULL OR recorded_at < $2)
     LIMIT 1`,
    [resourceId, moment],
  );
  return rows.length === 0;
}
