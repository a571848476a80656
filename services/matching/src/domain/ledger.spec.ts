import fc from 'fast-check';
import {
  applyReport,
  capacityViewOf,
  confirm,
  EMPTY_LEDGER,
  end,
  freeOutOfSystemOf,
  freePlacesOf,
  isOverCommitted,
  type Ledger,
  promisedOf,
  release,
  type Report,
  reserve,
  type Since,
  stampAfterReport,
} from './ledger';

const NOTHING: Since = { all: { added: 0, freed: 0 }, outOfSystem: { added: 0, freed: 0 } };
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 16, 0, minute)).toISOString();
const report = (total: number, used: number, version = 1, outOfSystem: Report['outOfSystem'] = null): Report => ({
  total,
  used,
  outOfSystem,
  reportedAt: at(0),
  version,
});

function reported(first: Report): Ledger {
  const ledger = applyReport(EMPTY_LEDGER, first, NOTHING);
  if (!ledger) throw new Error('A first report is always applied.');
  return ledger;
}

function held(ledger: Ledger, outOfSystem = false): Ledger {
  const answer = reserve(ledger, outOfSystem);
  if (!answer.granted) throw new Error(answer.reason);
  return answer.ledger;
}

describe('a ledger', () => {
  it('holds nothing for a menu that never reported', () => {
    expect(reserve(EMPTY_LEDGER, false)).toEqual({ granted: false, reason: 'not-reported' });
  });

  it('refuses the place after the last', () => {
    const full = held(held(reported(report(3, 1))));
    expect(freePlacesOf(full)).toBe(0);
    expect(reserve(full, false)).toEqual({ granted: false, reason: 'full' });
    expect(reserve(release(full, false), false).granted).toBe(true);
  });

  it('takes free places for no out-of-system places, and the other way round', () => {
    const slots = reported(report(5, 0, 1, { slots: 1, used: 0 }));
    expect(reserve(held(slots, true), true)).toEqual({ granted: false, reason: 'no-out-of-system-place' });
    expect(reserve(held(slots, true), false).granted).toBe(true);
    expect(reserve(held(reported(report(1, 0, 1, { slots: 1, used: 0 }))), true)).toEqual({
      granted: false,
      reason: 'full',
    });
    expect(reserve(reported(report(5, 0)), true)).toEqual({ granted: false, reason: 'no-out-of-system-place' });
  });

  it('keeps what is promised when a report lowers the total, and grants nothing more', () => {
    const lowered = applyReport(held(held(reported(report(3, 0)))), report(1, 0, 2), NOTHING);
    if (!lowered) throw new Error('The newer report was not applied.');
    expect(isOverCommitted(lowered)).toBe(true);
    expect(promisedOf(lowered)).toBe(2);
    expect(lowered.all.held).toBe(2);
    expect(reserve(lowered, false)).toEqual({ granted: false, reason: 'full' });
    expect(isOverCommitted(release(lowered, false))).toBe(false);
  });

  it('calls a host that is full by itself full and not over-committed', () => {
    const full = reported(report(2, 5));
    expect(isOverCommitted(full)).toBe(false);
    expect(reserve(full, false)).toEqual({ granted: false, reason: 'full' });
  });

  it('ignores a report that is older than the one it has', () => {
    expect(applyReport(reported(report(3, 0, 4)), report(9, 0, 4), NOTHING)).toBeNull();
    expect(applyReport(reported(report(3, 0, 4)), report(9, 0, 3), NOTHING)).toBeNull();
  });

  it('dates a placement after a report of a clock that runs ahead', () => {
    const ledger = reported(report(3, 0));
    const early = new Date(Date.parse(at(0)) - 5_000);
    expect(stampAfterReport(ledger, early).getTime()).toBe(Date.parse(at(0)) + 1);
  });
});

/** Forty lines that know nothing of counters: lists of holds and placements, and the definition of «free». */
class Model {
  minute = 0;
  report: Report | null = null;
  readonly holds: { outOfSystem: boolean }[] = [];
  readonly places: { outOfSystem: boolean; from: number; to: number | null }[] = [];
  granted = 0;

  private count(outOfSystemOnly: boolean): number {
    const since = this.report === null ? -1 : Date.parse(this.report.reportedAt);
    const mine = <T extends { outOfSystem: boolean }>(list: readonly T[]): readonly T[] =>
      outOfSystemOnly ? list.filter(({ outOfSystem }) => outOfSystem) : list;
    const begun = mine(this.places).filter(({ from }) => Date.parse(at(from)) > since).length;
    const ended = mine(this.places).filter(({ to }) => to !== null && Date.parse(at(to)) > since).length;
    return mine(this.holds).length + begun - ended;
  }

