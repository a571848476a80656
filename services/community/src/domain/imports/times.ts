import type { Say } from './problems';
import type { ImportedHours, Weekday } from './record';
import { plain } from './text';
import words from './value-words.json';

const CLOCK = '(午前|午後)?\\s*(\\d{1,2})(?::(\\d{2})(?::\\d{2})?|時(?:(\\d{1,2})分?)?(半)?)';
const ONE = new RegExp(`^${CLOCK}$`);
const SPAN = new RegExp(`${CLOCK}\\s*(?:[~〜ー−–—-]|から)\\s*(?:翌)?${CLOCK}`, 'g');
const GROUPS = 5;
const DAY_END = 24 * 60;

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** `HH:MM` of one time; null where it is none. */
export function timeOf(text: string): string | null {
  const found = ONE.exec(plain(text));
  return found ? clock(found.slice(1)) : null;
}

function clock([half, hour, minute, minuteWord, thirty]: readonly (string | undefined)[]): string | null {
  const hours = Number(hour) + (half === '午後' && Number(hour) < 12 ? 12 : 0);
  const minutes = thirty === undefined ? Number(minute ?? minuteWord ?? 0) : 30;
  if (minutes > 59 || hours * 60 + minutes > DAY_END) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const NOT_SAID: readonly string[] = [...words.notSaid, words.withheld];
const said = (text: string): string => (NOT_SAID.includes(plain(text)) ? '' : plain(text));

/** All spans of a cell («11時～14時 17時～21時»). `00:00-00:00` means closed or not filled in. */
export function spansOf(text: string, say: Say): readonly Span[] {
  const written = said(text);
  if (written === '') return [];
  const spans: Span[] = [];
  const matches = [...written.matchAll(SPAN)];
  for (const match of matches) {
    const from = clock(match.slice(1, 1 + GROUPS));
    const to = clock(match.slice(1 + GROUPS, 1 + 2 * GROUPS));
    addSpan(spans, from, to, say);
  }
  if (matches.length === 0) say('time.invalid');
  return spans;
}

function addSpan(spans: Span[], from: string | null, to: string | null, say: Say): void {
  if (from === null || to === null) say('time.invalid');
  else if (from === to && from === '00:00') return;
  else if (to <= from) say('time.reversed');
  else spans.push({ from, to });
}

/** Opening and closing time of two columns; the first may hold whole spans. */
export function openingOf(opens: string, closes: string, say: Say): readonly Span[] {
  const from = timeOf(opens);
  const to = timeOf(closes);
  const spans: Span[] = [];
  if (from !== null && to !== null) addSpan(spans, from, to, say);
  else if (said(opens) === '' && said(closes) === '') return [];
  else if (said(closes) === '' && from === null) return spansOf(opens, say);
  else say(said(opens) === '' || said(closes) === '' ? 'time.half' : 'time.invalid');
  return spans;
}

export const onDays = (spans: readonly Span[], days: readonly Weekday[] | null): readonly ImportedHours[] =>
  spans.map((span) => ({ ...span, days }));
