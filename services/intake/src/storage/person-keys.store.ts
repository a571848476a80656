import type { EntityManager } from 'typeorm';
import { MOST_CANDIDATES } from '../domain/duplicates/duplicates';
import { clearKeys, type Findable } from '../domain/duplicates/keys';
import type { BlindIndex } from './blind-index';
import { PersonEntity } from './person.entity';

/** Keeps what a person is found by, as keyed hashes, in the place of what was kept before. */
export async function saveKeys(
  db: EntityManager,
  index: BlindIndex,
  tenant: string,
  person: Findable & { readonly id: string },
): Promise<void> {
  const keys = index.keys(tenant, clearKeys(person));
  await db.query('DELETE FROM person_keys WHERE person_ref = $1 AND key <> ALL($2::text[])', [person.id, keys]);
  await db.query(
    'INSERT INTO person_keys (person_ref, key) SELECT $1, key FROM unnest($2::text[]) key ON CONFLICT DO NOTHING',
    [person.id, keys],
  );
  await db.query(
    `INSERT INTO person_key_sets (id, made_with) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET made_with = $2`,
    [person.id, index.mark],
  );
}

/** Records that share a key with this one, those with the most in common first. Found by index, never by looking at all. */
export async function candidatesFor(
  db: EntityManager,
  index: BlindIndex,
  tenant: string,
  person: Findable,
): Promise<readonly PersonEntity[]> {
  const rows = await db.query<readonly { readonly person_ref: string }[]>(
    `SELECT person_ref FROM person_keys WHERE key = ANY($1::text[])
      GROUP BY person_ref ORDER BY count(*) DESC, person_ref LIMIT $2`,
    [index.keys(tenant, clearKeys(person)), MOST_CANDIDATES],
  );
  if (rows.length === 0) return [];
  return db
    .createQueryBuilder(PersonEntity, 'person')
    .where('person.id IN (:...ids)', { ids: rows.map(({ person_ref }) => person_ref) })
    .getMany();
}

/** Persons whose keys were made with another secret: nobody finds them until the keys are made anew. */
export async function staleKeySets(db: EntityManager, index: BlindIndex, most: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `(SELECT id FROM person_key_sets WHERE made_with < $1 LIMIT $2)
     UNION ALL (SELECT id FROM person_key_sets WHERE made_with > $1 LIMIT $2)`,
    [index.mark, most],
  );
  return rows.map(({ id }) => id);
}
