import type { EntityManager } from 'typeorm';
import { recordsOf } from './person-merges.store';

/** Whose keys seal what is written about a person: the person's own, of the records merged with it, of their cases. */
export async function keyOwnersOf(db: EntityManager, personRef: string): Promise<readonly string[]> {
  const persons = await recordsOf(db, personRef);
  const cases = await db.query<readonly { readonly id: string }[]>('SELECT id FROM cases WHERE person_ref = ANY($1)', [
    persons,
  ]);
  return [...persons, ...cases.map(({ id }) => id)];
}
