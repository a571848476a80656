import { type Actor, AppError } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { isWithSender, recipientOf, refuseReceiver, scopeFor } from '../domain/referral';
import { deadlinesOf } from '../domain/referral-deadlines';
import { sharedItems } from '../domain/referral-items';
import { decideShare } from '../domain/share';
import type { ConsentOf } from './consents.store';
import { findCase } from './cases.store';
import { holdDesk, requireDesk } from './desks.store';
import { bindForm } from './record-forms.store';
import { lockPerson } from './persons.store';
import type { ReferralEntity } from './referral.entity';
import type { At } from './at';
import { findReferral, takeSheetStep } from './referrals.store';
import { ShareEntity } from './share.entity';
import { recordShare } from './shares.store';

/** To whom a sheet goes, and on which legal ground. */
export interface Sending {
  readonly toDeskId: string;
  /** Code list disclosureBases. */
  readonly basis: string;
  readonly basisReason?: string | undefined;
  /** The filled つなぐシート. */
  readonly formId?: string | undefined;
}

/** Before a sheet is given to somebody: the person is locked first, as whoever changes consent does. */
export async function lockPersonOf(db: EntityManager, referralId: string): Promise<void> {
  const { personRef } = await findReferral(db, referralId);
  await lockPerson(db, personRef);
}

interface Act {
  readonly event: string;
  readonly to: string;
  readonly actor: Actor;
}

/** Sends a locked sheet: the legal ground is decided now, and the receiver's time begins. */
export async function sendSheet(tx: At, sheet: ReferralEntity, sending: Sending, act: Act): Promise<ReferralEntity> {
  const given = await giveTo(tx, sheet, sending, act.actor);
  // Whoever assigns what came to nothing sends it on as its sender wrote it.
  if (isWithSender(sheet.state)) await bindSheetForm(tx, sheet, sending.formId, act.actor);
  const change = { ...given, sendings: sheet.sendings + 1, ...deadlinesOf(sheet.urgency, tx.now) };
  return takeSheetStep(tx.db, sheet, { ...act, now: tx.now, change });
}

async function bindSheetForm(
  tx: At,
  { id, caseRef, sendings }: ReferralEntity,
  formId: string | undefined,
  actor: Actor,
): Promise<void> {
  const form = { about: 'referral', kind: 'referral_sheet', recordId: id, part: sendings + 1 } as const;
  await bindForm(tx, { ...form, kase: await findCase(tx.db, caseRef), formId, actor });
}

/** What changes on a sheet when a desk is given it, with the share that says so. */
export async function giveTo(
  tx: At,
  sheet: ReferralEntity,
  { toDeskId, basis, basisReason = undefined }: Sending,
  actor: Actor,
): Promise<Pick<ReferralEntity, 'toDeskId' | 'basis' | 'shareId'>> {
  await holdDesk(tx.db, toDeskId);
  const desk = await requireDesk(tx.db, toDeskId, 'toDeskId');
  refuseReceiver(sheet.fromDeskId, desk);
  const shareId = await recordShare(tx, {
    personRef: sheet.personRef,
    caseRef: sheet.caseRef,
    recipient: recipientOf(desk),
    scope: scopeFor(desk),
    basis,
    reason: basisReason ?? null,
    items: sharedItems(sheet),
    actor,
    sourceId: sheet.id,
  });
  return { toDeskId, basis, shareId };
}

/** Does the ground on which a sheet was given still hold? */
export async function groundHolds(
  db: EntityManager,
  { shareId }: Pick<ReferralEntity, 'shareId'>,
  { consent, moment }: ConsentOf,
): Promise<boolean> {
  if (shareId === null) return true;
  const share = await db
    .createQueryBuilder(ShareEntity, 'share')
    .where('share.id = :shareId', { shareId })
    .getOneOrFail();
  const { recipientKind: kind, recipientId: id, scope, basis, reason, items } = share;
  try {
    decideShare(consent, { recipient: { kind, id }, scope, basis, reason, items }, moment);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
