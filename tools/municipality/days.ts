import { DAY_MS } from '#libs/kernel';

const LENGTH = 'YYYY-MM-DD'.length;
const known = new Map<number, string>();

/** The day so many days before a day (`YYYY-MM-DD`); below zero: after it. Asked for millions of times, of few days. */
export function dayBefore(day: string, days: number): string {
  const ms = Date.parse(day) - days * DAY_MS;
  const have = known.get(ms);
  if (have !== undefined) return have;
  const text = new Date(ms).toISOString().slice(0, LENGTH);
  known.set(ms, text);
  return text;
}

/** An instant so many seconds before the beginning of a day, UTC. */
export function secondsBefore(day: string, seconds: number): string {
  return new Date(Date.parse(day) - seconds * 1000).toISOString();
}
