import type { LedgerRow } from './ledger.rows';

/** Numbers that may be unknown, then those that never are. */
const UNKNOWN_OR = ['total', 'used', 'oos_slots', 'oos_used', 'report_version'] as const;
const COUNTS = ['version', 'held', 'added', 'freed', 'oos_held', 'oos_added', 'oos_freed', 'placed'] as const;
const NUMBERS = [...UNKNOWN_OR, ...COUNTS];

/**
 * A row of ledgers as one text, its session last: a replica that starts reads hundreds of thousands, and a value of
 * its own for each column would cost more than all that is made of them. `reported_at`: milliseconds since 1970.
 */
export const LEDGER_TEXT = [
  'menu_id',
  'unit',
  'closed::int',
  // Whole microseconds first: seconds with a fraction are not exact.
  `coalesce(floor((date_part('epoch', reported_at) * 1000000)::int8::float8 / 1000)::int8::text, '')`,
  ...NUMBERS.map((name) => `coalesce(${name}::text, '')`),
  'session',
].join(" || '|' || ");

/** Cells before the numbers, and before the session. */
const NUMBERS_AT = 4;
const COUNTS_AT = NUMBERS_AT + UNKNOWN_OR.length;
const SESSION_AT = NUMBERS_AT + NUMBERS.length;

export function ledgerRowOf({ ledger }: { readonly ledger: string }): LedgerRow {
  const cells = ledger.split('|');
  const known = (at: number): number | null => (cells[at] === '' ? null : Number(cells[at]));
  const count = (index: number): number => Number(cells[COUNTS_AT + index]);
  const reportedAt = known(3);
  return {
    menu_id: cells[0] ?? '',
    unit: cells[1] === 'family' ? 'family' : 'person',
    closed: cells[2] === '1',
    reported_at: reportedAt === null ? null : new Date(reportedAt),
    total: known(NUMBERS_AT),
    used: known(NUMBERS_AT + 1),
    oos_slots: known(NUMBERS_AT + 2),
    oos_used: known(NUMBERS_AT + 3),
    report_version: known(NUMBERS_AT + 4),
    version: count(0),
    held: count(1),
    added: count(2),
    freed: count(3),
    oos_held: count(4),
    oos_added: count(5),
    oos_freed: count(6),
    placed: count(7),
    // Whatever comes last: its name may have any sign in it.
    session: cells.slice(SESSION_AT).join('|'),
  };
}
