import { randomUUID } from 'node:crypto';
import { type Actor, conflict, notFound, staleVersion } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { MOST_KEY_PERSONS } from '../domain/key-person';
import { KeyPersonEntity, KeyPersonRecordEntity } from './key-person.entity';

interface Change {
  readonly event: 'add' | 'change' | 'end' | 'recordSafety';
  readonly actor: Actor;
  readonly now: Date;
}

/** Somebody around another person looks exactly like nobody (L10). */
const ofPerson = (row: KeyPersonEntity, personRef: string): KeyPersonEntity => {
  if (row.personRef !== personRef) throw notFound('key-person');
  return row;
};

export const findKeyPerson = async (db: EntityManager, personRef: string, id: string): Promise<KeyPersonEntity> =>
  ofPerson(await findRow(db, KeyPersonEntity, id, 'key-person'), personRef);

export async function lockKeyPerson(
  db: EntityManager,
  { personRef, keyPersonId }: { readonly personRef: string; readonly keyPersonId: string },
  expectedVersion?: number,
): Promise<KeyPersonEntity> {
  const row = ofPerson(await lockRow(db, KeyPersonEntity, keyPersonId, 'key-person'), personRef);
  if (expectedVersion !== undefined && row.version !== expectedVersion) throw staleVersion('key-person', row.version);
  return row;
}

export async function insertKeyPerson(
  db: EntityManager,
  keyPerson: Omit<KeyPersonEntity, 'number'>,
  change: Change,
): Promise<void> {
  const there = await db
    .createQueryBuilder(KeyPersonEntity, 'keyPerson')
    .where('keyPerson.personRef = :personRef AND keyPerson.endedReason IS NULL', keyPerson)
    .getCount();
  if (there >= MOST_KEY_PERSONS) {
    throw conflict('key-person.too-many', `A person has at most ${MOST_KEY_PERSONS} key persons.`);
  }
  await insertRow(db, KeyPersonEntity, keyPerson);
  await record(db, keyPerson, change);
}

/** Changes a locked key person and keeps how it stands afterwards. Gives the new version. */
export async function changeKeyPerson(
  db: EntityManager,
  keyPerson: KeyPersonEntity,
  facts: Partial<Omit<KeyPersonEntity, 'id' | 'version' | 'number' | 'personRef'>>,
  change: Change,
): Promise<number> {
  const version = await updateRow(db, KeyPersonEntity, keyPerson, facts, 'key-person');
  await record(db, { ...keyPerson, ...facts, version }, change);
  return version;
}

async function record(
  db: EntityManager,
  { id, version, ...keyPerson }: Omit<KeyPersonEntity, 'number'>,
  { event, actor, now }: Change,
): Promise<void> {
  const who = { recordedBy: actor.sub, recordedAt: now };
  await insertRow(db, KeyPersonRecordEntity, {
    ...{ id: randomUUID(), keyPersonId: id, personRef: keyPerson.personRef, version, event, detail: keyPerson },
    ...who,
  });
}
