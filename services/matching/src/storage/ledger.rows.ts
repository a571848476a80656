import { listOf, type Write } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { ChangedLedger, LedgerKey } from '../domain/ledger-book';
import { EMPTY_LEDGER, isOverCommitted, type Ledger, type Recount, type Report, type Unit } from '../domain/ledger';

/** A row of `capacity_ledgers` as SQL gives it. */
export interface LedgerRow {
  readonly menu_id: string;
  readonly session: string;
  readonly version: number;
  readonly unit: Unit;
  readonly closed: boolean;
  readonly total: number | null;
  readonly used: number | null;
  readonly oos_slots: number | null;
  readonly oos_used: number | null;
  readonly reported_at: Date | null;
  readonly report_version: number | null;
  readonly held: number;
  readonly added: number;
  readonly freed: number;
  readonly oos_held: number;
  readonly oos_added: number;
  readonly oos_freed: number;
  readonly placed: number;
}

export const LEDGER_COLUMNS = `menu_id, session, version, unit, closed, total, used, oos_slots, oos_used, reported_at,
  report_version, held, added, freed, oos_held, oos_added, oos_freed, placed`;

/** A ledger and how many places of it own placements keep now. */
export interface StoredLedger extends LedgerKey {
  readonly ledger: Ledger;
  readonly placed: number;
}

function ledgerOf(row: LedgerRow): Ledger {
  const { total, used, oos_slots: slots, oos_used: oosUsed, reported_at: reportedAt, report_version: version } = row;
  const reported = total !== null && used !== null && reportedAt !== null && version !== null;
  return {
    version: row.version,
    report: reported
      ? {
          total,
          used,
          outOfSystem: slots === null || oosUsed === null ? null : { slots, used: oosUsed },
          unit: row.unit,
          closed: row.closed,
          reportedAt: reportedAt.toISOString(),
          version,
        }
      : null,
    all: { held: row.held, added: row.added, freed: row.freed },
    outOfSystem: { held: row.oos_held, added: row.oos_added, freed: row.oos_freed },
  };
}

export const storedLedgerOf = (row: LedgerRow): StoredLedger => ({
  menuId: row.menu_id,
  session: row.session,
  ledger: ledgerOf(row),
  placed: row.placed,
});

/** With `lock` nobody else changes it until the commit. What is unknown has an empty ledger at version 0. */
export async function loadLedger(db: EntityManager, { menuId, session }: LedgerKey, lock: boolean): Promise<Ledger> {
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT ${LEDGER_COLUMNS} FROM capacity_ledgers WHERE menu_id = $1 AND session = $2${lock ? ' FOR UPDATE' : ''}`,
    [menuId, session],
  );
  return rows[0] ? ledgerOf(rows[0]) : EMPTY_LEDGER;
}

/** All ledgers of a menu in the order of their sessions, the undivided one first. */
export async function loadLedgers(db: EntityManager, menuId: string, lock: boolean): Promise<readonly StoredLedger[]> {
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT ${LEDGER_COLUMNS} FROM capacity_ledgers WHERE menu_id = $1 ORDER BY session${lock ? ' FOR UPDATE' : ''}`,
    [menuId],
  );
  return rows.map(storedLedgerOf);
}

