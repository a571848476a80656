import type { EntityManager } from 'typeorm';
import type { MenuFacts } from '../domain/menu-facts';
import type { ProfileCopy } from '../domain/profile-copy';

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

/** A copy of a profile that was given to us at `askedAt` (domain time). */
export interface FetchedProfile {
  readonly copy: ProfileCopy;
  readonly askedAt: Date;
}

/**
 * Keeps a copy of a profile, unless the person's consent or facts changed since it was asked for: then it is
 * old already. Waits for a withdrawal that is being handled, so that none is undone.
 */
export async function keepProfile(db: EntityManager, { copy, askedAt }: FetchedProfile, today: string): Promise<void> {
  await lockPerson(db, copy.personRef);
  await db.query(
    `INSERT INTO profiles (person_ref, version, facts, fetched_on)
     SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (SELECT 1 FROM person_marks WHERE person_ref = $1 AND changed_at >= $5)
     ON CONFLICT (tenant, person_ref) DO UPDATE
       SET version = excluded.version, facts = excluded.facts, fetched_on = excluded.fetched_on
       WHERE profiles.version <= excluded.version`,
    [copy.personRef, copy.version, copy, today, askedAt],
  );
}

/** Forgets what we were told about a person, and marks it so that no answer asked for before is kept after. */
export async function forgetProfile(db: EntityManager, personRef: string, now: Date): Promise<void> {
  await lockPerson(db, personRef);
  await db.query(
    `INSERT INTO person_marks (person_ref, changed_at) VALUES ($1, $2)
     ON CONFLICT (tenant, person_ref) DO UPDATE SET changed_at = excluded.changed_at`,
    [personRef, now],
  );
  await db.query('DELETE FROM profiles WHERE person_ref = $1', [personRef]);
}

const lockPerson = (db: EntityManager, personRef: string): Promise<unknown> =>
  db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [personRef]);

/** The copy of today; ages and terms of consent move with the days, so that an older one is asked for again. */
export async function findProfile(db: EntityManager, personRef: string, today: string): Promise<ProfileCopy | null> {
  const rows = await db.query<readonly { readonly facts: ProfileCopy }[]>(
    'SELECT facts FROM profiles WHERE person_ref = $1 AND fetched_on = $2',
    [personRef, today],
  );
  return rows[0]?.facts ?? null;
}

export async function hasProfile(db: EntityManager, personRef: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>('SELECT 1 FROM profiles WHERE person_ref = $1', [personRef]);
  return rows.length > 0;
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
