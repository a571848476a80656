import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Loss } from '../domain/consent-change';
import { decideShare, RECALLED, type ShareWish } from '../domain/share';
import type { At } from './at';
import { findConsent } from './consents.store';
import { ReturnRequestEntity, ShareEntity } from './share.entity';

export interface Share extends ShareWish {
  readonly personRef: string;
  readonly caseRef: string | null;
  readonly actor: Actor;
  /** Referral, plan, conference or proposal because of which it is shared. */
  readonly sourceId?: string | null;
}

/**
 * The one way to give something of a person to somebody else. It is decided at this very moment, and until
 * the transaction ends nobody can change the consent that it rests on. Returns the id of the share.
 * Errors: `consent.missing` (403), `share.basis-refused` (400), `person.not-found` (404).
 */
export async function recordShare(tx: At, share: Share): Promise<string> {
  await holdConsent(tx.db, share.personRef);
  const { consent, moment } = await findConsent(tx.db, share.personRef, tx.today);
  const { exceptionId } = decideShare(consent, share, moment);
  return insertShare(tx, share, exceptionId);
}

/** Every change of consent locks the person first. */
async function holdConsent(db: EntityManager, personRef: string): Promise<void> {
  await db.query('SELECT id FROM persons WHERE id = $1 FOR SHARE', [personRef]);
}

/** Writes down what was shared; whether it might be was decided before. */
export async function insertShare(
  { db, now }: Omit<At, 'today'>,
  share: Share,
  exceptionId: string | null,
): Promise<string> {
  const id = randomUUID();
  const { personRef, caseRef, recipient, scope, basis, reason, items, actor, sourceId = null } = share;
  await insertRow(db, ShareEntity, {
    ...{ id, personRef, caseRef, scope, basis, reason, items, sourceId, exceptionId },
    recipientKind: recipient.kind,
    recipientId: recipient.id,
    sharedBy: actor.sub,
    sharedAt: now,
  });
  return id;
}

/**
 * Asks everybody to give back or destroy what was shared on a word that does not hold any more (L06).
 * Hosts are asked for what a proposal told them by the requests to destroy.
 */
export async function sharesEnded(db: EntityManager, personRef: string, { lost }: Loss, now: Date): Promise<void> {
  if (lost.length === 0) return;
  await db.query(
    `${REQUEST_RETURN}
       JOIN jsonb_to_recordset($4::jsonb) AS gone (scope text, recipient text)
         ON gone.scope = share.scope AND coalesce(gone.recipient, share.recipient_id) = share.recipient_id
      WHERE share.person_ref = $1 AND share.basis = 'consent' AND ${RECALLABLE}
     ON CONFLICT (tenant, share_id) DO NOTHING`,
    [personRef, now, RECALLED, JSON.stringify(lost)],
  );
}

/** The same for everything that rested on an exception. */
export async function exceptionSharesEnded(
  db: EntityManager,
  personRef: string,
  exceptionIds: readonly string[],
  now: Date,
): Promise<void> {
  if (exceptionIds.length === 0) return;
  await db.query(
    `${REQUEST_RETURN}
      WHERE share.person_ref = $1 AND share.exception_id = ANY($4::uuid[]) AND ${RECALLABLE}
     ON CONFLICT (tenant, share_id) DO NOTHING`,
    [personRef, now, RECALLED, exceptionIds],
  );
}

/** The same for everything of a person that was shared because of something that was taken back: editions of a plan. */
export async function sourceSharesEnded(
  db: EntityManager,
  personRef: string,
  sourceIds: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    `${REQUEST_RETURN}
      WHERE share.person_ref = $1 AND share.source_id = ANY($4) AND ${RECALLABLE}
     ON CONFLICT (tenant, share_id) DO NOTHING`,
    [personRef, now, RECALLED, sourceIds],
  );
}

const REQUEST = 'return-request';

export const lockReturnRequest = (db: EntityManager, id: string, version?: number): Promise<ReturnRequestEntity> =>
  lockRow(db, ReturnRequestEntity, id, REQUEST, version);

/** Gives the new version. */
export const confirmReturn = (db: EntityManager, request: ReturnRequestEntity, confirmedBy: string): Promise<number> =>
  updateRow(db, ReturnRequestEntity, request, { state: 'CONFIRMED' as const, confirmedBy }, REQUEST);

const REQUEST_RETURN = `
  INSERT INTO return_requests (id, version, state, share_id, recipient_kind, recipient_id, requested_at)
  SELECT gen_random_uuid(), 1, 'REQUESTED', share.id, share.recipient_kind, share.recipient_id, $2 FROM shares share`;

const RECALLABLE = `share.recipient_kind = ANY($3)
  AND NOT EXISTS (SELECT 1 FROM disclosures told WHERE told.id::text = share.source_id)`;
