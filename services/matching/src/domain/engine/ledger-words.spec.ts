import { aCapacity } from '../matching-fixtures';
import { countOf, keepLedger, loadOf, writeLedger } from './ledger-words';
import * as row from './row';

const AT = 2;
const MS = Date.parse('2026-11-13T02:00:00.000Z');
/** A row of which nothing but ones is known. */
const full = (): Int32Array => new Int32Array(row.ROW_WORDS + AT).fill(-1);

type Capacity = Parameters<typeof writeLedger>[0];

function written(view: Capacity, load = 0, slices: number | null = null, into = full()) {
  writeLedger(view, load, slices, into, AT);
  const word = (offset: number) => into[AT + offset] ?? 0;
  return {
    free: row.lowerSigned(word(row.FREE)),
    outside: row.upperSigned(word(row.FREE)),
    slices: word(row.FREE),
    reported: word(row.REPORTED) >>> 0,
    load: row.upper(word(row.DEMANDS_LOAD)),
    demands: row.lower(word(row.DEMANDS_LOAD)),
    flags: word(row.FLAGS) & row.LEDGER_FLAGS,
    others: word(row.FLAGS) | row.LEDGER_FLAGS,
  };
}

it('writes free places, load and when they were reported, and leaves the rest alone', () => {
  const view = aCapacity({ total: 9, used: 3, held: 2, outOfSystem: { slots: 5, used: 1, held: 1 } });
  expect(written(view, 7)).toMatchObject({
    ...{ free: 4, outside: 3, reported: MS / 1000, load: 7, demands: 0xffff },
    ...{ flags: row.REPORT_COMPLETE, others: -1 },
  });
  const words = full();
  written(view, 7, null, words);
  const same = [...words].filter((word) => word === -1).length;
  expect(same).toBe(row.ROW_WORDS + AT - 4);
});

it('knows nothing where nothing was reported', () => {
  const nothing = { free: row.FREE_UNKNOWN, outside: row.FREE_UNKNOWN, reported: 0, load: 0, flags: 0 };
  expect(written(null)).toMatchObject(nothing);
  expect(written(aCapacity({ total: null, reportedAt: null }))).toMatchObject(nothing);
  expect(written(aCapacity({ used: null, reportedAt: 'never' }))).toMatchObject(nothing);
});

it('counts only places outside the scheme that were reported', () => {
  const outside = (outOfSystem: object | null) => written({ ...aCapacity(), outOfSystem } as Capacity).outside;
  expect(outside({ slots: 4, used: 1, held: null })).toBe(3);
  expect(outside({ slots: null, used: 1, held: 0 })).toBe(row.FREE_UNKNOWN);
  expect(outside({ slots: 4, used: null, held: 0 })).toBe(row.FREE_UNKNOWN);
  expect(outside(null)).toBe(row.FREE_UNKNOWN);
});

it('takes what is not said of holds for none', () => {
  expect(written({ ...aCapacity({ total: 9, used: 3 }), held: null } as unknown as Capacity).free).toBe(6);
});

it('marks families, what is over-committed and what is counted by sessions', () => {
  expect(written(aCapacity({ unit: 'family' })).flags).toBe(row.FAMILY | row.REPORT_COMPLETE);
  expect(written(aCapacity({ overCommitted: true })).flags).toBe(row.OVER_COMMITTED | row.REPORT_COMPLETE);
  expect(written(aCapacity({ total: null }), 0, 12)).toMatchObject({
    ...{ slices: 12, flags: row.SLICED | row.REPORT_COMPLETE },
  });
});

it('keeps to what half a word and a word can hold', () => {
  expect([0, 5, -5, 0x7fff, 0x8000, 1e9].map(countOf)).toEqual([0, 5, -5, 0x7fff, 0x7fff, 0x7fff]);
  expect([-0x7fff, -0x8000, -1e9].map(countOf)).toEqual([-0x7fff, -0x7fff, -0x7fff]);
  expect([countOf(null), countOf(undefined)]).toEqual([row.FREE_UNKNOWN, row.FREE_UNKNOWN]);
  expect([-1, 0, 3, 0xffff, 0x1_0000].map(loadOf)).toEqual([0, 0, 3, 0xffff, 0xffff]);
  const reported = (reportedAt: string) => written(aCapacity({ reportedAt })).reported;
  expect(reported('1969-12-31T00:00:00.000Z')).toBe(1);
  expect(reported('1970-01-01T00:00:05.900Z')).toBe(5);
  expect(reported('2106-02-07T06:28:15.000Z')).toBe(0xffff_ffff);
  expect(reported('2500-01-01T00:00:00.000Z')).toBe(0xffff_ffff);
});

it('takes the words of a ledger over into a newer row', () => {
  const old = new Int32Array(row.ROW_WORDS + AT);
  writeLedger(aCapacity({ total: 9, used: 3, unit: 'family', overCommitted: true }), 7, null, old, AT);
  old[AT + row.FLAGS] = (old[AT + row.FLAGS] ?? 0) | row.PICKUP;
  old[AT + row.DEMANDS_LOAD] = (old[AT + row.DEMANDS_LOAD] ?? 0) | 0x55;
  const fresh = new Int32Array(row.ROW_WORDS);
  fresh[row.FLAGS] = row.IS_OPEN | row.SLICED;
  fresh[row.DEMANDS_LOAD] = row.halves(0x77, 1);
  keepLedger(old, AT, fresh);
  expect(fresh[row.FLAGS]).toBe(row.IS_OPEN | row.FAMILY | row.OVER_COMMITTED | row.REPORT_COMPLETE);
  expect([fresh[row.FREE], fresh[row.REPORTED]]).toEqual([old[AT + row.FREE], MS / 1000]);
  expect(fresh[row.DEMANDS_LOAD]).toBe(row.halves(0x77, 7));
});
