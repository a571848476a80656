import { type Span, spanOf, type WeeklyWindow, windowsOf } from '../windows';
import { type HouseholdSettings, type PairRule } from './rules';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Time that two people have in common, minutes since Monday 00:00; null = at any time, or one after the other. */
export interface CommonTime {
  readonly kind: 'same' | 'next';
  readonly span: Span | null;
}

export type TimeVerdict = CommonTime | 'none' | 'unknown';

/** When somebody can be at a place; null = not known. */
export type Times = readonly Span[] | null;

interface Opening {
  readonly sessions: readonly WeeklyWindow[] | null;
  readonly onDemand: boolean | null;
}

/** The part of a menu's hours that lies in the person's windows. A place that opens on demand follows the person. */
export function timesOf({ sessions, onDemand }: Opening, wished: readonly WeeklyWindow[] | null): Times {
  const windows = windowsOf(wished);
  if (onDemand === true) return windows ?? [{ from: 0, to: WEEK }];
  const spans = (sessions ?? []).map(spanOf);
  if (spans.length === 0 || spans.includes(null)) return null;
  const open = spans.filter((span) => span !== null);
  return windows === null ? open : open.flatMap((span) => windows.flatMap((window) => inBoth(span, window)));
}

/** A span over the end of the week meets one at its beginning. */
function inBoth(a: Span, b: Span): readonly Span[] {
  return [0, WEEK, -WEEK].flatMap((shift) => {
    const common = { from: Math.max(a.from, b.from + shift), to: Math.min(a.to, b.to + shift) };
    return common.from < common.to ? [common] : [];
  });
}

/** As far as they lie in one of the sessions; null = there is no limit. */
export function timesWithin(times: Times, sessions: readonly Span[] | null): Times {
  if (times === null || sessions === null) return times;
  return times.flatMap((span) => sessions.flatMap((session) => inBoth(span, session)));
}

/** The longest time that both can come; failing that, and where it may be, one soon after the other on one day. */
export function commonTime(a: Times, b: Times, rule: PairRule['time'], settings: HouseholdSettings): TimeVerdict {
  if (a === null || b === null) return 'unknown';
  const [longest] = a
    .flatMap((one) => b.flatMap((other) => inBoth(one, other)))
    .sort((one, other) => length(other) - length(one) || startOf(one) - startOf(other));
  if (longest !== undefined && length(longest) >= settings.commonMinutes) {
    return { kind: 'same', span: length(longest) > DAY ? null : longest };
  }
  if (rule === 'same') return 'none';
  return isSoonAfter(a, b, settings) || isSoonAfter(b, a, settings) ? { kind: 'next', span: null } : 'none';
}

const length = ({ from, to }: Span): number => to - from;
const startOf = ({ from }: Span): number => ((from % WEEK) + WEEK) % WEEK;

/** A few minutes in common, too few to count as the same time, still let one bring the other. */
function isSoonAfter(first: readonly Span[], second: readonly Span[], settings: HouseholdSettings): boolean {
  const { betweenMinutes, commonMinutes } = settings;
  return first.some((one) =>
    second.some((other) => {
      const gap = other.from - one.to;
      return (
        gap > -commonMinutes && gap <= betweenMinutes && Math.floor(one.from / DAY) === Math.floor(other.from / DAY)
      );
    }),
  );
}

/** `{day: 0…6, from: 'HH:MM', to: 'HH:MM'}` of a span. */
export function clockOf(span: Span): { readonly day: number; readonly from: string; readonly to: string } {
  const from = startOf(span);
  const day = Math.floor(from / DAY);
  return { day, from: clock(from - day * DAY), to: clock(from - day * DAY + length(span)) };
}

function clock(minutes: number): string {
  const ofDay = minutes > DAY ? minutes - DAY : minutes;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
