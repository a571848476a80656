import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { insertRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Consent, ExceptionTerm, GuardianWord } from '../domain/consent';
import { isLoss, type Loss, lossOf, lossOfOwnWord } from '../domain/consent-change';
import { earliestUntil, type Term } from '../domain/consent-terms';
import type { At } from './at';
import { ConsentEntity, ConsentRecordEntity } from './consent.entity';
import type { ConsentOf } from './consents.store';
import { dropFromAgendas } from './multilayered-agenda';
import { profileVersionOf } from './persons.store';
import { withdrawReferralsOf } from './referral-endings.store';
import { exceptionSharesEnded, sharesEnded } from './shares.store';
import { withdrawPlansOf } from './support-plans.store';

export interface ConsentChange {
  readonly state: string;
  readonly terms: readonly Term[];
  readonly guardian: GuardianWord | null;
  /** Left out = the exceptions stay as they are. */
  readonly exceptionTerms?: readonly ExceptionTerm[];
  readonly pendingTerms?: readonly Term[];
}

/** What is put on record beside the change: event of the machine or another word, who, which words. */
export interface ConsentRecord {
  readonly event: string;
  readonly actor: Actor;
  readonly detail: object;
}

/** What does not hold any more; the other services have to hear of it. */
interface Lost {
  readonly personRef: string;
  readonly scopes: string[];
  readonly orgIds: string[];
  /** Of the profile. */
  readonly version: number;
}

export interface ConsentSaved {
  readonly version: number;
  readonly profileVersion: number;
  /** To be published in the same transaction; null where nothing was lost. */
  readonly lost: Lost | null;
}

/**
 * Saves a changed consent with its record, and ends in the same transaction whatever rested on what does not
 * hold any more (L06): whoever was given something is asked to destroy it. No change of consent can forget that;
 * the caller publishes what was lost.
 */
export async function saveConsent(
  tx: At,
  { person, consent, moment }: ConsentOf,
  change: ConsentChange,
  { event, actor, detail }: ConsentRecord,
): Promise<ConsentSaved> {
  const { state, terms, guardian, pendingTerms = [], exceptionTerms = consent.exceptionTerms } = change;
  const nextUntil = earliestUntil([...terms, ...exceptionTerms]);
  const next = { state, terms, guardian, exceptionTerms, pendingTerms, nextUntil };
  const version = await updateRow(tx.db, ConsentEntity, consent, next, 'consent');
  const about = { personRef: person.id, version, event, detail };
  const who = { recordedBy: actor.sub, recordedAt: tx.now };
  await insertRow(tx.db, ConsentRecordEntity, { id: randomUUID(), ...about, ...who });
  const profileVersion = profileVersionOf(person, { version });
  const loss = lossOf(consent, next, moment);
  const ended = { before: consent, after: next, loss, own: lossOfOwnWord(consent, next, moment) };
  await recall(tx, person.id, ended);
  await endWork(tx, person.id, ended);
  const isLost = isLoss(loss) || event === 'withdraw';
  const what = { scopes: [...loss.scopes], orgIds: [...loss.orgIds] };
  return { version, profileVersion, lost: isLost ? { personRef: person.id, ...what, version: profileVersion } : null };
}

interface Ended {
  readonly before: Consent;
  readonly after: Consent;
  readonly loss: Loss;
  /** What the person's own word lost: an exception beside it keeps nothing that rested on the word. */
  readonly own: Loss;
}

async function recall({ db, now }: At, personRef: string, { before, after, loss, own }: Ended): Promise<void> {
  if (loss.orgIds.length > 0) await requestDestruction(db, personRef, loss.orgIds, now);
  await sharesEnded(db, personRef, own, now);
  const gone = before.exceptionTerms.filter(({ exceptionId }) => !standsIn(after, exceptionId));
  await exceptionSharesEnded(
    db,
    personRef,
    gone.map(({ exceptionId }) => exceptionId),
    now,
  );
}

/** Sheets under way, plans and items of an agenda that rested on it end; help and the meeting go on. */
async function endWork(tx: At, personRef: string, { loss, own }: Ended): Promise<void> {
  if (isLoss(loss) || isLoss(own)) await withdrawReferralsOf(tx, personRef, 'consent_ended');
  if (!own.scopes.includes('multilayered_conference')) return;
  await withdrawPlansOf(tx, personRef);
  await dropFromAgendas(tx, personRef);
}

const standsIn = ({ exceptionTerms }: Consent, id: string): boolean =>
  exceptionTerms.some(({ exceptionId }) => exceptionId === id);

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
