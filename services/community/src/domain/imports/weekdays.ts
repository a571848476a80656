import type { Say } from './problems';
import type { ImportedWeekdays, Weekday } from './record';
import { clean, plain } from './text';
import words from './value-words.json';

const DAYS = words.weekdays as Readonly<Record<string, Weekday>>;
const GROUPS = Object.entries(words.dayGroups) as readonly (readonly [string, readonly Weekday[]])[];
const ORDER = Object.values(DAYS);
const LETTERS = Object.keys(DAYS).join('');
const PURE = new RegExp(`^[${LETTERS}]+$`);
const RANGE = /([月火水木金土日])[~〜-]([月火水木金土日])/g;
const NAMED = /([月火水木金土日])曜/g;

/** The set of days and the words themselves: 「毎月第3水曜日」 is a Wednesday, but not every Wednesday. */
export function weekdaysOf(text: string, say: Say): ImportedWeekdays | null {
  const raw = clean(text);
  if (raw === '') return null;
  const written = withoutDecoration(raw);
  const group = GROUPS.find(([word]) => written === word);
  if (group) return { days: group[1], raw };
  if (PURE.test(written)) return { days: inOrder(new Set([...written].map(day))), raw };
  const found = inOrder(new Set([...plain(raw).matchAll(NAMED)].map(([, letter = '']) => day(letter))));
  say(found.length === 0 ? 'weekdays.none' : 'weekdays.partly');
  return { days: found, raw };
}

/** Only the letters of the days: ranges spelt out, 「曜日」, separators and what stands in brackets gone. */
function withoutDecoration(raw: string): string {
  return plain(raw)
    .replace(/\([^)]*\)/g, '')
    .replace(/曜日?/g, '')
    .replace(/祝祭日|祝日/g, '祝')
    .replace(/[\s・･,、;/と]/g, '')
    .replace(RANGE, (_, from: string, to: string) => spelt(from, to));
}

function spelt(from: string, to: string): string {
  const week = '月火水木金土日';
  const start = week.indexOf(from);
  const end = week.indexOf(to);
  return end >= start ? week.slice(start, end + 1) : week.slice(start) + week.slice(0, end + 1);
}

const day = (letter: string): Weekday => DAYS[letter] ?? 'mon';
const inOrder = (days: ReadonlySet<Weekday>): readonly Weekday[] => ORDER.filter((each) => days.has(each));