/** Makes sure that there are rows to lock. The undivided one is always there: reports of a menu follow each other on it. */
export async function openLedgers(db: EntityManager, menuId: string, sessions: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO capacity_ledgers (menu_id, session, version) SELECT $1, session, 0 FROM unnest($2::text[]) AS session
     ORDER BY session ON CONFLICT DO NOTHING`,
    [menuId, ['', ...sessions]],
  );
}

/** Writes the counters of locked ledgers. */
export async function saveCounts(db: EntityManager, changed: readonly ChangedLedger[]): Promise<void> {
  const { sql, params } = countsWrite(changed);
  await db.query(sql, [...params]);
}

/** What is written of a ledger, in the order of its columns here. */
const COUNTS: readonly (readonly [
  column: string,
  type: string,
  of: (one: ChangedLedger) => string | number | boolean,
])[] = [
  ['menu_id', 'uuid', ({ menuId }) => menuId],
  ['session', 'text', ({ session }) => session],
  ['version', 'int', ({ ledger }) => ledger.version],
  ['held', 'int', ({ ledger }) => ledger.all.held],
  ['added', 'int', ({ ledger }) => ledger.all.added],
  ['freed', 'int', ({ ledger }) => ledger.all.freed],
  ['oos_held', 'int', ({ ledger }) => ledger.outOfSystem.held],
  ['oos_added', 'int', ({ ledger }) => ledger.outOfSystem.added],
  ['oos_freed', 'int', ({ ledger }) => ledger.outOfSystem.freed],
  ['placed', 'int', ({ placed }) => placed ?? 0],
  ['over_committed', 'bool', ({ ledger }) => isOverCommitted(ledger)],
];

const listed = (of: (type: string, index: number) => string): string =>
  COUNTS.map(([, type], index) => of(type, index + 1)).join(', ');

/** One ledger is a row of constants: a list may be joined in ways that read all ledgers of a municipality. */
const ONE = `(VALUES (${listed((type, index) => `$${index}::${type}`)}))`;
const SEVERAL = `unnest(${listed((type, index) => `$${index}::${type}[]`)})`;

const countsSql = (source: string): string =>
  `UPDATE capacity_ledgers l SET version = v.version, held = v.held, added = v.added, freed = v.freed,
          oos_held = v.oos_held, oos_added = v.oos_added, oos_freed = v.oos_freed,
          placed = l.placed + v.placed, over_committed = v.over_committed, changed_xid = pg_current_xact_id()
     FROM ${source} AS v (${COUNTS.map(([column]) => column).join(', ')})
    WHERE l.menu_id = v.menu_id AND l.session = v.session
    RETURNING 1`;

const COUNTS_OF_ONE = countsSql(ONE);
const COUNTS_OF_SEVERAL = countsSql(SEVERAL);

export function countsWrite(changed: readonly ChangedLedger[]): Write {
  const [first] = changed;
  if (first !== undefined && changed.length === 1)
    return { sql: COUNTS_OF_ONE, params: COUNTS.map(([, , of]) => of(first)), rows: 1 };
  const params = COUNTS.map(([, type, of]) => (type === 'text' ? changed.map(of) : listOf(changed.map(of))));
  return { sql: COUNTS_OF_SEVERAL, params, rows: changed.length };
}

/** Writes the report of a locked ledger; its counters with `saveCounts`. `placed`: in places of the report's unit. */
export async function saveReport(
  db: EntityManager,
  { menuId, session }: LedgerKey,
  report: Report,
  placed: number,
): Promise<void> {
  const { total, used, outOfSystem, reportedAt, version, unit, closed } = report;
  await db.query(
    `UPDATE capacity_ledgers SET total = $3, used = $4, oos_slots = $5, oos_used = $6, reported_at = $7,
            report_version = $8, unit = $9, closed = $10, placed = $11
      WHERE menu_id = $1 AND session = $2`,
    [
      menuId,
      session,
      total,
      used,
      outOfSystem?.slots ?? null,
      outOfSystem?.used ?? null,
      reportedAt,
      version,
      unit,
      closed,
      placed,
    ],
  );
}

/** Own holds, and placements begun and ended after an instant, by the definition and not by counters. */
export async function recount(
  db: EntityManager,
  { menuId, session }: LedgerKey,
  { reportedAt, unit }: Pick<Report, 'reportedAt' | 'unit'>,
): Promise<{ readonly counts: Recount; readonly placed: number }> {
  const places = `sum(CASE WHEN $4::text = 'family' THEN 1 ELSE party END)`;
  const of = (what: string): string => `coalesce(${places} FILTER (WHERE ${what}), 0)::int`;
  const rows = await db.query<
    readonly Pick<LedgerRow, 'held' | 'oos_held' | 'added' | 'freed' | 'oos_added' | 'oos_freed' | 'placed'>[]
  >(
    `SELECT * FROM
       (SELECT ${of('true')} AS held, ${of('out_of_system')} AS oos_held
          FROM holds WHERE menu_id = $1 AND session = $2 AND state = 'ACTIVE') AS h,
       (SELECT ${of('confirmed_at > $3')} AS added, ${of('confirmed_at > $3 AND out_of_system')} AS oos_added,
               ${of('ended_at > $3')} AS freed, ${of('ended_at > $3 AND out_of_system')} AS oos_freed,
               ${of('ended_at IS NULL')} AS placed
          FROM places WHERE menu_id = $1 AND session = $2) AS p`,
    [menuId, session, reportedAt, unit],
  );
  const row = rows[0];
  if (!row) throw new Error('Sums always have one row.');
  return {
    counts: {
      all: { held: row.held, added: row.added, freed: row.freed },
      outOfSystem: { held: row.oos_held, added: row.oos_added, freed: row.oos_freed },
    },
    placed: row.placed,
  };
}
