import { addMonths, conflict, Machine } from '#libs/kernel';
import table from './placement.machine.json';

export const PLACEMENT = new Machine(table);

/** How a follow-up went, as outreach says it. */
export interface FollowUp {
  readonly side: 'person' | 'host';
  readonly result: 'good' | 'concern' | 'missed';
  /** Local day. */
  readonly recordedOn: string;
}

const STABLE_AFTER_MONTHS = 3;
const GOOD_IN_A_ROW = 3;

export type Instability = 'placement.too-early' | 'placement.follow-ups-not-good' | 'placement.side-missing';

/**
 * Why a tie does not hold yet; null = it holds: three months, the last three follow-ups good, person and
 * host both heard. A period that is over is not enough by itself (state-machines.md).
 */
export function instabilityOf(
  startedOn: string | null,
  today: string,
  followUps: readonly FollowUp[],
): Instability | null {
  if (startedOn === null || addMonths(startedOn, STABLE_AFTER_MONTHS) > today) return 'placement.too-early';
  const last = followUps.slice(-GOOD_IN_A_ROW);
  if (last.length < GOOD_IN_A_ROW || last.some(({ result }) => result !== 'good'))
    return 'placement.follow-ups-not-good';
  const heard = (side: FollowUp['side']): boolean =>
    followUps.some((one) => one.side === side && one.result !== 'missed');
  return heard('person') && heard('host') ? null : 'placement.side-missing';
}

export function requireStability(startedOn: string | null, today: string, followUps: readonly FollowUp[]): void {
  const code = instabilityOf(startedOn, today, followUps);
  if (code !== null) throw conflict(code, 'The tie does not hold yet.');
}

/** `end`: the person has died. */
export type Advice = 'issue' | 'stabilize' | 'end';

/** What the follow-ups advise, so that nobody writes it twice: a concern of either side that is still open, or that the tie holds. */
export function adviceOf(
  placement: { readonly state: string; readonly startedOn: string | null; readonly adjustedOn: string | null },
  today: string,
  followUps: readonly FollowUp[],
): Advice | null {
  const open = followUps.filter(({ recordedOn }) => placement.adjustedOn === null || recordedOn > placement.adjustedOn);
  const latest = (side: FollowUp['side']): FollowUp | undefined => open.findLast((one) => one.side === side);
  const concern = latest('person')?.result === 'concern' || latest('host')?.result === 'concern';
  if (concern) return PLACEMENT.allows(placement.state, 'issue') ? 'issue' : null;
  if (!PLACEMENT.allows(placement.state, 'stabilize')) return null;
  return instabilityOf(placement.startedOn, today, followUps) === null ? 'stabilize' : null;
}

/** A day on which something has happened cannot lie ahead. */
export function requireNotAfterToday(day: string, today: string, code: string): void {
  if (day > today) throw conflict(code, 'That day has not come yet.');
}

export function requireNotBeforeStart(day: string, startedOn: string | null): void {
  if (startedOn !== null && day < startedOn) {
    throw conflict('placement.ends-before-start', 'It had not begun on that day.');
  }
}

/** Where somebody moves on to: another request, and one that still goes on. */
export function requireNewRequest(next: { readonly id: string; readonly over: boolean }, matchRequestId: string): void {
  if (next.over || next.id === matchRequestId) {
    throw conflict('placement.not-a-new-request', 'Open a new request for the next step.');
  }
}

/** States in which the tie has held: support may be looked at as done. */
const HELD: ReadonlySet<string> = new Set(['STABLE', 'AFTERCARE', 'SUPPORT_CLOSED', 'STEPPING_UP']);
export const hasHeld = (state: string): boolean => HELD.has(state);
