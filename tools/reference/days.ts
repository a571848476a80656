const DAY_MS = 86_400_000;
/** Japan is nine hours ahead of UTC and has no summer time. */
const JAPAN_MS = 9 * 3_600_000;

/** Counts local days of a day (`YYYY-MM-DD`) or an instant; null = unknown. */
export function localDay(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  return Math.floor((isDay ? ms : ms + JAPAN_MS) / DAY_MS);
}

/** Days that passed since then; null = unknown. */
export function daysSince(text: string | null | undefined, today: string): number | null {
  const then = localDay(text);
  const now = localDay(today);
  return then === null || now === null ? null : now - then;
}

/** The second of an instant, or of the beginning of a local day; null = unknown. */
export function secondOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+09:00` : text);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}
