import { invalid, isCalendarDay, isUuid } from '#libs/kernel';

/** Where a list goes on: after this day and id. */
interface Position {
  readonly day: string;
  readonly id: string;
}

/** Sorts behind every day. */
export const NO_DAY = 'infinity';
const BEGINNING: Position = { day: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

const writeCursor = ({ day, id }: Position): string => Buffer.from(`${day} ${id}`).toString('base64url');

/** Error: `cursor.invalid` (400) for what no list gave out. */
export function readCursor(cursor: string | undefined): Position {
  if (cursor === undefined) return BEGINNING;
  const [day = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if ((day !== NO_DAY && !isCalendarDay(day)) || !isUuid(id)) throw invalid('cursor.invalid', 'No list gave this out.');
  return { day, id };
}

/** Cuts `limit + 1` rows into a page and the place of the next one. */
export function page<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null };
}

export const DEFAULT_LIMIT = 50;
