import { addDays, conflict } from '#libs/kernel';
import { type At, type Engagement, type Move, nextAction, nextState, reviewDay } from './engagement';
import settings from './engagement-settings.json';

interface Next {
  readonly nextActionOn: string;
}

/** The first day on which somebody acts where nobody named one. */
export const firstActionOn = (today: string): string => addDays(today, settings.firstActionDays);

/** A step that moves on and names the next action. */
function goOn(engagement: Engagement, event: string, { nextActionOn }: Next, { today, actor }: At): Move['change'] {
  return {
    state: nextState(engagement, event, actor),
    nextActionOn: nextAction(nextActionOn, today),
    reviewOn: null,
  };
}

export const prepare = (engagement: Engagement, input: Next, at: At): Move => ({
  event: 'prepare',
  change: goOn(engagement, 'prepare', input, at),
});

export const reach = (engagement: Engagement, input: Next & { readonly safetyPlanned: boolean }, at: At): Move => ({
  event: 'reach',
  change: { ...goOn(engagement, 'reach', input, at), safetyPlanned: input.safetyPlanned },
});

/** Error: `engagement.stage-below-r5` (409). */
export function goOnRegularly(engagement: Engagement, input: Next & { readonly stageAfter: string }, at: At): Move {
  const change = goOn(engagement, 'continue', input, at);
  if (input.stageAfter < 'R5') throw conflict('engagement.stage-below-r5', 'Regular contact is stage R5 or more.');
  return { event: 'continue', change: { ...change, stage: input.stageAfter } };
}

/** Error: `engagement.stage-not-back` (409). */
export function setback(
  engagement: Engagement,
  input: Next & { readonly stageAfter: string; readonly noteRef: string | null },
  at: At,
): Move {
  const change = goOn(engagement, 'setback', input, at);
  if (input.stageAfter > engagement.stage)
    throw conflict('engagement.stage-not-back', 'After a setback the stage is not higher than before.');
  return { event: 'setback', change: { ...change, stage: input.stageAfter }, noteRef: input.noteRef };
}

/** While somebody is watched, the review is what is due next. */
function rest(engagement: Engagement, event: string, reviewOn: string, { today, actor }: At): Move['change'] {
  const state = nextState(engagement, event, actor);
  const day = reviewDay(reviewOn, today);
  return { state, reviewOn: day, nextActionOn: day };
}

export const watch = (
  engagement: Engagement,
  input: { readonly watchBy: string; readonly reviewOn: string },
  at: At,
): Move => ({ event: 'watch', change: rest(engagement, 'watch', input.reviewOn, at), because: input.watchBy });

/** Nothing but the wish itself is asked: it is respected at once. */
export const respectStopWish = (
  engagement: Engagement,
  input: { readonly noteRef: string | null; readonly reviewOn?: string | undefined },
  at: At,
): Move => ({
  event: 'stopWish',
  change: rest(engagement, 'stopWish', input.reviewOn ?? addDays(at.today, settings.stopWishReviewDays), at),
  noteRef: input.noteRef,
});

/** Error: `engagement.review-not-due` (409). */
export function resume(engagement: Engagement, input: Next & { readonly because: string }, at: At): Move {
  const change = goOn(engagement, 'resume', input, at);
  if (input.because === 'review_due' && engagement.reviewOn !== null && engagement.reviewOn > at.today)
    throw conflict('engagement.review-not-due', 'The day of the review has not come.');
  return { event: 'resume', change, because: input.because };
}

/** Whom to call before anything else is typed. */
export const CALL_FIRST = [
  { number: '119', when: '命の危険・けが・急病のとき' },
  { number: '110', when: '暴力・犯罪の危険があるとき' },
  { number: '189', when: '子どもへの虐待かもしれないとき' },
] as const;

export const raiseSafetyConcern = (
  engagement: Engagement,
  input: { readonly noteRef: string | null },
  at: At,
): Move => ({
  event: 'safetyConcern',
  change: {
    state: nextState(engagement, 'safetyConcern', at.actor),
    nextActionOn: at.today,
    reviewOn: null,
  },
  noteRef: input.noteRef,
});

export const confirmSafety = (
  engagement: Engagement,
  input: Next & { readonly noteRef: string | null },
  at: At,
): Move => ({ event: 'safe', change: goOn(engagement, 'safe', input, at), noteRef: input.noteRef });

export const returned = (engagement: Engagement, input: Next, at: At): Move => ({
  event: 'returned',
  change: { ...goOn(engagement, 'returned', input, at), handedOverOn: null },
});

export const reopen = (engagement: Engagement, input: Next, at: At): Move => ({
  event: 'reopen',
  change: { ...goOn(engagement, 'reopen', input, at), handedOverOn: null, stoppedOn: null },
});

export const endEarly = (engagement: Engagement, input: { readonly because: string }, at: At): Move => ({
  event: 'endEarly',
  change: { state: nextState(engagement, 'endEarly', at.actor), nextActionOn: null, reviewOn: null },
  because: input.because,
});
