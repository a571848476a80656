import { type Actor, addMonths, conflict, hasRole, invalid } from '#libs/kernel';
import settings from './conference-settings.json';

const { longestReviewMonths, longestDisposalMonths } = settings.watch;

/** The next look at somebody who is watched over is on a day to come and within the year (L13). */
export function checkReviewDay(reviewOn: string, today: string): void {
  if (reviewOn > today && reviewOn <= addMonths(today, longestReviewMonths)) return;
  throw dayRefused('case.review-day', 'reviewOn', longestReviewMonths);
}

/** The day on which the least record that was kept without consent is to be disposed of (L13). */
export function disposalDay(wished: string | undefined, today: string): string {
  const last = addMonths(today, longestDisposalMonths);
  const day = wished ?? last;
  if (day > today && day <= last) return day;
  throw dayRefused('case.disposal-day', 'disposalOn', longestDisposalMonths);
}

const dayRefused = (code: string, field: string, months: number) =>
  invalid(code, `The day has to come within ${months} months.`, [
    { field, rule: 'dayToCome', mend: `明日から ${months} か月以内の日付を指定してください` },
  ]);

/** A chair ends it by what the conference concluded; who decides for the municipality may do without. */
export function refuseWithoutItem(actor: Actor): void {
  if (hasRole(actor, 'DECISION_MAKER')) return;
  throw invalid('case.item-missing', 'The chair names the item on which it was concluded.', [
    { field: 'itemId', rule: 'item', mend: '見守り不要と結論した案件を指定してください' },
  ]);
}

/** Watching and ending it rest on what the support conference concluded about this very case. */
export function refuseConclusion(wanted: string, { conclusion }: { readonly conclusion: string | null }): void {
  if (conclusion !== wanted) throw conflict('case.not-concluded', `The conference did not conclude ${wanted}.`);
}
