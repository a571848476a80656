/** One write with its own parameters, `$1` upwards. */
export interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** So many rows it must return. Left out where it fails by itself and returns nothing. */
  readonly rows?: number;
}

/** SQLSTATE of `allTogether` where a write returned other than its rows; see `all_written` of the platform's tables. */
export const NOT_ALL_WRITTEN = 'TS001';

/**
 * Writes to different rows as one statement, that is one round trip: none sees what another does. It fails where
 * not all of it could be written, so that nobody has to look before the commit.
 */
export function allTogether(writes: readonly Write[]): Write {
  let before = 0;
  const named = writes.map(({ sql, params }, index) => {
    const moved = sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += params.length;
    return `w${index} AS (${moved})`;
  });
  const params = writes.flatMap((write) => [...write.params]);
  const counts = writes.flatMap(({ rows }, index) => (rows === undefined ? [] : `(SELECT count(*) FROM w${index})`));
  return {
    sql: `WITH ${named.join(', ')} SELECT all_written(ARRAY[${counts.join(', ')}]::bigint[], $${before + 1}::bigint[])`,
    params: [...params, listOf(writes.flatMap(({ rows }) => rows ?? []))],
  };
}

/** A list as the database reads it. Only for what needs no quotes: ids, numbers, booleans, instants as ISO text. */
export const listOf = (values: readonly (string | number | boolean)[]): string => `{${values.join(',')}}`;
