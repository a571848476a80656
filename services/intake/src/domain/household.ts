import { type Actor, conflict, invalid } from '#libs/kernel';
import { mayReadSafety } from './access';
import settings from './household-settings.json';

/** How somebody belongs to a household. */
export interface Membership {
  readonly registered: boolean;
  readonly actual: boolean;
  readonly livingApart: boolean;
  readonly apartReason: string | null;
}

/** A member belongs to the registered household, to the one that really lives, or to both; a reason needs something to explain. */
export function checkMembership({ registered, actual, livingApart, apartReason }: Membership): void {
  if (!registered && !actual) {
    throw invalid('household.neither-kind', 'A member belongs to the registered or the actual household.', [
      { field: 'registered', rule: 'someKind', mend: '住民票上の世帯か実態の世帯の少なくとも一方を選んでください' },
    ]);
  }
  if (apartReason !== null && !livingApart) {
    throw invalid('household.not-apart', 'There is a reason for living apart, but the member does not.', [
      { field: 'apartReason', rule: 'apart', mend: '別居の理由は、別居しているときだけ指定してください' },
    ]);
  }
}

export function refusePersonTwice(personRefs: readonly string[]): void {
  if (new Set(personRefs).size === personRefs.length) return;
  throw invalid('household.person-twice', 'One person is in the household twice.', [
    { field: 'personRef', rule: 'personOnce', mend: '同じ本人を二度指定しないでください' },
  ]);
}

export function refuseTooMany(members: number): void {
  if (members < settings.mostMembers) return;
  throw conflict('household.too-many', `A household has at most ${settings.mostMembers} members.`);
}

/** What happened to a household has happened: not on a day to come, and not before the member joined. */
export function checkDay(field: string, day: string, { today, from }: { today: string; from: string | null }): void {
  if (day > today) {
    throw invalid('household.future-day', 'It cannot have happened on a day to come.', [
      { field, rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
    ]);
  }
  if (from !== null && day < from) {
    throw invalid('household.before-joining', `It cannot have happened before ${from}.`, [
      { field, rule: 'notBefore', mend: `${from} 以後の日付を指定してください` },
    ]);
  }
}

const isRestricted = (reason: string | null): boolean => reason !== null && settings.restrictedReasons.includes(reason);

/** That somebody fled is for restricted roles; others read an ordinary code (L09). */
export const shownReason = (reason: string | null, actor: Actor): string | null =>
  isRestricted(reason) && !mayReadSafety(actor) ? settings.shownInstead : reason;

/** From the household of those whom somebody fled from, nobody but restricted roles finds the way to the person (L09). */
export function leadsToPerson(
  { apartReason, leftReason }: { readonly apartReason: string | null; readonly leftReason: string | null },
  actor: Actor,
): boolean {
  return mayReadSafety(actor) || !(isRestricted(apartReason) || isRestricted(leftReason));
}
