import { type CapacityView, type OutOfSystemView, type SessionCapacity } from './capacity-view';
import { freeOutOfSystemOf, freePlacesOf, isOverCommitted, type Ledger, promisedOf, type Report } from './ledger';
import { isWithin, type WeeklyWindow, windowsOf } from './windows';

/** One ledger of a menu. `session` is empty where the menu counts all its places together. */
export interface SessionLedger {
  readonly session: string;
  readonly ledger: Ledger;
}

/** Name of a weekly session in the ledger, e.g. `mon-1000-1200`. */
export const sessionKey = ({ day, from, to }: WeeklyWindow): string =>
  `${day}-${from.replace(':', '')}-${to.replace(':', '')}`;

/** The weekly session of a name that `sessionKey` gave. */
export function sessionOf(key: string): WeeklyWindow {
  const [day = '', from = '', to = ''] = key.split('-');
  const clock = (digits: string): string => `${digits.slice(0, 2)}:${digits.slice(2)}`;
  return { day, from: clock(from), to: clock(to) };
}

/** The ledgers that take something: one for all places, or one a session. Others only keep what was promised. */
export function liveLedgers<T extends SessionLedger>(ledgers: readonly T[]): readonly T[] {
  return ledgers.filter(({ ledger }) => ledger.report?.closed === false);
}

/** Counted session by session? */
export const isTimeSliced = (ledgers: readonly SessionLedger[]): boolean =>
  liveLedgers(ledgers).some(({ session }) => session !== '');

/** Counts every change of a menu's places. */
export const menuVersionOf = (ledgers: readonly SessionLedger[]): number =>
  ledgers.reduce((sum, { ledger }) => sum + ledger.version, 0);

/** Where more is promised than there is: how much, of how much. Null = nowhere. */
export function overCommitmentOf(
  ledgers: readonly SessionLedger[],
): { readonly promised: number; readonly total: number; readonly version: number } | null {
  const beyond = ledgers.map(({ ledger }) => ledger).filter(isOverCommitted);
  if (beyond.length === 0) return null;
  const promised = beyond.reduce((sum, ledger) => sum + promisedOf(ledger), 0);
  const total = beyond.reduce((sum, { report }) => sum + (report?.total ?? 0), 0);
  return { promised, total, version: menuVersionOf(ledgers) };
}

/** What ranking reads of a menu's ledgers. */
export function capacityViewOf(ledgers: readonly SessionLedger[]): CapacityView {
  const live = liveLedgers(ledgers);
  const newest = live[0]?.ledger.report ?? null;
  const sum = (of: (ledger: Ledger) => number): number => live.reduce((all, { ledger }) => all + of(ledger), 0);
  return {
    total: newest === null ? null : sum(totalOf),
    used: newest === null ? null : sum(usedOf),
    held: sum(({ all }) => all.held),
    outOfSystem: outOfSystemViewOf(live),
    unit: unitOf(newest),
    reportedAt: newest === null ? null : newest.reportedAt,
    sessions: isTimeSliced(ledgers) ? live.map(sessionCapacityOf) : null,
    overCommitted: live.length > 0 && live.every(({ ledger }) => isOverCommitted(ledger)),
  };
}

const unitOf = (report: Report | null): Report['unit'] => report?.unit ?? 'person';
const totalOf = ({ report }: Ledger): number => report?.total ?? 0;
const usedOf = ({ report, all }: Ledger): number => (report?.used ?? 0) + all.added - all.freed;

/** Null where no live ledger has places outside the scheme. */
function outOfSystemViewOf(live: readonly SessionLedger[]): OutOfSystemView | null {
  const parts = live.flatMap(({ ledger: { report, outOfSystem } }) => {
    if (report?.outOfSystem == null) return [];
    const { slots, used } = report.outOfSystem;
    return [{ slots, used: used + outOfSystem.added - outOfSystem.freed, held: outOfSystem.held }];
  });
  if (parts.length === 0) return null;
  const sum = (of: (part: (typeof parts)[number]) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return { slots: sum(({ slots }) => slots), used: sum(({ used }) => used), held: sum(({ held }) => held) };
}

const sessionCapacityOf = ({ session, ledger }: SessionLedger): SessionCapacity => ({
  ...sessionOf(session),
  free: freePlacesOf(ledger) ?? 0,
  outOfSystemFree: freeOutOfSystemOf(ledger),
});

/**
 * The session in which a party is to be held: the one it had, or the first one that shares time with the windows, with
 * enough places; or the first one that shares time. Empty where the menu counts all its places together.
 */
export function sessionFor(
  view: CapacityView | null,
  windows: readonly WeeklyWindow[] | null,
  {
    places,
    outOfSystem,
    session,
  }: { readonly places: number; readonly outOfSystem: boolean; readonly session: string },
): string {
  if (view?.sessions == null) return '';
  const possible = windowsOf(windows);
  const suiting = view.sessions.filter((one) => isWithin(one, possible));
  const enough = suiting.filter((one) => one.free >= places && (!outOfSystem || (one.outOfSystemFree ?? 0) >= places));
  const chosen = enough.find((one) => sessionKey(one) === session) ?? enough[0] ?? suiting[0] ?? view.sessions[0];
  return chosen === undefined ? '' : sessionKey(chosen);
}
