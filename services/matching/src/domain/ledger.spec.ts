import fc from 'fast-check';
import {
  applyReport,
  confirm,
  EMPTY_LEDGER,
  end,
  freePlacesOf,
  isOverCommitted,
  type Ledger,
  type Party,
  promisedOf,
  type Recount,
  release,
  type Report,
  reserve,
  stampAfterReport,
} from './ledger';

const zero = { held: 0, added: 0, freed: 0 };
const NOTHING: Recount = { all: zero, outOfSystem: zero };
const REPORTED_AT = '2026-11-16T00:00:00.000Z';
const report = (total: number, used: number, change: Partial<Report> = {}): Report => ({
  ...{ total, used, outOfSystem: null, unit: 'person', closed: false, reportedAt: REPORTED_AT, version: 1 },
  ...change,
});
const one = { party: 1, outOfSystem: false };
const outside = { party: 1, outOfSystem: true };

function reported(first: Report): Ledger {
  const ledger = applyReport(EMPTY_LEDGER, first, NOTHING);
  if (!ledger) throw new Error('A first report is always applied.');
  return ledger;
}

function held(ledger: Ledger, who = one): Ledger {
  const answer = reserve(ledger, who);
  if (!answer.granted) throw new Error(answer.reason);
  return answer.ledger;
}