  free(): number | null {
    return this.report === null ? null : this.report.total - this.report.used - this.count(false);
  }

  freeOutOfSystem(): number | null {
    const slots = this.report?.outOfSystem;
    return slots ? slots.slots - slots.used - this.count(true) : null;
  }

  since(reportedAt: number): Since {
    const count = (list: Model['places']) => ({
      added: list.filter(({ from }) => from > reportedAt).length,
      freed: list.filter(({ to }) => to !== null && to > reportedAt).length,
    });
    return { all: count(this.places), outOfSystem: count(this.places.filter(({ outOfSystem }) => outOfSystem)) };
  }
}

interface Real {
  ledger: Ledger;
}

type Step = fc.Command<Model, Real>;
const step = (name: string, check: (m: Readonly<Model>) => boolean, run: (m: Model, r: Real) => void): Step => ({
  check: (m) => check(m),
  run: (m, r) => {
    m.minute += 1;
    run(m, r);
    expect(freePlacesOf(r.ledger)).toBe(m.free());
    expect(freeOutOfSystemOf(r.ledger)).toBe(m.freeOutOfSystem());
  },
  toString: () => name,
});

const pick = <T>(list: T[], index: number): number => index % list.length;

const commands = [
  fc.boolean().map((oos) =>
    step(
      `reserve(${oos})`,
      () => true,
      (m, r) => {
        const may = (m.free() ?? 0) > 0 && (!oos || (m.freeOutOfSystem() ?? 0) > 0);
        const before = r.ledger.version;
        const answer = reserve(r.ledger, oos);
        expect(answer.granted).toBe(may);
        if (!answer.granted) return;
        r.ledger = answer.ledger;
        expect(r.ledger.version).toBe(before + 1);
        m.holds.push({ outOfSystem: oos });
      },
    ),
  ),
  fc.tuple(fc.nat(50), fc.constantFrom('confirm', 'release')).map(([index, what]) =>
    step(
      `${what}(${index})`,
      (m) => m.holds.length > 0,
      (m, r) => {
        const [hold] = m.holds.splice(pick(m.holds, index), 1);
        const oos = hold?.outOfSystem === true;
        r.ledger = what === 'confirm' ? confirm(r.ledger, oos) : release(r.ledger, oos);
        if (what === 'confirm') m.places.push({ outOfSystem: oos, from: m.minute, to: null });
      },
    ),
  ),
  fc.nat(50).map((index) =>
    step(
      `end(${index})`,
      (m) => m.places.some(({ to }) => to === null),
      (m, r) => {
        const running = m.places.filter(({ to }) => to === null);
        const place = running[pick(running, index)];
        if (!place) return;
        place.to = m.minute;
        r.ledger = end(r.ledger, place.outOfSystem);
      },
    ),
  ),
  fc
    .tuple(fc.nat(6), fc.nat(6), fc.nat(5), fc.option(fc.nat(4)), fc.integer({ min: -1, max: 2 }))
    .map(([total, used, ago, slots, newer]) =>
      step(
        `report(${total},${used},-${ago}min,${slots},v+${newer})`,
        () => true,
        (m, r) => {
          const reportedAt = Math.max(0, m.minute - ago);
          const fresh: Report = {
            total,
            used,
            outOfSystem: slots === null ? null : { slots, used: 0 },
            reportedAt: at(reportedAt),
            version: Math.max(1, (m.report?.version ?? 1) + newer),
          };
          const held = r.ledger.all.held;
          const next = applyReport(r.ledger, fresh, m.since(reportedAt));
          expect(next === null).toBe(m.report !== null && fresh.version <= m.report.version);
          if (next === null) return;
          m.report = fresh;
          r.ledger = next;
          expect(r.ledger.all.held).toBe(held);
        },
      ),
    ),
];

it('agrees with the definition of free places after any history', () => {
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 60 }), (steps) => {
      fc.modelRun(() => ({ model: new Model(), real: { ledger: EMPTY_LEDGER } }), steps);
    }),
    { numRuns: 300 },
  );
});

it('shows ranking the same free places', () => {
  const ledger = confirm(held(held(reported(report(9, 2)))), false);
  const view = capacityViewOf(ledger);
  expect((view.total ?? 0) - (view.used ?? 0) - view.held).toBe(freePlacesOf(ledger));
});
