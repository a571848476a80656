import { type Actor, conflict, forbidden, invalid, Machine, type MachineTable } from '#libs/kernel';
import { CASE } from './case';
import table from './referral-sheet.machine.json';
import settings from './referral-settings.json';

/** The machine ReferralSheet, several per case at once. */
export const REFERRAL = new Machine(table satisfies MachineTable);

/** A desk as far as a sheet is concerned with it. */
export interface DeskFacts {
  readonly id: string;
  readonly external: boolean;
  readonly orgId: string | null;
  readonly managerSub: string;
  readonly deputySub: string | null;
  readonly members: readonly string[];
  readonly closed: boolean;
}

export interface SheetFacts {
  readonly state: string;
  readonly fromDeskId: string;
  readonly toDeskId: string | null;
}

/** In whose hands a sheet is. Of `manager` the desk says which: the one who answers for it. */
export interface Holder {
  readonly kind: 'desk' | 'manager';
  readonly deskId: string;
}

const IN_HANDS_OF: Readonly<Record<string, 'sender' | 'receiver' | 'manager'>> = {
  DRAFT: 'sender',
  SENT: 'receiver',
  RETURNED: 'sender',
  ESCALATED: 'manager',
  ACCEPTED: 'receiver',
  WITHDRAWN: 'sender',
};

/** A sheet is always in somebody's hands: exactly one desk's, or those of the manager of the desk that had it last. */
export function holderOf({ state, fromDeskId, toDeskId }: SheetFacts): Holder {
  const hands = IN_HANDS_OF[state];
  if (hands === 'sender') return { kind: 'desk', deskId: fromDeskId };
  if (hands === undefined || toDeskId === null) throw new Error(`A sheet in state ${state} is in nobody's hands.`);
  return { kind: hands === 'manager' ? 'manager' : 'desk', deskId: toDeskId };
}

/** Still waiting for somebody who takes it on. */
export const WAITING: readonly string[] = ['SENT', 'ESCALATED'];
/** Not at its end. */
export const OPEN: readonly string[] = ['DRAFT', 'RETURNED', ...WAITING];

/** With how many returns the 断らない相談マネージャー takes a sheet in hand by itself. */
export const goesToManager = (returns: number): boolean => returns >= settings.returnsBeforeManager;

/**
 * What a case that waits for others (REFERRED_OUT) does when one of its sheets has moved: the first one that is
 * taken on carries it to the assessment; once none waits any more it is back with the desk that sent it.
 * Null where it stays. `othersWait`: another sheet of the case is still SENT or ESCALATED.
 */
export function caseEventAfter(
  caseState: string,
  sheetState: string,
  othersWait: boolean,
): 'accepted' | 'returned' | null {
  if (caseState !== 'REFERRED_OUT') return null;
  if (sheetState === 'ACCEPTED') return 'accepted';
  return WAITING.includes(sheetState) || othersWait ? null : 'returned';
}

/** The case follows its sheet. Who may was decided with the sheet: no role is asked for again. */
export function caseStateAfter(caseState: string, event: 'accepted' | 'returned'): string {
  const row = CASE.table.transitions.find((one) => one.from === caseState && one.event === event);
  if (!row) throw new Error(`A case in state ${caseState} does not know ${event}.`);
  return row.to;
}

/** A case that nobody sorted, that is closed or was content with information sends no sheet. */
export function refuseReferralIn(caseState: string): void {
  if (settings.closedToReferrals.includes(caseState))
    throw conflict('referral.not-now', `No referral from a case in state ${caseState}.`);
}

/** A sheet goes to another desk, and to one that is open. */
export function refuseReceiver(fromDeskId: string, to: DeskFacts): void {
  if (to.id === fromDeskId) {
    throw invalid('referral.same-desk', 'A sheet goes to another desk.', [
      { field: 'toDeskId', rule: 'otherDesk', mend: '自分の窓口以外の宛先を選んでください' },
    ]);
  }
  refuseWhereClosed(to);
}

