import { DAY_MS, startOfLocalDay } from '#libs/kernel';

const LOCAL_EPOCH_MS = startOfLocalDay('1970-01-01').getTime();
const DAY_TEXT_LENGTH = 'YYYY-MM-DD'.length;

/**
 * Number of the local calendar day of an ISO date or instant; days are compared as whole numbers.
 * Null for a missing or unreadable text: unknown, never an error.
 */
export function dayNumber(text: string | null | undefined): number | null {
  if (text == null) return null;
  // A text of year, month and day is read as midnight UTC (ECMAScript, Date Time String Format).
  const ms = text.length === DAY_TEXT_LENGTH ? Date.parse(text) : Date.parse(text) - LOCAL_EPOCH_MS;
  return Number.isFinite(ms) ? Math.floor(ms / DAY_MS) : null;
}

/** Instant as milliseconds, for ordering only; a date without a time is its first moment. Null when unknown. */
export function instantMs(text: string | null | undefined): number | null {
  if (text == null) return null;
  const ms = text.length === DAY_TEXT_LENGTH ? Date.parse(text) + LOCAL_EPOCH_MS : Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}

/** Whole days since `text`; null when unknown. */
export function daysSince(text: string | null | undefined, today: number): number | null {
  const day = dayNumber(text);
  return day === null ? null : today - day;
}
