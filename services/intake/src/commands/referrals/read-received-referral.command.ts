import { Injectable } from '@nestjs/common';
import type { ReadReceivedReferralV1, ReceivedReferralAnswer } from '#libs/contracts';
import { type Actor, type CallContext, forbidden, notFound } from '#libs/kernel';
import { isBroken, type Tx, UnitOfWork } from '#libs/messaging';
import { mayBeReadIn, worksAt } from '../../domain/referral';
import { chosenFacts, householdTold, sharedItems } from '../../domain/referral-items';
import { findConsent } from '../../storage/consents.store';
import { requireDesk } from '../../storage/desks.store';
import type { ReferralEntity } from '../../storage/referral.entity';
import { householdOf, referralFacts } from '../../storage/referral-facts.store';
import { groundHolds } from '../../storage/referral-sending.store';
import { findReferral, recordReading } from '../../storage/referrals.store';

/** A reading that is put on record. */
@Injectable()
export class ReadReceivedReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId }: ReadReceivedReferralV1, ctx: CallContext): Promise<ReceivedReferralAnswer> {
    return this.unit.run(ctx, async (tx) => {
      const sheet = await findReferral(tx.db, referralId);
      const share = await requireShared(tx, sheet, ctx.actor);
      const of = await findConsent(tx.db, sheet.personRef, tx.today);
      if (!(await groundHolds(tx.db, sheet, of))) throw notSharedAnyMore(share.basis);
      const { deskId, shareId } = share;
      const reading = { referralId, deskId, shareId, items: sharedItems(sheet) };
      await recordReading(tx.db, { ...reading, readBy: ctx.actor.sub, readAt: tx.now });
      const members = sheet.household === 'none' ? null : await householdOf(tx.db, sheet.personRef);
      return {
        ...ownWords(sheet),
        basis: share.basis,
        ...chosenFacts(await referralFacts(tx.db, sheet, of.person), sheet.items),
        ...(householdTold(sheet.household, members) as Pick<ReceivedReferralAnswer, 'household'>),
      };
    });
  }
}

interface GivenTo {
  readonly deskId: string;
  readonly shareId: string;
  readonly basis: string;
}

/** Missing for everybody but those who work at the desk that it went to last. */
async function requireShared(
  { db }: Tx,
  { state, toDeskId, shareId, basis }: ReferralEntity,
  actor: Actor,
): Promise<GivenTo> {
  if (toDeskId === null || shareId === null || basis === null) throw notFound('referral');
  const isTheirs = isBroken('NO_SUMMONS') || worksAt(await requireDesk(db, toDeskId), actor);
  if (!isTheirs) throw notFound('referral');
  if (!mayBeReadIn(state)) throw notSharedAnyMore(null);
  return { deskId: toDeskId, shareId, basis };
}

const notSharedAnyMore = (basis: string | null) =>
  basis === 'consent'
    ? forbidden('consent.missing', 'The consent on which it was sent is not in force.')
    : forbidden('referral.not-shared-any-more', 'What this sheet said is not shared any more.');

const ownWords = (sheet: ReferralEntity) => ({
  referralId: sheet.id,
  version: sheet.version,
  state: sheet.state,
  fromDeskId: sheet.fromDeskId,
  urgency: sheet.urgency,
  topics: [...sheet.topics],
  reasons: sheet.reasons,
  asksFor: sheet.asksFor,
  meeting: sheet.meeting,
  overdueAt: sheet.state === 'SENT' ? (sheet.overdueAt?.toISOString() ?? null) : null,
});