export function refuseWhereClosed({ closed }: Pick<DeskFacts, 'closed'>): void {
  if (closed) throw conflict('desk.closed', 'This desk takes part in nothing any more.');
}

export const isWithSender = (state: string): boolean => IN_HANDS_OF[state] === 'sender';

/** What stands on a sheet changes while its sender has it. */
export function refuseChangeIn(state: string): void {
  if (!isWithSender(state) || REFERRAL.table.terminal.includes(state))
    throw conflict('referral.not-here', `A sheet in state ${state} is not with its sender.`);
}

/** To whom a sheet went last. */
export function receiverIdOf({ state, toDeskId }: Pick<SheetFacts, 'state' | 'toDeskId'>): string {
  if (toDeskId === null) throw new Error(`A sheet in state ${state} was sent to nobody.`);
  return toDeskId;
}

/** Taken on by another desk than the receiver is only what its manager has. */
export function refuseUnlessWithManager(state: string): void {
  if (state !== 'ESCALATED')
    throw conflict('referral-sheet.transition-refused', `ReferralSheet in state ${state} is not with the manager.`);
}

/** The receiver reads it until it has given it back or it was withdrawn. */
export const mayBeReadIn = (state: string): boolean => [...WAITING, 'ACCEPTED'].includes(state);

/** As long as a desk has not answered, the case is not taken from it. */
export function refuseWhileWaiting(waiting: readonly string[]): void {
  if (waiting.length > 0) throw conflict('case.referral-waiting', 'A sheet of this case waits for its answer.');
}

export function refuseInHouse({ external }: Pick<DeskFacts, 'external'>): void {
  if (!external) throw conflict('referral.not-elsewhere', 'A desk of the house is not elsewhere: the case goes on.');
}

export function refuseFutureAgreement(agreedOn: string, today: string): void {
  if (agreedOn <= today) return;
  throw invalid('referral.agreed-in-future', 'The person cannot have agreed on a day to come.', [
    { field: 'personAgreedOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
  ]);
}

export const isDue = (at: Date | null, now: Date): boolean => at !== null && at.getTime() <= now.getTime();

export const worksAt = ({ members }: Pick<DeskFacts, 'members'>, { sub }: Actor): boolean => members.includes(sub);

export const answersFor = (
  { managerSub, deputySub }: Pick<DeskFacts, 'managerSub' | 'deputySub'>,
  sub: string,
): boolean => sub === managerSub || sub === deputySub;

/**
 * Only the receiver answers a sheet. An agency of which nobody works with this system is heard: whoever writes
 * its answer down names who gave it (`spokenTo`).
 */
export function requireReceiver(desk: DeskFacts, actor: Actor, spokenTo: string | null): void {
  if (worksAt(desk, actor)) return;
  if (!desk.external || desk.members.length > 0)
    throw forbidden('referral.not-the-receiver', 'Only the desk that it was sent to answers it.');
  if (spokenTo === null) {
    throw invalid('referral.spoken-to-missing', 'Say who at the agency gave the answer.', [
      { field: 'spokenTo', rule: 'spokenTo', mend: '先方で回答した方(役職など)を記録してください' },
    ]);
  }
}

/** Scope of the consent under which a desk may be told. */
export const scopeFor = ({ external }: Pick<DeskFacts, 'external'>): 'agency_referral' | 'internal_sharing' =>
  external ? 'agency_referral' : 'internal_sharing';

/** Under which id consent and shares name a desk: an agency by its organisation. */
export const recipientOf = ({ external, orgId, id }: Pick<DeskFacts, 'external' | 'orgId' | 'id'>) =>
  external ? ({ kind: 'agency', id: orgId ?? id } as const) : ({ kind: 'desk', id } as const);

/** The manager takes in hand what was returned twice, be it by two desks with two sheets of one case. */
export function refuseEarlyEscalation(returnsOfCase: number): void {
  if (!goesToManager(returnsOfCase))
    throw conflict('referral.returned-once', 'It was returned once: its sender sends it on.');
}
