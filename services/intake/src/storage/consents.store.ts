import { findRow, lockRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Moment } from '../domain/consent';
import { ageOf } from '../domain/person';
import { ConsentEntity } from './consent.entity';
import type { PersonEntity } from './person.entity';
import { besideOthers } from './person-merges.store';
import { findPerson, lockPerson } from './persons.store';

/** A person's consent, and the moment at which it is looked at. */
export interface ConsentOf {
  readonly person: PersonEntity;
  readonly consent: ConsentEntity;
  readonly moment: Moment;
}

const momentOf = (person: PersonEntity, today: string): Moment => ({ today, age: ageOf(person, today) });

/** To be used, not changed: where records are merged, the stricter word counts, and the safety facts of all. */
export async function findConsent(db: EntityManager, personRef: string, today: string): Promise<ConsentOf> {
  const person = await findPerson(db, personRef);
  const consent = await findRow(db, ConsentEntity, personRef, 'person');
  return { ...(await besideOthers(db, { person, consent }, today)), moment: momentOf(person, today) };
}

/** Locks person and consent, in this order everywhere: their versions count the profile's together. */
export async function lockConsent(
  db: EntityManager,
  personRef: string,
  today: string,
  expectedVersion?: number,
): Promise<ConsentOf> {
  const person = await lockPerson(db, personRef);
  const consent = await lockRow(db, ConsentEntity, personRef, 'consent', expectedVersion);
  return { person, consent, moment: momentOf(person, today) };
}
