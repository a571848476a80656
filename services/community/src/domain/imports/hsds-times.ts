import type { HsdsPiece } from './hsds-documents';
import { type JsonObject, lines, objectsIn, textOf } from './json-values';
import type { ImportedHours, Weekday } from './record';
import { timeOf } from './times';

const BYDAY: Readonly<Record<string, Weekday>> = {
  MO: 'mon',
  TU: 'tue',
  WE: 'wed',
  TH: 'thu',
  FR: 'fri',
  SA: 'sat',
  SU: 'sun',
};
/** Times with another offset than that of Japan are no local times. */
const HERE = /\+09:?00$/;

/** Weekly hours. Other rules of recurrence are words. */
export function hoursOf(piece: HsdsPiece): readonly ImportedHours[] | null {
  const hours = schedulesOf(piece).flatMap((schedule): readonly ImportedHours[] => {
    const span = spanOf(schedule);
    if (span === null || !isWeekly(schedule)) return [];
    const days = textOf(schedule.byday)
      .split(',')
      .map((each) => BYDAY[each.trim()])
      .filter((each) => each !== undefined);
    return [{ ...span, days: days.length === 0 ? null : days }];
  });
  return hours.length === 0 ? null : hours;
}

function spanOf({
  opens_at: opens,
  closes_at: closes,
}: JsonObject): { readonly from: string; readonly to: string } | null {
  const [from, to] = [opens, closes].map((time) => timeOf(textOf(time).replace(HERE, '')));
  return from != null && to != null && to > from ? { from, to } : null;
}

/** A rule that begins on a day and happens a number of times is a date, whatever it says of weeks. */
const isWeekly = ({ freq, interval, count, dtstart, bymonthday }: JsonObject): boolean =>
  (textOf(freq) === 'WEEKLY' || (textOf(freq) === '' && [dtstart, bymonthday].every((rule) => textOf(rule) === ''))) &&
  textOf(count) === '' &&
  ['', '1'].includes(textOf(interval));

/** What does not fit in a week, and what is said in words. */
export function hoursNote(piece: HsdsPiece): string | null {
  const notes = schedulesOf(piece).flatMap((schedule) => [
    isWeekly(schedule) ? null : dateOf(schedule),
    lines(schedule.description),
    lines(schedule.notes),
  ]);
  return [...new Set(notes.filter((note) => note !== null))].join('\n') || null;
}

function dateOf(schedule: JsonObject): string | null {
  const span = spanOf(schedule);
  const rule = [schedule.freq, schedule.byday, schedule.bymonthday].map(textOf).filter((text) => text !== '');
  const from = textOf(schedule.dtstart) || textOf(schedule.valid_from);
  return span === null ? null : [from, ...rule, `${span.from}-${span.to}`].filter((text) => text !== '').join(' ');
}

const schedulesOf = ({ link, service, location }: HsdsPiece): readonly JsonObject[] =>
  [link, service, location].map((thing) => objectsIn(thing?.schedules)).find((list) => list.length > 0) ?? [];
