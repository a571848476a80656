import { type Windows } from '../windows';

const WEEK = 7 * 24 * 60;

/** A week's windows as pairs of minutes; null = any time. What `sharesTime` says, without an object a session. */
export type WeekSpans = Int32Array | null;

export function weekSpansOf(windows: Windows): WeekSpans {
  return windows === null ? null : Int32Array.from(windows.flatMap(({ from, to }) => [from, to]));
}

/** Whether a weekly session shares time with any of them; touching is not sharing. */
export function isInside(spans: WeekSpans, from: number, to: number): boolean {
  if (spans === null) return true;
  for (let index = 0; index < spans.length; index += 2) {
    const begin = spans[index] ?? 0;
    const end = spans[index + 1] ?? 0;
    if (meet(from, to, begin, end) || meet(from + WEEK, to + WEEK, begin, end)) return true;
    if (meet(from - WEEK, to - WEEK, begin, end)) return true;
  }
  return false;
}

const meet = (from: number, to: number, begin: number, end: number): boolean => from < end && begin < to;
