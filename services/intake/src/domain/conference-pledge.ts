import { conflict, invalid, nextWorkingDay } from '#libs/kernel';
import { fiscalYearOf } from './case';
import type { Pledge } from './conference';

const LAST_DAY_OF_FISCAL_YEAR = '03-31';

type Method = 'written' | 'oral';

interface NewPledge {
  readonly sub: string;
  readonly method: Method;
  readonly givenOn: string;
  readonly heardBy: string | null;
  readonly reason: string | null;
}

/**
 * Until when a pledge holds: in writing to the end of the fiscal year (renewed every year); by word of
 * mouth to the next working day, by which it is made good in writing.
 */
export function goodUntil(method: Method, givenOn: string): string {
  if (method === 'oral') return nextWorkingDay(givenOn);
  const year = String(fiscalYearOf(givenOn) + 1).padStart(4, '0');
  return `${year}-${LAST_DAY_OF_FISCAL_YEAR}`;
}

/**
 * An oral pledge is for an emergency: somebody else heard it, the reason is on record, and no second one
 * follows before the first was made good in writing. `earlier`: all pledges of this person, oldest first.
 */
export function checkPledge(
  { sub, method, givenOn, heardBy, reason }: NewPledge,
  earlier: readonly (Pledge & { readonly method: Method })[],
  today: string,
): void {
  if (givenOn > today) throw wrong('in-future', 'givenOn', '今日以前の日付を指定してください');
  if (method === 'written') {
    if (heardBy !== null || reason !== null)
      throw wrong('in-writing', 'heardBy', '口頭の誓約のときだけ指定してください');
    return;
  }
  if (heardBy === null || reason === null)
    throw wrong('heard-by-missing', 'heardBy', '口頭の誓約は、聞いた人と急いだ理由を記録してください');
  if (heardBy === sub) throw wrong('heard-by-self', 'heardBy', '誓約した本人以外の人を指定してください');
  if (earlier.at(-1)?.method === 'oral')
    throw conflict('pledge.to-be-made-good', 'The last oral pledge has to be made good in writing first.');
}

const wrong = (what: string, field: string, mend: string) =>
  invalid(`pledge.${what}`, `The pledge is refused: ${what}.`, [{ field, rule: what, mend }]);
