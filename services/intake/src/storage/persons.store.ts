import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ConsentEntity } from './consent.entity';
import { PersonEntity } from './person.entity';

/** Enters a person together with the consent that nobody has asked for yet. */
export async function insertPerson(db: EntityManager, person: PersonEntity): Promise<void> {
  await insertRow(db, PersonEntity, person);
  await insertRow(db, ConsentEntity, {
    id: person.id,
    version: 1,
    state: 'NOT_ASKED',
    terms: [],
    pendingTerms: [],
    guardian: null,
    nextUntil: null,
  });
}

export const findPerson = (db: EntityManager, personRef: string): Promise<PersonEntity> =>
  findRow(db, PersonEntity, personRef, 'person');

export const lockPerson = (db: EntityManager, personRef: string, expectedVersion?: number): Promise<PersonEntity> =>
  lockRow(db, PersonEntity, personRef, 'person', expectedVersion);

export interface PersonChanged {
  readonly version: number;
  /** Version of the matching profile: counts changes of the person and of the consent. */
  readonly profileVersion: number;
}

/** Changes a locked person. */
export async function changePerson(
  db: EntityManager,
  person: PersonEntity,
  change: Partial<Omit<PersonEntity, 'id' | 'version'>>,
): Promise<PersonChanged> {
  const version = await updateRow(db, PersonEntity, person, change, 'person');
  const consent = await findRow(db, ConsentEntity, person.id, 'person');
  return { version, profileVersion: profileVersionOf({ version }, consent) };
}

/** One count over both rows, so that a listener can tell which of two profiles is newer. Only ever grows. */
export const profileVersionOf = (person: { readonly version: number }, consent: { readonly version: number }): number =>
  person.version + consent.version - 1;

/** True where all of these persons belong to one household as it really lives. */
export async function liveTogether(db: EntityManager, personRefs: readonly string[]): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM household_members WHERE person_ref = ANY($1) AND actual AND left_on IS NULL
      GROUP BY household_id HAVING count(*) = $2 LIMIT 1`,
    [personRefs, personRefs.length],
  );
  return rows.length > 0;
}

/** True where both persons belong to one household now. */
export async function shareHousehold(db: EntityManager, one: string, other: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM household_members a JOIN household_members b USING (tenant, household_id)
      WHERE a.person_ref = $1 AND b.person_ref = $2 AND a.left_on IS NULL AND b.left_on IS NULL LIMIT 1`,
    [one, other],
  );
  return rows.length > 0;
}
