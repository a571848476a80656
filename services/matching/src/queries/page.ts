import { invalid, isUuid } from '#libs/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Where a list goes on: after this moment and id. */
interface Place {
  readonly at: string;
  readonly id: string;
}

const encode = (at: Date, id: string): string => Buffer.from(`${at.toISOString()}|${id}`).toString('base64url');

function decode(cursor: string): Place {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  if (!Number.isFinite(Date.parse(at)) || !isUuid(id))
    throw invalid('cursor.invalid', 'The cursor is not one of ours.');
  return { at, id };
}

export interface PageWish {
  readonly limit?: number;
  readonly cursor?: string;
}

/** One page in the order of a moment and the id. `moment`: a property of the entity, written by us. */
export async function page<T extends ObjectLiteral & { readonly id: string }, A>(
  query: SelectQueryBuilder<T>,
  moment: keyof T & string,
  { limit = 50, cursor }: PageWish,
  answer: (row: T) => A,
): Promise<{ items: A[]; nextCursor: string | null }> {
  if (cursor !== undefined) {
    const { at, id } = decode(cursor);
    query.andWhere(`(row.${moment} > :at OR (row.${moment} = :at AND row.id > :id))`, { at, id });
  }
  const rows = await query
    .orderBy(`row.${moment}`)
    .addOrderBy('row.id')
    .limit(limit + 1)
    .getMany();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(answer), nextCursor: more ? encode(last[moment], last.id) : null };
}

/** Adds `row.<property> = value` where a value is given. */
export function where<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  filters: Readonly<Record<string, string | readonly string[] | undefined>>,
): SelectQueryBuilder<T> {
  for (const [property, value] of Object.entries(filters)) {
    if (Array.isArray(value)) query.andWhere(`row.${property} IN (:...${property})`, { [property]: value });
    else if (value !== undefined) query.andWhere(`row.${property} = :${property}`, { [property]: value });
  }
  return query;
}
