import type { EntityManager } from 'typeorm';

/** One write with its own parameters, `$1` upwards. It ends with RETURNING, so that its rows can be counted. */
export interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Runs writes to different rows in one statement, that is in one round trip: none sees what another does.
 * Gives the number of rows that each returned.
 */
export async function writeTogether(db: EntityManager, writes: readonly Write[]): Promise<readonly number[]> {
  if (writes.length === 0) return [];
  let before = 0;
  const named = writes.map(({ sql, params }, index) => {
    const moved = sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += params.length;
    return `w${index} AS (${moved})`;
  });
  const counts = writes.map((_, index) => `(SELECT count(*)::int FROM w${index}) AS w${index}`);
  const rows = await db.query<readonly Readonly<Record<string, number>>[]>(
    `WITH ${named.join(', ')} SELECT ${counts.join(', ')}`,
    writes.flatMap(({ params }) => [...params]),
  );
  return writes.map((_, index) => rows[0]?.[`w${index}`] ?? 0);
}
