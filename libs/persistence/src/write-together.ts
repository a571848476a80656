import type { EntityManager } from 'typeorm';

/** One write with its own parameters, `$1` upwards. It ends with RETURNING, so that its rows can be counted. */
export interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** A write that is right only where it returns so many rows. */
export interface ExactWrite extends Write {
  readonly rows: number;
}

/** SQLSTATE of `allTogether` where a write returned other than its rows; see `all_written` of the platform's tables. */
export const NOT_ALL_WRITTEN = 'TS001';

/**
 * Runs writes to different rows in one statement, that is in one round trip: none sees what another does.
 * Gives the number of rows that each returned.
 */
export async function writeTogether(db: EntityManager, writes: readonly Write[]): Promise<readonly number[]> {
  if (writes.length === 0) return [];
  const { sql, params } = together(writes, (counts) => `SELECT ARRAY[${counts}]::int[] AS counts`);
  const rows = await db.query<readonly { readonly counts: readonly number[] }[]>(sql, [...params]);
  return rows[0]?.counts ?? [];
}

/** As one statement that fails where not all of it could be written, so that nobody has to look before the commit. */
export function allTogether(writes: readonly ExactWrite[]): Write {
  const wanted = `$${writes.flatMap(({ params }) => params).length + 1}::bigint[]`;
  const { sql, params } = together(writes, (counts) => `SELECT all_written(ARRAY[${counts}], ${wanted})`);
  return { sql, params: [...params, listOf(writes.map(({ rows }) => rows))] };
}

function together(writes: readonly Write[], ending: (counts: string) => string): Write {
  let before = 0;
  const named = writes.map(({ sql, params }, index) => {
    const moved = sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += params.length;
    return `w${index} AS (${moved})`;
  });
  const counts = writes.map((_, index) => `(SELECT count(*) FROM w${index})`);
  return {
    sql: `WITH ${named.join(', ')} ${ending(counts.join(', '))}`,
    params: writes.flatMap(({ params }) => [...params]),
  };
}

/** A list as the database reads it. Only for what needs no quotes: ids, numbers, booleans, instants as ISO text. */
export const listOf = (values: readonly (string | number | boolean)[]): string => `{${values.join(',')}}`;
