import type { EntityManager } from 'typeorm';
import type { MenuFacts } from '../domain/menu-facts';

/** Takes in facts of a menu; the newest version wins. False where what is there is as new or newer. */
export async function keepMenu(db: EntityManager, facts: MenuFacts): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `INSERT INTO menus (menu_id, org_id, version, facts) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, menu_id) DO UPDATE SET org_id = excluded.org_id, version = excluded.version, facts = excluded.facts
       WHERE menus.version < excluded.version
     RETURNING menu_id`,
    [facts.menuId, facts.orgId, facts.version, facts],
  );
  return rows.length > 0;
}

export async function findMenu(db: EntityManager, menuId: string): Promise<MenuFacts | null> {
  const rows = await db.query<
    readonly {
      readonly facts: MenuFacts;
    }[]
  >('SELECT facts FROM menus WHERE menu_id = $1', [menuId]);
  return rows[0]?.facts ?? null;
}

/** Facts of menus as a snapshot (`pg_snapshot` as text) shows them. */
export async function menusAt(
  db: EntityManager,
  snapshot: string,
  menuIds: readonly string[],
): Promise<readonly MenuFacts[]> {
  const rows = await db.query<readonly { readonly facts: MenuFacts }[]>(
    `SELECT DISTINCT ON (menu_id) facts FROM menu_versions
      WHERE menu_id = ANY($2::uuid[]) AND pg_visible_in_snapshot(changed_xid, $1::pg_snapshot)
      ORDER BY menu_id, seq DESC`,
    [snapshot, menuIds],
  );
  return rows.map(({ facts }) => facts);
}

export async function menuNames(db: EntityManager, menuIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<readonly { readonly id: string; readonly name: string }[]>(
    `SELECT menu_id AS id, facts->>'name' AS name FROM menus WHERE menu_id = ANY($1::uuid[])`,
    [menuIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function refusedMenus(db: EntityManager, personRef: string): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly menu_id: string }[]>(
    'SELECT menu_id FROM refusals WHERE person_ref = $1 AND withdrawn_at IS NULL',
    [personRef],
  );
  return rows.map(({ menu_id }) => menu_id);
}

export async function keepRefusal(
  db: EntityManager,
  refusal: { readonly personRef: string; readonly menuId: string; readonly reasonCode: string | null },
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO refusals (person_ref, menu_id, reason_code, refused_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, person_ref, menu_id) DO UPDATE
       SET reason_code = excluded.reason_code, refused_at = excluded.refused_at, withdrawn_at = NULL`,
    [refusal.personRef, refusal.menuId, refusal.reasonCode, now],
  );
}

/** False where the person had not refused it. */
export async function withdrawRefusal(
  db: EntityManager,
  personRef: string,
  menuId: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.query<readonly [readonly unknown[], number]>(
    'UPDATE refusals SET withdrawn_at = $3 WHERE person_ref = $1 AND menu_id = $2 AND withdrawn_at IS NULL RETURNING menu_id',
    [personRef, menuId, now],
  );
  return rows[1] === 1;
}
