import { inputOf, type Scenario, scenarios } from '../../services/matching/src/domain/golden-fixtures';
import { DEFAULT_SETTINGS } from '../../services/matching/src/domain/settings';
import { metresFrom } from './metres';
import { PLANTED } from './planted';
import { match, type Books, type ReferenceAnswer } from './reference';

function play(scenario: Scenario, books?: Books): ReferenceAnswer {
  const { places, ...asked } = inputOf(scenario);
  const request = { ...asked, settings: DEFAULT_SETTINGS };
  return match(
    request,
    places.map((place) => ({ ...place, load: 0 })),
    metresFrom(request),
    books,
  );
}

const shape = ({ candidates, outcome }: ReferenceAnswer): string =>
  `${outcome} ${candidates.map(({ menuId, points }) => `${menuId} ${points?.total}`).join()}`;

describe.each(scenarios)('$id $title', (scenario) => {
  const { expect: wanted } = scenario;
  const answer = play(scenario);
  const ids = answer.candidates.map(({ menuId }) => menuId);

  it('ends as it should, with the best first, in the order that must hold', () => {
    expect(answer.outcome).toBe(wanted.outcome);
    if (wanted.best.length === 0) expect(ids).toEqual([]);
    else expect(wanted.best).toContain(ids[0]);
    expect(new Set(ids)).toEqual(new Set([...ids.slice(0, 1), ...wanted.acceptable]));
    expect(answer.information).toEqual(expect.arrayContaining([...(wanted.information ?? [])]));
    for (const [above, below] of wanted.mustRankAbove) expect(ids.indexOf(above)).toBeLessThan(ids.indexOf(below));
  });

  it('keeps out what must be kept out, and says why', () => {
    if (answer.outcome === 'blocked_consent') return;
    const far = wanted.mustNot.filter(({ resourceId }) => !answer.excluded.some(({ menuId }) => menuId === resourceId));
    expect(far.map(({ reasonCode }) => reasonCode)).toEqual(far.map(() => 'DISTANCE_EXCEEDED'));
    for (const { menuId, codes } of answer.excluded) {
      const reasons = wanted.mustNot
        .filter(({ resourceId }) => resourceId === menuId)
        .map(({ reasonCode }) => reasonCode);
      expect(codes).toEqual(expect.arrayContaining(reasons));
    }
  });
});

it('tells the difference where a rule is wrong', () => {
  const changed = Object.values(PLANTED).filter((books) =>
    scenarios.some((scenario) => shape(play(scenario, books)) !== shape(play(scenario))),
  );
  expect(changed.length).toBeGreaterThan(2);
});
