import type { ReferralLine } from '#libs/contracts';
import { daysBetween, localDay } from '#libs/kernel';
import type { Scope } from '#libs/persistence';
import { holderOf } from '../domain/referral';
import { type DeskRow, requireDesks } from '../storage/desks.store';
import type { ReferralEntity } from '../storage/referral.entity';
import { remindersOf } from '../storage/referral-reminders.store';

/** Sheets as lines of a list, each with the one in whose hands it is. */
export async function linesOf({ db, now }: Scope, sheets: readonly ReferralEntity[]): Promise<ReferralLine[]> {
  const ids = sheets.map((sheet) => holderOf(sheet).deskId);
  const holders = new Map((await requireDesks(db, ids)).map((desk) => [desk.id, desk]));
  const reminded = await remindersOf(
    db,
    sheets.map(({ id }) => id),
  );
  return sheets.map((sheet) => ({
    referralId: sheet.id,
    version: sheet.version,
    state: sheet.state,
    holder: holderLine(sheet, holders),
    fromDeskId: sheet.fromDeskId,
    toDeskId: sheet.toDeskId,
    urgency: sheet.urgency,
    topics: [...sheet.topics],
    returns: sheet.returns,
    since: sheet.stateSince.toISOString(),
    days: Math.max(0, daysBetween(localDay(sheet.stateSince), localDay(now))),
    remindedAt: reminded.get(sheet.id)?.toISOString() ?? null,
    overdueAt: sheet.state === 'SENT' ? (sheet.overdueAt?.toISOString() ?? null) : null,
  }));
}

function holderLine(sheet: ReferralEntity, desks: ReadonlyMap<string, DeskRow>): ReferralLine['holder'] {
  const { kind, deskId } = holderOf(sheet);
  return { kind, deskId, sub: kind === 'manager' ? (desks.get(deskId)?.managerSub ?? null) : null };
}
