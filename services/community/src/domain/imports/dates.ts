import { isCalendarDay } from '#libs/kernel';
import type { Say } from './problems';
import { plain } from './text';
import words from './value-words.json';

const WESTERN = /^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?(?:[T\s].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_ZERO = new Map(words.eras.flatMap(({ names, yearZero }) => names.map((name) => [name, yearZero] as const)));
const ERA = new RegExp(
  `^(${[...YEAR_ZERO.keys()].join('|')})\\s*(元|\\d{1,2})[-/.年]\\s*(\\d{1,2})[-/.月]\\s*(\\d{1,2})日?$`,
  'i',
);

/** Local day `YYYY-MM-DD` from ISO, slashes or an era («昭32. 7. 1»). */
export function dateOf(text: string, say: Say): string | null {
  const written = plain(text);
  if (written === '') return null;
  const day = western(written) ?? ofEra(written);
  if (day !== null && isCalendarDay(day)) return day;
  say('date.invalid');
  return null;
}

function western(written: string): string | null {
  const found = WESTERN.exec(written) ?? COMPACT.exec(written);
  return found ? joined(Number(found[1]), found[2], found[3]) : null;
}

function ofEra(written: string): string | null {
  const found = ERA.exec(written);
  if (!found) return null;
  const [, era = '', year = '', month, date] = found;
  const zero = YEAR_ZERO.get(era) ?? YEAR_ZERO.get(era.toUpperCase());
  return zero === undefined ? null : joined(zero + (year === '元' ? 1 : Number(year)), month, date);
}

const joined = (year: number, month = '', date = ''): string =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
