import { staleVersion } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import type { SettingsValues, SettingsVersion } from '../domain/settings';

/** A row of `matching_settings` as SQL gives it. */
export interface SettingsRow {
  readonly version: number;
  readonly valid_from: string;
  readonly values: SettingsValues;
}

export const SETTINGS_COLUMNS = 'version, valid_from::text AS valid_from, "values"';

export const settingsVersionOf = (row: SettingsRow): SettingsVersion => ({
  number: row.version,
  validFrom: row.valid_from,
  values: row.values,
});

/** A version with who set it, and why. */
export interface StoredSettings extends SettingsVersion {
  readonly authorRole: string;
  readonly reasonCode: string;
  readonly setAt: Date;
}

export async function allSettings(db: EntityManager): Promise<readonly SettingsVersion[]> {
  const rows = await db.query<readonly SettingsRow[]>(`SELECT ${SETTINGS_COLUMNS} FROM matching_settings`);
  return rows.map(settingsVersionOf);
}

/** As a snapshot (`pg_snapshot` as text) shows them. */
export async function settingsAt(db: EntityManager, snapshot: string): Promise<readonly SettingsVersion[]> {
  const rows = await db.query<readonly SettingsRow[]>(
    `SELECT ${SETTINGS_COLUMNS} FROM matching_settings WHERE pg_visible_in_snapshot(changed_xid, $1::pg_snapshot)`,
    [snapshot],
  );
  return rows.map(settingsVersionOf);
}

/** Nobody else sets a version until the commit. With `expectedVersion` a newer one is refused with `stale-version`. */
export async function lockSettings(db: EntityManager, expectedVersion?: number): Promise<readonly SettingsVersion[]> {
  await db.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('matching_settings' || current_setting('tsunagi.tenant'), 0))`,
  );
  const versions = await allSettings(db);
  if (expectedVersion !== undefined && expectedVersion !== versions.length) {
    throw staleVersion('matching-settings', versions.length);
  }
  return versions;
}

export async function insertSettings(db: EntityManager, row: StoredSettings): Promise<void> {
  await db.query(
    `INSERT INTO matching_settings (version, valid_from, author_role, reason_code, set_at, "values")
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.number, row.validFrom, row.authorRole, row.reasonCode, row.setAt, row.values],
  );
}

/** Newest first. */
export async function settingsHistory(db: EntityManager): Promise<readonly StoredSettings[]> {
  const rows = await db.query<
    readonly (SettingsRow & { readonly author_role: string; readonly reason_code: string; readonly set_at: Date })[]
  >(`SELECT ${SETTINGS_COLUMNS}, author_role, reason_code, set_at FROM matching_settings ORDER BY version DESC`);
  return rows.map((row) => ({
    ...settingsVersionOf(row),
    authorRole: row.author_role,
    reasonCode: row.reason_code,
    setAt: row.set_at,
  }));
}
