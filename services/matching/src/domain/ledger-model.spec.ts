import fc from 'fast-check';
import {
  applyReport,
  confirm,
  EMPTY_LEDGER,
  end,
  freeOutOfSystemOf,
  freePlacesOf,
  isOverCommitted,
  type Ledger,
  type Party,
  type Recount,
  release,
  reserve,
} from './ledger';
import { LedgerModel, type ModelReport } from './ledger-model-fixtures';

interface Real {
  ledger: Ledger;
}
type Step = fc.Command<LedgerModel, Real>;

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 16, 0, minute)).toISOString();
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

const step = (name: string, check: (m: LedgerModel) => boolean, run: (m: LedgerModel, r: Real) => void): Step => ({
  check: (m) => check(m as LedgerModel),
  run: (m, r) => {
    const promised = r.ledger.all.held;
    m.minute += 1;
    run(m, r);
    expect(freePlacesOf(r.ledger)).toBe(m.free());
    expect(freeOutOfSystemOf(r.ledger)).toBe(m.freeOutOfSystem());
    expect(r.ledger.all.held).toBe(m.sum(m.holds));
    expect(r.ledger.outOfSystem.held).toBe(m.sum(m.holds.filter(({ outOfSystem }) => outOfSystem)));
    // What is over-committed was made so by a report and by nothing else.
    if (isOverCommitted(r.ledger) && !name.startsWith('report'))
      expect(r.ledger.all.held).toBeLessThanOrEqual(promised);
  },
  toString: () => name,
});

/** By the definition: from the lists and not from counters. */
function recountOf(m: LedgerModel, reportedAt: number, unit: ModelReport['unit']): Recount {
  const places = (list: readonly Party[]): number =>
    list.reduce((sum, { party }) => sum + (unit === 'family' ? 1 : party), 0);
  const count = (mine: (one: Party) => boolean) => ({
    held: places(m.holds.filter(mine)),
    added: places(m.places.filter((one) => mine(one) && one.from > reportedAt)),
    freed: places(m.places.filter((one) => mine(one) && one.to !== null && one.to > reportedAt)),
  });
  return { all: count(() => true), outOfSystem: count(({ outOfSystem }) => outOfSystem) };
}

const party = fc.record({ party: fc.integer({ min: 1, max: 4 }), outOfSystem: fc.boolean() });

const reserving = party.map((who) =>
  step(
    `reserve(${JSON.stringify(who)})`,
    () => true,
    (m, r) => {
      const answer = reserve(r.ledger, who);
      expect(answer.granted).toBe(m.mayReserve(who));
      if (!answer.granted) return;
      expect(answer.ledger.version).toBe(r.ledger.version + 1);
      expect(freePlacesOf(answer.ledger)).toBeGreaterThanOrEqual(0);
      r.ledger = answer.ledger;
      m.holds.push({ ...who, id: `${m.minute}` });
    },
  ),
);

const settling = fc.tuple(fc.nat(50), fc.constantFrom('confirm', 'release', 'expire')).map(([index, what]) =>
  step(
    `${what}(${index})`,
    (m) => m.holds.length > 0,
    (m, r) => {
      const [hold] = m.holds.splice(index % m.holds.length, 1);
      if (!hold) return;
      r.ledger = what === 'confirm' ? confirm(r.ledger, hold) : release(r.ledger, hold);
      if (what === 'confirm') m.places.push({ ...hold, from: m.minute, to: null });
    },
  ),
);

const ending = fc.nat(50).map((index) =>
  step(
    `end(${index})`,
    (m) => m.places.some(({ to }) => to === null),
    (m, r) => {
      const running = pick(
        m.places.filter(({ to }) => to === null),
        index,
      );
      if (!running) return;
      running.to = m.minute;
      r.ledger = end(r.ledger, running);
    },
  ),
);

/** Up and down, of either unit, stale and repeated ones among them. */
const reporting = fc
  .record({
    ...{ total: fc.nat(9), used: fc.nat(6), ago: fc.nat(5), newer: fc.integer({ min: -1, max: 2 }) },
    slots: fc.option(fc.nat(4)),
    unit: fc.constantFrom('person' as const, 'family' as const),
  })
  .map(({ ago, newer, ...places }) =>
    step(
      `report(${JSON.stringify({ ...places, ago, newer })})`,
      () => true,
      (m, r) => {
        const report = {
          ...places,
          at: Math.max(0, m.minute - ago),
          version: Math.max(1, (m.report?.version ?? 1) + newer),
        };
        const { total, used, slots, unit, version } = report;
        const outOfSystem = slots === null ? null : { slots, used: 0 };
        const next = applyReport(
          r.ledger,
          { total, used, outOfSystem, unit, closed: false, reportedAt: at(report.at), version },
          recountOf(m, report.at, unit),
        );
        expect(next !== null).toBe(m.take(report));
        r.ledger = next ?? r.ledger;
      },
    ),
  );

it('agrees with the definition of free places after any history', () => {
  fc.assert(
    fc.property(fc.commands([reserving, settling, ending, reporting], { maxCommands: 60 }), (steps) => {
      fc.modelRun(() => ({ model: new LedgerModel(), real: { ledger: EMPTY_LEDGER } }), steps);
    }),
    { numRuns: 500 },
  );
});
