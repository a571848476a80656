import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type Consent, earliestUntil, type Moment, type Term } from '../domain/consent';
import { type Loss, lossOf } from '../domain/consent-change';
import { ageOf } from '../domain/person';
import { ConsentEntity, ConsentRecordEntity } from './consent.entity';
import type { PersonEntity } from './person.entity';
import { findPerson, lockPerson, profileVersionOf } from './persons.store';

/** A person's consent, and the moment at which it is looked at. */
export interface ConsentOf {
  readonly person: PersonEntity;
  readonly consent: ConsentEntity;
  readonly moment: Moment;
}

const momentOf = (person: PersonEntity, today: string): Moment => ({ today, age: ageOf(person, today) });

export async function findConsent(db: EntityManager, personRef: string, today: string): Promise<ConsentOf> {
  const person = await findPerson(db, personRef);
  const consent = await findRow(db, ConsentEntity, personRef, 'person');
  return { person, consent, moment: momentOf(person, today) };
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

export interface ConsentChange extends Consent {
  readonly pendingTerms?: readonly Term[];
}

/** What is put on record beside the change: event of the machine or another word, who, when, which words. */
export interface ConsentRecord {
  readonly event: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly detail: object;
}

export interface ConsentSaved {
  readonly version: number;
  readonly profileVersion: number;
  /** What may not be done any more; others have to hear of it. */
  readonly loss: Loss;
}

/**
 * Saves a changed consent with its record. Whatever organisations lose with it they are asked to destroy,
 * in the same transaction (L06): no change of consent can forget that.
 */
export async function saveConsent(
  db: EntityManager,
  { person, consent, moment }: ConsentOf,
  change: ConsentChange,
  record: ConsentRecord,
): Promise<ConsentSaved> {
  const { state, terms, guardian, pendingTerms = [] } = change;
  const next = { state, terms, guardian, pendingTerms, nextUntil: earliestUntil(terms) };
  const version = await updateRow(db, ConsentEntity, consent, next, 'consent');
  await insertRow(db, ConsentRecordEntity, {
    id: randomUUID(),
    personRef: person.id,
    version,
    event: record.event,
    recordedBy: record.actor.sub,
    recordedAt: record.now,
    detail: record.detail,
  });
  const loss = lossOf(consent, change, moment);
  if (loss.orgIds.length > 0) await requestDestruction(db, person.id, loss.orgIds, record.now);
  return { version, profileVersion: profileVersionOf(person, { version }), loss };
}

async function requestDestruction(
  db: EntityManager,
  personRef: string,
  orgIds: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO destruction_requests (id, version, state, org_id, proposal_id, requested_at)
     SELECT gen_random_uuid(), 1, 'REQUESTED', org_id, id, $3
       FROM disclosures WHERE person_ref = $1 AND org_id = ANY($2::uuid[])
     ON CONFLICT (tenant, proposal_id) DO UPDATE
        SET state = 'REQUESTED', version = destruction_requests.version + 1, requested_at = $3, confirmed_by = NULL`,
    [personRef, orgIds, now],
  );
}
