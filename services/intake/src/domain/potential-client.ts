import { addDays, conflict, invalid } from '#libs/kernel';
import settings from './potential-client-settings.json';

export const LATEST_REVIEW_DAYS = settings.latestReviewDays;

const TOO_MUCH = settings.tooMuch.map(({ pattern, ja }) => ({ pattern: new RegExp(pattern, 'iu'), ja }));

/** Without consent only the least is kept: what singles a person out has no place in the memo. */
export function refuseTooMuch(memo: string): void {
  const text = memo.normalize('NFKC');
  const found = TOO_MUCH.find(({ pattern }) => pattern.test(text));
  if (!found) return;
  throw invalid('potential-client.too-much', 'The memo holds more than may be kept without consent.', [
    { field: 'memo', rule: 'minimum', mend: `${found.ja}は同意を得るまで記録できません。消してください` },
  ]);
}

export function refuseFutureFinding(foundOn: string, today: string): void {
  if (foundOn <= today) return;
  throw invalid('potential-client.found-in-future', 'Nobody can have been found on a day to come.', [
    { field: 'foundOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
  ]);
}

/** The day of the next review: as wished, at the latest after a year (L13). */
export function reviewDay(wish: string | undefined, today: string): string {
  const latest = addDays(today, LATEST_REVIEW_DAYS);
  if (wish === undefined) return latest;
  if (wish > today && wish <= latest) return wish;
  throw invalid('potential-client.review-day', `The review is due within ${LATEST_REVIEW_DAYS} days.`, [
    { field: 'reviewBy', rule: 'withinRules', mend: `明日から ${latest} までの日付を指定してください` },
  ]);
}

export function requireWatched(state: string): void {
  if (state !== 'POTENTIAL') throw conflict('potential-client.not-watched', `The case is in ${state}.`);
}