describe('a ledger', () => {
  it('holds nothing for a menu that never reported', () => {
    expect(reserve(EMPTY_LEDGER, one)).toEqual({ granted: false, reason: 'not-reported' });
  });

  it('refuses the place after the last', () => {
    const full = held(held(reported(report(3, 1))));
    expect(freePlacesOf(full)).toBe(0);
    expect(reserve(full, one)).toEqual({ granted: false, reason: 'full' });
    expect(reserve(release(full, one), one).granted).toBe(true);
  });

  it('counts every change as one version, whatever its size', () => {
    const first = reported(report(9, 0));
    const steps = [held(first, { party: 3, outOfSystem: false })];
    steps.push(confirm(steps[0] ?? first, { party: 3, outOfSystem: false }));
    steps.push(end(steps[1] ?? first, { party: 3, outOfSystem: false }));
    expect(steps.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(steps.map(freePlacesOf)).toEqual([6, 6, 9]);
  });

  it('takes as many places as people come, and one for a family', () => {
    const three = { party: 3, outOfSystem: false };
    expect(reserve(reported(report(2, 0)), three)).toEqual({ granted: false, reason: 'full' });
    expect(freePlacesOf(held(reported(report(3, 0)), three))).toBe(0);
    expect(freePlacesOf(held(reported(report(3, 0, { unit: 'family' })), three))).toBe(2);
  });

  it('takes free places for no out-of-system places, and the other way round', () => {
    const slots = reported(report(5, 0, { outOfSystem: { slots: 1, used: 0 } }));
    expect(reserve(held(slots, outside), outside)).toEqual({ granted: false, reason: 'no-out-of-system-place' });
    expect(reserve(held(slots, outside), one).granted).toBe(true);
    const small = reported(report(1, 0, { outOfSystem: { slots: 1, used: 0 } }));
    expect(reserve(held(small), outside)).toEqual({ granted: false, reason: 'full' });
    expect(reserve(reported(report(5, 0)), outside)).toEqual({ granted: false, reason: 'no-out-of-system-place' });
    const pair = { party: 2, outOfSystem: true };
    expect(reserve(slots, pair)).toEqual({ granted: false, reason: 'no-out-of-system-place' });
  });

  it('takes nothing more where the menu counts its places otherwise now', () => {
    const closed = reported(report(0, 0, { closed: true }));
    const left = { ...closed, all: { held: 0, added: 0, freed: 2 } };
    expect(freePlacesOf(left)).toBe(2);
    expect(reserve(left, one)).toEqual({ granted: false, reason: 'no-such-session' });
  });

  it('keeps what is promised when a report lowers the total, and grants nothing more', () => {
    const recounted: Recount = { all: { held: 2, added: 0, freed: 0 }, outOfSystem: zero };
    const lowered = applyReport(held(held(reported(report(3, 0)))), report(1, 0, { version: 2 }), recounted);
    if (!lowered) throw new Error('The newer report was not applied.');
    expect(isOverCommitted(lowered)).toBe(true);
    expect(promisedOf(lowered)).toBe(2);
    expect(reserve(lowered, one)).toEqual({ granted: false, reason: 'full' });
    expect(isOverCommitted(release(lowered, one))).toBe(false);
  });

  it('turns a hold into a placement, and that into a free place', () => {
    const who = { party: 2, outOfSystem: true };
    const slots = held(reported(report(9, 0, { outOfSystem: { slots: 3, used: 0 } })), who);
    const [placed, ended] = [confirm(slots, who), end(confirm(slots, who), who)];
    expect([placed.all, placed.outOfSystem]).toEqual([
      { held: 0, added: 2, freed: 0 },
      { held: 0, added: 2, freed: 0 },
    ]);
    expect([ended.all, ended.outOfSystem]).toEqual([
      { held: 0, added: 2, freed: 2 },
      { held: 0, added: 2, freed: 2 },
    ]);
    expect(confirm(held(slots), one).outOfSystem).toEqual(slots.outOfSystem);
  });

  it('is over-committed by placements alone, and by as many of them as of holds', () => {
    const placed = confirm(held(reported(report(1, 0))), one);
    const lower = { ...placed, report: report(0, 0) };
    expect(isOverCommitted(lower)).toBe(true);
    expect(isOverCommitted({ ...lower, all: { held: 2, added: 2, freed: 0 } })).toBe(true);
  });

  it('has promised nothing and is not over-committed where nothing was reported', () => {
    expect(promisedOf(EMPTY_LEDGER)).toBe(0);
    expect(freePlacesOf(EMPTY_LEDGER)).toBeNull();
    expect(isOverCommitted({ ...EMPTY_LEDGER, all: { held: 1, added: 0, freed: 0 } })).toBe(false);
    expect(
      release({ ...EMPTY_LEDGER, all: { held: 2, added: 0, freed: 0 } }, { party: 2, outOfSystem: false }).all,
    ).toEqual(zero);
  });

  it('calls a host that is full by itself full and not over-committed', () => {
    const full = reported(report(2, 5));
    expect(isOverCommitted(full)).toBe(false);
    expect(reserve(full, one)).toEqual({ granted: false, reason: 'full' });
  });

  it('ignores a report that is older than the one it has', () => {
    const known = reported(report(3, 0, { version: 4 }));
    expect(applyReport(known, report(9, 0, { version: 4 }), NOTHING)).toBeNull();
    expect(applyReport(known, report(9, 0, { version: 3 }), NOTHING)).toBeNull();
  });

  it('dates a placement after a report of a clock that runs ahead', () => {
    const ledger = reported(report(3, 0));
    const moment = Date.parse(REPORTED_AT);
    expect(stampAfterReport(ledger, new Date(moment - 5_000)).getTime()).toBe(moment + 1);
    expect(stampAfterReport(ledger, new Date(moment)).getTime()).toBe(moment + 1);
    expect(stampAfterReport(ledger, new Date(moment + 9)).getTime()).toBe(moment + 9);
    expect(stampAfterReport(EMPTY_LEDGER, new Date(moment)).getTime()).toBe(moment);
  });
});

describe('whoever asks in whatever order', () => {
  const parties = fc.array(fc.record({ party: fc.integer({ min: 1, max: 20 }), outOfSystem: fc.boolean() }), {
    maxLength: 60,
  });
  const grantedOf = (first: Ledger, asking: readonly Party[]): readonly Party[] => {
    let ledger = first;
    return asking.filter((who) => {
      const answer = reserve(ledger, who);
      if (answer.granted) ledger = answer.ledger;
      return answer.granted;
    });
  };
  const people = (list: readonly Party[]): number => list.reduce((sum, { party }) => sum + party, 0);
  const outsiders = (list: readonly Party[]): readonly Party[] => list.filter(({ outOfSystem }) => outOfSystem);

  it('never gets more places than there are, nor more outside the system than there are of those and in all', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(10), fc.nat(40), parties, (total, used, slots, asking) => {
        const granted = grantedOf(reported(report(total, used, { outOfSystem: { slots, used: 0 } })), asking);
        expect(people(granted)).toBeLessThanOrEqual(Math.max(0, total - used));
        expect(people(outsiders(granted))).toBeLessThanOrEqual(Math.min(slots, Math.max(0, total - used)));
      }),
    );
  });

  it('takes one place of those that families are counted in, however many come', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(40), parties, (total, slots, asking) => {
        const counted = reported(report(total, 0, { unit: 'family', outOfSystem: { slots, used: 0 } }));
        const granted = grantedOf(counted, asking);
        const alone = asking.map(({ outOfSystem }) => ({ party: 1, outOfSystem }));
        expect(granted.map(({ outOfSystem }) => outOfSystem)).toEqual(
          grantedOf(counted, alone).map(({ outOfSystem }) => outOfSystem),
        );
        const insiders = asking.length - outsiders(asking).length;
        expect(granted.length).toBeLessThanOrEqual(total);
        if (slots === 0) expect(granted).toHaveLength(Math.min(total, insiders));
      }),
    );
  });
});
