import { type Actor, conflict, invalid, Machine } from '#libs/kernel';
import table from './outreach-engagement.machine.json';

export const ENGAGEMENT_MACHINE = new Machine(table);

/** What the rules of an engagement look at. Days are local days. */
export interface Engagement {
  readonly state: string;
  /** R0 to R6: a scale of its own that may go back. */
  readonly stage: string;
  readonly basisCode: string;
  /** The support conference on which reaching out rests (basis art106_6). */
  readonly conferenceId: string | null;
  readonly personRef: string | null;
  readonly caseRef: string | null;
  /** There is a safety plan for visits at home. */
  readonly safetyPlanned: boolean;
  readonly nextActionOn: string | null;
  readonly reviewOn: string | null;
  readonly lastAttemptOn: string | null;
  readonly lastContactOn: string | null;
  readonly handedOverOn: string | null;
  /** The day on which we heard of the person's death: nothing is due any more. */
  readonly stoppedOn: string | null;
}

export interface At {
  readonly today: string;
  readonly actor: Actor;
}

/** What a step changes, and what its record says. */
export interface Move {
  readonly event: string;
  readonly change: Partial<Engagement> & Pick<Engagement, 'state'>;
  readonly because?: string;
  readonly noteRef?: string | null;
}

/** After a death an engagement can only be ended, or be begun anew where the report was wrong. */
const AFTER_DEATH: readonly string[] = ['endEarly', 'reopen'];

/** The state after `event`. Errors: those of the machine, `engagement.person-deceased` (409). */
export function nextState(engagement: Engagement, event: string, actor: Actor): string {
  const state = ENGAGEMENT_MACHINE.next(engagement.state, event, actor);
  if (engagement.stoppedOn !== null && !AFTER_DEATH.includes(event))
    throw conflict('engagement.person-deceased', 'The case was closed because the person died.');
  return state;
}

/** Nothing begins on the day on which a death was heard of; later it shows that the report was wrong. */
export function refuseOnDeath(deathHeardOn: string | null, today: string): void {
  if (deathHeardOn === null || deathHeardOn < today) return;
  throw conflict('engagement.person-deceased', 'The person has died.');
}

/** Somebody always does something next. Error: `engagement.next-action-past` (400). */
export function nextAction(day: string, today: string): string {
  if (day < today) throw invalid('engagement.next-action-past', 'The next action lies in the past.');
  return day;
}

/** Error: `engagement.review-not-ahead` (400). */
export function reviewDay(day: string, today: string): string {
  if (day <= today) throw invalid('engagement.review-not-ahead', 'The review has to be after today.');
  return day;
}
