import { notFound } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { GrantInfoEntity, SupportedGroupEntity } from './group.entity';

const THING = 'supported-group';

export const insertGroup = (db: EntityManager, row: SupportedGroupEntity): Promise<void> =>
  insertRow(db, SupportedGroupEntity, row);

export const findGroup = (db: EntityManager, id: string): Promise<SupportedGroupEntity> =>
  findRow(db, SupportedGroupEntity, id, THING);

export const lockGroup = (db: EntityManager, id: string, expectedVersion?: number): Promise<SupportedGroupEntity> =>
  lockRow(db, SupportedGroupEntity, id, THING, expectedVersion);

export const updateGroup = (
  db: EntityManager,
  row: SupportedGroupEntity,
  change: Pick<SupportedGroupEntity, 'state' | 'stateSince'>,
): Promise<number> => updateRow(db, SupportedGroupEntity, row, change, THING);

/** 404 for the first of the ids that no group has; null names none. */
export async function requireGroups(db: EntityManager, ids: readonly (string | null)[]): Promise<void> {
  const named = new Set(ids.filter((id) => id !== null).map((id) => id.toLowerCase()));
  const rows: readonly unknown[] = await db.query('SELECT 1 FROM supported_groups WHERE id = ANY($1::uuid[])', [
    [...named],
  ]);
  if (rows.length < named.size) throw notFound(THING);
}

interface GroupStep {
  readonly id: string;
  readonly groupId: string;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  /** Local day. */
  readonly takenOn: string;
}

export async function insertGroupStep(db: EntityManager, step: GroupStep): Promise<void> {
  await db.query(
    'INSERT INTO group_steps (id, group_id, event, from_state, to_state, taken_on) VALUES ($1, $2, $3, $4, $5, $6)',
    [step.id, step.groupId, step.event, step.fromState, step.toState, step.takenOn],
  );
}

interface Contact {
  readonly id: string;
  /** Local day. */
  readonly heldOn: string;
  readonly kind: string;
  readonly minutes: number | null;
  readonly infoIds: readonly string[];
}

export async function insertContacts(db: EntityManager, groupId: string, contacts: readonly Contact[]): Promise<void> {
  await db.query(
    `INSERT INTO group_contacts (id, group_id, held_on, kind, minutes, info_ids)
     SELECT id, $1, "heldOn", kind, minutes, "infoIds"
     FROM jsonb_to_recordset($2) AS given (id uuid, "heldOn" date, kind text, minutes int, "infoIds" uuid[])`,
    [groupId, JSON.stringify(contacts)],
  );
}

/** Was the group told of grants or places? */
export async function wasInformed(db: EntityManager, groupId: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT 1 FROM group_contacts WHERE group_id = $1 AND (kind = 'information' OR cardinality(info_ids) > 0) LIMIT 1`,
    [groupId],
  );
  return rows.length > 0;
}

export const insertGrantInfo = (db: EntityManager, row: GrantInfoEntity): Promise<void> =>
  insertRow(db, GrantInfoEntity, row);

export const lockGrantInfo = (db: EntityManager, id: string, expectedVersion?: number): Promise<GrantInfoEntity> =>
  lockRow(db, GrantInfoEntity, id, 'grant-info', expectedVersion);

export const updateGrantInfo = (
  db: EntityManager,
  row: GrantInfoEntity,
  change: Omit<GrantInfoEntity, 'id' | 'version'>,
): Promise<number> => updateRow(db, GrantInfoEntity, row, change, 'grant-info');

/** 404 `grant-info.not-found` for the first that is not there. */
export async function grantInfosNamed(
  db: EntityManager,
  ids: readonly string[],
): Promise<readonly Pick<GrantInfoEntity, 'id' | 'validFrom' | 'validUntil'>[]> {
  const named = new Set(ids.map((id) => id.toLowerCase()));
  const rows: readonly GrantInfoEntity[] = await db.query(
    `SELECT id, valid_from::text AS "validFrom", valid_until::text AS "validUntil" FROM grant_infos
     WHERE id = ANY($1::uuid[])`,
    [[...named]],
  );
  if (rows.length < named.size) throw notFound('grant-info');
  return rows;
}
