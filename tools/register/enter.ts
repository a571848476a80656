import { randomUUID } from 'node:crypto';
import { clearKeys } from '../../services/intake/src/domain/duplicates/keys';
import { NOTHING_KNOWN } from '../../services/intake/src/domain/person';
import type { BlindIndex, cipherOf } from '../../services/intake/src/for-tools';
import type { Client } from 'pg';
import type { Entry } from './register';

const BATCH = 2_500;

/** What intake makes of a person before the database sees it. */
export interface Sealing {
  readonly index: BlindIndex;
  readonly cipher: ReturnType<typeof cipherOf>;
}

/** Enters a whole register straight into the tables, as typing it in would have; gives the reference of each entry. */
export async function enterRegister(
  owner: Client,
  tenant: string,
  { index, cipher }: Sealing,
  entries: readonly Entry[],
): Promise<readonly string[]> {
  const refs = entries.map(() => randomUUID());
  await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [tenant]);
  for (let at = 0; at < entries.length; at += BATCH) {
    const rows = entries.slice(at, at + BATCH).map((entry, offset) => ({
      id: refs[at + offset],
      ...entry,
      keys: index.keys(tenant, clearKeys(entry)),
    }));
    const sealed = await Promise.all(rows.map((row) => cipher.seal(tenant, 'persons', row, row)));
    await owner.query(INSERT_PERSONS, [JSON.stringify(sealed), JSON.stringify(NOTHING_KNOWN), index.mark]);
  }
  await owner.query('ANALYZE persons, person_keys, person_key_sets, person_merges');
  return refs;
}

const INSERT_PERSONS = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS p (
      id uuid, name text, kana text, alias text, "birthDate" text, "birthYear" int, gender text, phone text,
      address text, keys jsonb)
  ), entered AS (
    INSERT INTO persons (id, version, name, kana, alias, birth_date, birth_year, gender, phone, address, facts, entered_at)
    SELECT id, 1, name, kana, alias, "birthDate", "birthYear", gender, phone, address, $2::jsonb, now() FROM given
  ), marked AS (
    INSERT INTO person_key_sets (id, made_with) SELECT id, $3 FROM given
  )
  INSERT INTO person_keys (person_ref, key) SELECT id, jsonb_array_elements_text(keys) FROM given`;
