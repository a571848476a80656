import { type Actor, conflict, daysBetween, invalid, Machine } from '#libs/kernel';
import { escalationOf } from './follow-up-plan';
import table from './follow-up.machine.json';

export const FOLLOW_UP_MACHINE = new Machine(table);
const OPEN_STATES: readonly string[] = ['PLANNED', 'DUE'];

type FollowUpResult = 'good' | 'concern' | 'missed';

interface Waiting {
  readonly state: string;
  readonly opensOn: string;
  readonly closesOn: string;
}

/** The state by today's date: a window that has come is open, whether or not the timer has passed by. */
export const stateOn = ({ state, opensOn }: Waiting, today: string): string =>
  state === 'PLANNED' && opensOn <= today ? 'DUE' : state;

/** Overdue as long as it is not settled. Derived from the day, so that nothing can forget to flag it. */
export function overdueOn(followUp: Waiting, today: string) {
  const late = OPEN_STATES.includes(followUp.state) ? Math.max(0, daysBetween(followUp.closesOn, today)) : 0;
  return { overdue: late > 0, overdueDays: late, escalation: escalationOf(late) };
}

/**
 * The state after a result is told. Errors: `follow-up.future-day` (400), `follow-up.before-start`,
 * `follow-up.already-recorded`, `follow-up.cancelled`, `follow-up.not-due-yet` (409).
 */
export function recordResult(
  followUp: Waiting,
  told: { readonly result: FollowUpResult; readonly recordedOn: string },
  at: { readonly today: string; readonly startedOn: string | null },
  actor: Actor,
): string {
  const { state } = followUp;
  if (state === 'DONE' || state === 'MISSED')
    throw conflict('follow-up.already-recorded', 'This follow-up has its result.');
  if (state === 'CANCELLED') throw conflict('follow-up.cancelled', 'This follow-up was cancelled.');
  if (told.recordedOn > at.today) throw invalid('follow-up.future-day', 'The day of the contact is still to come.');
  if (at.startedOn !== null && told.recordedOn < at.startedOn)
    throw conflict('follow-up.before-start', 'The contact was before the first day.');
  if (stateOn(followUp, at.today) === 'PLANNED')
    throw conflict('follow-up.not-due-yet', 'The window of this follow-up has not come.');
  return FOLLOW_UP_MACHINE.next('DUE', told.result === 'missed' ? 'missed' : 'done', actor);
}
