import type { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ENTRY_COLUMNS, type EntryRow, readEntries } from './entry-rows';
import type { MarkedEntry } from './entry';

export interface AccessQuestion {
  readonly personRef: string;
  /** From this instant on, and before that one. */
  readonly from: Date;
  readonly until: Date;
  /** Entries with a greater number. */
  readonly after: string;
  /** 1 to 100. */
  readonly limit: number;
}

export interface Access {
  /** Number of the entry, for the next page. */
  readonly seq: string;
  readonly entry: MarkedEntry;
}

/** Who did or saw what of a person in this service: their own records and all that belongs to them or to their cases. */
export function accessesTo(reads: ReadScope, tenant: string, asked: AccessQuestion): Promise<readonly Access[]> {
  return reads.run({ tenant }, async ({ db }) => {
    const ids = await idsOf(db, asked.personRef);
    const rows = await db.query<readonly (EntryRow & { readonly seq: string })[]>(
      `SELECT seq, ${ENTRY_COLUMNS} FROM audit_entries
        WHERE id IN (SELECT entry_id FROM audit_subjects WHERE subject = ANY($1::uuid[]))
          AND at >= $2 AND at < $3 AND seq > $4 ORDER BY seq LIMIT $5`,
      [ids, asked.from, asked.until, asked.after, asked.limit],
    );
    return rows.map(({ seq, ...row }) => {
      const [entry] = readEntries([row]);
      if (!entry) throw new Error('A row is an entry.');
      return { seq, entry };
    });
  });
}

/** Ids of all rows of this database that are the person's or belong to one of their cases, whichever tables there are. */
async function idsOf(db: EntityManager, personRef: string): Promise<readonly string[]> {
  const tables = await db.query<readonly { readonly name: string; readonly columns: readonly string[] }[]>(
    `SELECT c.relname AS name, array_agg(a.attname::text) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
        AND a.attname IN ('id', 'person_ref', 'case_ref') AND a.atttypid = 'uuid'::regtype
      GROUP BY c.relname`,
  );
  const having = (...wanted: readonly string[]): readonly string[] =>
    tables.filter(({ columns }) => wanted.every((column) => columns.includes(column))).map(({ name }) => name);
  const own = await idsFrom(db, having('id', 'person_ref'), 'id', 'person_ref = $1', personRef);
  const cases = await idsFrom(db, having('case_ref', 'person_ref'), 'case_ref', 'person_ref = $1', personRef);
  const known = [...new Set([personRef, ...own, ...cases])];
  const inCases = await idsFrom(db, having('id', 'case_ref'), 'id', 'case_ref = ANY($1::uuid[])', known);
  return [...new Set([...known, ...inCases])];
}

async function idsFrom(
  db: EntityManager,
  tables: readonly string[],
  id: string,
  which: string,
  value: unknown,
): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const selects = tables.map((name) => `SELECT ${id} AS id FROM "${name}" WHERE ${which}`);
  const rows = await db.query<readonly { readonly id: string | null }[]>(selects.join(' UNION '), [value]);
  return rows.flatMap(({ id: found }) => found ?? []);
}
