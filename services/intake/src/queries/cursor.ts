import { invalid } from '#libs/kernel';

const DEFAULT_LIMIT = 50;

export interface PageWish {
  /** 1 to 100, 50 where left out. */
  readonly limit?: number;
  readonly cursor?: string;
}

/** A page of rows counted downwards by `number`: the limit plus one row more that tells whether it goes on. */
export interface Page {
  readonly limit: number;
  /** Only rows below this number; null on the first page. */
  readonly below: string | null;
}

/** 400 `cursor.invalid` for a cursor that this service did not give out. */
export function pageOf({ limit = DEFAULT_LIMIT, cursor }: PageWish): Page {
  if (cursor === undefined) return { limit, below: null };
  const below = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^\d{1,18}$/.test(below)) throw invalid('cursor.invalid', 'The cursor is none of ours.');
  return { limit, below };
}

/** Cuts the row that is too many and says where to go on. */
export function paged<R extends { readonly number: string }, T>(
  rows: readonly R[],
  { limit }: Page,
  line: (row: R) => T,
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(line),
    nextCursor: last ? Buffer.from(last.number, 'latin1').toString('base64url') : null,
  };
}
