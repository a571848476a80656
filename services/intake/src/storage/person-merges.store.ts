import { conflict } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Moment } from '../domain/consent';
import { safetyOfAll, stricter } from '../domain/merge';
import { ageOf } from '../domain/person';
import { ConsentEntity } from './consent.entity';
import type { PersonEntity } from './person.entity';
import { PersonMergeEntity } from './person-merge.entity';
import { changePerson, findPerson, lockPerson, shareHousehold } from './persons.store';

/** All records that are said to be of one human with this one, itself among them. */
export async function recordsOf(db: EntityManager, personRef: string): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly ref: string }[]>(
    `WITH RECURSIVE same (ref) AS (
       SELECT $1::uuid
       UNION
       SELECT CASE WHEN m.person_ref = same.ref THEN m.into_ref ELSE m.person_ref END
         FROM same JOIN person_merges m
           ON m.state = 'MERGED' AND (m.person_ref = same.ref OR m.into_ref = same.ref)
     )
     SELECT ref FROM same ORDER BY ref`,
    [personRef],
  );
  return rows.map(({ ref }) => ref);
}

/** The record that goes on, for each of these; itself where it points nowhere. */
export async function survivorsOf(
  db: EntityManager,
  personRefs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<readonly { readonly start: string; readonly ref: string }[]>(
    `WITH RECURSIVE up (start, ref) AS (
       SELECT ref, ref FROM unnest($1::uuid[]) ref
       UNION
       SELECT up.start, m.into_ref FROM up JOIN person_merges m ON m.state = 'MERGED' AND m.person_ref = up.ref
     )
     SELECT start, ref FROM up
      WHERE NOT EXISTS (SELECT 1 FROM person_merges m WHERE m.state = 'MERGED' AND m.person_ref = up.ref)`,
    [personRefs],
  );
  return new Map(rows.map(({ start, ref }) => [start, ref]));
}

/** 409 `person.merged` where another record goes on in the place of this one. */
export async function refuseMerged(db: EntityManager, personRef: string): Promise<void> {
  const survivors = await survivorsOf(db, [personRef]);
  if ((survivors.get(personRef) ?? personRef) === personRef) return;
  throw conflict('person.merged', 'This record is merged: write to the record that goes on.');
}

/** A record as it has to be read where others are of the same human: the stricter consent, the safety of all. */
export async function besideOthers(
  db: EntityManager,
  own: { readonly person: PersonEntity; readonly consent: ConsentEntity },
  today: string,
): Promise<{ readonly person: PersonEntity; readonly consent: ConsentEntity }> {
  const others = (await recordsOf(db, own.person.id)).filter((ref) => ref !== own.person.id);
  if (others.length === 0) return own;
  const records = await Promise.all(others.map((ref) => recordOf(db, ref)));
  const safety = safetyOfAll([own.person.safety, ...records.map(({ person }) => person.safety)]);
  const consents = records.map(({ consent }) => consent);
  return { person: { ...own.person, safety }, consent: stricter(own.consent, consents, today) };
}

/** A record by itself, with the moment at which its consent is looked at. */
export interface OwnRecord {
  readonly person: PersonEntity;
  readonly consent: ConsentEntity;
}

async function recordOf(db: EntityManager, personRef: string): Promise<OwnRecord> {
  const person = await findPerson(db, personRef);
  return { person, consent: await findRow(db, ConsentEntity, personRef, 'person') };
}

export const momentOf = ({ person }: OwnRecord, today: string): Moment => ({ today, age: ageOf(person, today) });

export const insertMerge = (db: EntityManager, merge: Omit<PersonMergeEntity, 'number'>): Promise<void> =>
  insertRow(db, PersonMergeEntity, merge);

export async function lockMerge(
  db: EntityManager,
  mergeId: string,
  expectedVersion?: number,
): Promise<PersonMergeEntity> {
  const merge = await lockRow(db, PersonMergeEntity, mergeId, 'person-merge', expectedVersion);
  if (merge.state !== 'MERGED') throw conflict('person-merge.undone', 'This merge was taken back already.');
  return merge;
}

export const undoMerge = (
  db: EntityManager,
  merge: PersonMergeEntity,
  change: Pick<PersonMergeEntity, 'undoneReason' | 'undoneBy' | 'undoneAt'>,
): Promise<number> => updateRow(db, PersonMergeEntity, merge, { ...change, state: 'UNDONE' }, 'person-merge');

/** Two members of one household are two people. */
export async function refuseOneHousehold(db: EntityManager, one: string, other: string): Promise<void> {
  if (!(await shareHousehold(db, one, other))) return;
  throw conflict('person-merge.one-household', 'Both are members of one household.');
}

/** Merges that touch any of these records, the newest first. */
export const mergesOf = (db: EntityManager, personRefs: readonly string[]): Promise<readonly PersonMergeEntity[]> =>
  db
    .createQueryBuilder(PersonMergeEntity, 'merge')
    .where('merge.personRef IN (:...refs) OR merge.intoRef IN (:...refs)', { refs: personRefs })
    .orderBy('merge.number', 'DESC')
    .limit(100)
    .getMany();

/** Records of one human each. */
type Groups = readonly (readonly OwnRecord[])[];

const safetyIn = (groups: Groups, personRef: string): string => {
  const group = groups.find((records) => records.some(({ person }) => person.id === personRef)) ?? [];
  return JSON.stringify(safetyOfAll(group.map(({ person }) => person.safety)));
};

export interface ProfileChange {
  readonly personRef: string;
  readonly version: number;
}

/** Counts up the profiles for which other safety facts count now; who matches has to be told of each. `except`: was told. */
export async function countUpProfiles(
  db: EntityManager,
  before: Groups,
  after: Groups,
  except: string | null = null,
): Promise<readonly ProfileChange[]> {
  const changed: ProfileChange[] = [];
  for (const personRef of after.flatMap((group) => group.map(({ person }) => person.id)).sort()) {
    if (personRef === except || safetyIn(before, personRef) === safetyIn(after, personRef)) continue;
    const { profileVersion } = await changePerson(db, await lockPerson(db, personRef), {});
    changed.push({ personRef, version: profileVersion });
  }
  return changed;
}

export const groupOf = async (db: EntityManager, personRef: string): Promise<readonly OwnRecord[]> =>
  Promise.all((await recordsOf(db, personRef)).map((ref) => recordOf(db, ref)));

/** Records that permit something, of a human who has said no on another one: the few that are worth a closer look. */
export async function refusedBeside(db: EntityManager): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly ref: string }[]>(
    `WITH RECURSIVE same (start, ref) AS (
       SELECT id, id FROM consents
        WHERE state IN ('REFUSED', 'WITHDRAWN', 'PARTIAL')
          AND id IN (SELECT person_ref FROM person_merges WHERE state = 'MERGED'
                     UNION SELECT into_ref FROM person_merges WHERE state = 'MERGED')
       UNION
       SELECT same.start, CASE WHEN m.person_ref = same.ref THEN m.into_ref ELSE m.person_ref END
         FROM same JOIN person_merges m
           ON m.state = 'MERGED' AND (m.person_ref = same.ref OR m.into_ref = same.ref)
     )
     SELECT DISTINCT same.ref FROM same JOIN consents c ON c.id = same.ref
      WHERE same.ref <> same.start AND c.state IN ('GRANTED', 'PARTIAL') ORDER BY same.ref`,
  );
  return rows.map(({ ref }) => ref);
}
