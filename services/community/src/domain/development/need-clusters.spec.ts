import { BOARD_AXES } from '#libs/contracts';
import fc from 'fast-check';
import { AXES, type Axis, clustersOf, type Need } from './need-clusters';

const FROM = 3;

const someOf = (...codes: string[]) => fc.uniqueArray(fc.constantFrom(...codes), { maxLength: codes.length });
const aNeed = fc.record({
  id: fc.uuid(),
  openedOn: fc.constantFrom('2026-04-01', '2026-05-02', '2026-06-03'),
  values: fc.record({
    blockedBy: someOf('CAPACITY_FULL', 'SCHEDULE_NO_OVERLAP', 'TOO_FAR'),
    purpose: someOf('place', 'role', 'meal'),
    areaCode: fc.constantFrom([], ['533945'], ['533946'], ['533956']),
    time: someOf('morning', 'night'),
  }),
});
const someNeeds = fc.uniqueArray(aNeed, { maxLength: 40, selector: ({ id }) => id });
const someAxes = fc.uniqueArray(fc.constantFrom(...AXES), { minLength: 1 });

/** In how many clusters a need is: one for each combination of what it says. */
const combinations = ({ values }: Need, axes: readonly Axis[]): number =>
  axes.reduce((product, axis) => product * Math.max(1, values[axis].length), 1);

describe('open needs together', () => {
  it('have the axes of the contract', () => {
    expect(AXES).toEqual(BOARD_AXES);
  });

  it('are each in the clusters of each of their values, once, and of no other', () => {
    fc.assert(
      fc.property(someNeeds, someAxes, (needs, axes) => {
        const clusters = clustersOf(needs, axes, FROM);
        for (const need of needs) {
          const own = clusters.filter((cluster) => cluster.needs.includes(need));
          expect(own).toHaveLength(combinations(need, axes));
          for (const axis of AXES) {
            const seen = new Set(own.map(({ values }) => values[axis]));
            const said = need.values[axis];
            if (!axes.includes(axis) || said.length === 0) expect([...seen]).toEqual([null]);
            else if (axis === 'areaCode') expect([...said, null]).toEqual(expect.arrayContaining([...seen]));
            else expect([...seen].sort()).toEqual([...said].sort());
          }
        }
        const all = clusters.reduce((sum, cluster) => sum + cluster.needs.length, 0);
        expect(all).toBe(needs.reduce((sum, need) => sum + combinations(need, axes), 0));
        for (const { needs: some } of clusters) expect(new Set(some).size).toBe(some.length);
      }),
    );
  });

  it('name an area only where enough of them are there', () => {
    fc.assert(
      fc.property(someNeeds, (needs) => {
        const clusters = clustersOf(needs, ['purpose', 'areaCode'], FROM);
        for (const { values, needs: some } of clusters) {
          if (values.areaCode !== null) expect(some.length).toBeGreaterThanOrEqual(FROM);
        }
        const named = clusters.filter(({ values }) => values.areaCode !== null);
        for (const purpose of ['place', 'role', 'meal']) {
          for (const area of ['533945', '533946', '533956']) {
            const there = needs.filter(({ values }) => values.purpose.includes(purpose) && values.areaCode[0] === area);
            const shown = named.find(({ values }) => values.purpose === purpose && values.areaCode === area);
            expect(shown?.needs.length ?? 0).toBe(there.length >= FROM ? there.length : 0);
          }
        }
      }),
    );
  });

  it('are the same together where an axis is left out', () => {
    fc.assert(
      fc.property(someNeeds, (needs) => {
        const fine = clustersOf(needs, AXES, FROM);
        for (const { values, needs: coarse } of clustersOf(needs, ['purpose'], FROM)) {
          const parts = fine.filter((cluster) => cluster.values.purpose === values.purpose);
          const ids = new Set(parts.flatMap((cluster) => cluster.needs.map(({ id }) => id)));
          expect([...ids].sort()).toEqual(coarse.map(({ id }) => id).sort());
        }
      }),
    );
  });

  it('come in one order, whatever the order in which they are read: largest first, oldest need first', () => {
    fc.assert(
      fc.property(someNeeds, someAxes, (needs, axes) => {
        const clusters = clustersOf(needs, axes, FROM);
        expect(clustersOf([...needs].reverse(), axes, FROM)).toEqual(clusters);
        const sizes = clusters.map((cluster) => cluster.needs.length);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        for (const cluster of clusters) {
          const days = cluster.needs.map(({ openedOn }) => openedOn);
          expect(days).toEqual([...days].sort());
        }
      }),
    );
  });
});
