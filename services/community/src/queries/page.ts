import { invalid } from '#libs/kernel';

const DEFAULT_LIMIT = 50;

export interface PageWish {
  readonly limit?: number;
  readonly cursor?: string;
}

/** Where a page begins and how many rows to read: one more than shown, to know whether there is a next page. */
export function pageOf({ limit = DEFAULT_LIMIT, cursor }: PageWish): { readonly after: string; readonly take: number } {
  return { after: cursor === undefined ? '0' : seqOf(cursor), take: limit + 1 };
}

/** 400 `cursor.invalid` for anything that `cutPage` did not give out. */
function seqOf(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[0-9]{1,18}$/.test(text)) {
    throw invalid('cursor.invalid', 'No such cursor.', [
      { field: 'cursor', rule: 'givenOut', mend: '前のページの nextCursor をそのまま指定してください' },
    ]);
  }
  return text;
}

/** The rows of the page as answers, and the cursor of the next one. */
export function cutPage<R extends { readonly seq: string }, A>(
  rows: readonly R[],
  take: number,
  answer: (row: R) => A,
): { items: A[]; nextCursor: string | null } {
  const shown = rows.slice(0, take - 1);
  const last = rows.length >= take ? shown.at(-1) : undefined;
  return { items: shown.map(answer), nextCursor: last ? Buffer.from(last.seq, 'latin1').toString('base64url') : null };
}
