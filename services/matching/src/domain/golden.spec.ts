import fc from 'fast-check';
import { rank, type RankResult } from './engine';
import { inputOf, type Scenario, scenarios } from './golden-fixtures';
import { DEFAULT_SETTINGS, type Settings, type WeightName } from './settings';

function play(scenario: Scenario, settings: Settings = DEFAULT_SETTINGS): RankResult {
  const { places, ...asked } = inputOf(scenario);
  const capacities = new Map(places.map(({ menu, capacity }) => [menu.menuId, capacity]));
  return rank({
    ...asked,
    menus: places.map(({ menu }) => menu),
    capacityOf: (menuId) => capacities.get(menuId) ?? null,
    loadOf: () => 0,
    settings,
    now: scenario.asOf,
  });
}

function weightsTimes(factors: readonly number[]): Settings {
  const entries = Object.entries(DEFAULT_SETTINGS.weights).map(([name, points], at) => [
    name,
    points * (factors[at] ?? 1),
  ]);
  return { ...DEFAULT_SETTINGS, weights: Object.fromEntries(entries) as Record<WeightName, number> };
}

describe.each(scenarios)('$id $title', (scenario) => {
  const { expect: wanted } = scenario;
  const result = play(scenario);
  const ids = result.candidates.map(({ menuId }) => menuId);

  it('ends as it should, with the best first and what may follow', () => {
    expect(result.outcome).toBe(wanted.outcome);
    if (wanted.best.length === 0) expect(ids).toEqual([]);
    else expect(wanted.best).toContain(ids[0]);
    expect(ids).toEqual(expect.arrayContaining([...wanted.acceptable]));
    const allowed = new Set([...wanted.best, ...wanted.acceptable]);
    expect(ids.filter((id) => !allowed.has(id))).toEqual([]);
    const told = result.information.map(({ menuId }) => menuId);
    expect(told).toEqual(expect.arrayContaining([...(wanted.information ?? [])]));
  });

  it('keeps out what must be kept out, and says why', () => {
    for (const { resourceId, reasonCode } of wanted.mustNot) {
      expect(ids).not.toContain(resourceId);
      expect(result.excluded.find(({ menuId }) => menuId === resourceId)?.codes).toContain(reasonCode);
    }
  });

  it('ranks in the order that must hold', () => {
    for (const [above, below] of wanted.mustRankAbove) expect(ids.indexOf(above)).toBeLessThan(ids.indexOf(below));
  });

  it('explains what must be explained', () => {
    const codes = [...(result.candidates[0]?.explanation ?? []), ...result.requestExplanation];
    expect(codes).toEqual(expect.arrayContaining([...wanted.mustExplain]));
  });

  it('keeps its best when every weight varies by 60 %', () => {
    const names = Object.keys(DEFAULT_SETTINGS.weights);
    const factor = fc.integer({ min: 400, max: 1600 }).map((milli) => milli / 1000);
    fc.assert(
      fc.property(fc.array(factor, { minLength: names.length, maxLength: names.length }), (factors) => {
        const best = play(scenario, weightsTimes(factors)).candidates[0]?.menuId;
        return wanted.best.length === 0 ? best === undefined : wanted.best.includes(best ?? '');
      }),
      { numRuns: 150 },
    );
  });
});
