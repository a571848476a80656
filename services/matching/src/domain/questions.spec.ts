import fc from 'fast-check';
import { rank, type RankInput } from './engine';
import { aCapacity, aConsent, aMenu, aNeed, aProfile, aSafety, NOW, TODAY } from './matching-fixtures';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts, type Targets } from './menu-facts';
import { type ListQuestion, questionsThatMatter } from './questions';
import { keptOutOf } from './ranking-extras';
import { ANSWERS, asked, type Asked, STATUS, statutory } from './questions-fixtures';
import { DEFAULT_SETTINGS } from './settings';
import { type Question } from './unknowns';

const inputOf = ({ profile, need, menus }: Asked): RankInput => ({
  profile,
  need,
  menus,
  capacityOf: () => aCapacity({ outOfSystem: { slots: 1, used: 0, held: 0 } }),
  loadOf: () => 0,
  settings: DEFAULT_SETTINGS,
  today: TODAY,
  now: NOW,
});

function questionsOf(asked: Asked): readonly ListQuestion[] {
  const input = inputOf(asked);
  const { candidates, excluded } = rank(input);
  const keptOut = excluded.flatMap(({ menuId, codes }) => {
    const menu = asked.menus.find((each) => each.menuId === menuId);
    if (!menu) return [];
    return [keptOutOf({ ...input, menu, capacity: input.capacityOf(menuId) }, codes)];
  });
  return questionsThatMatter(candidates, keptOut, asked.profile);
}

/** Points of everyone in the list, by menu. The order among equals is no question's matter. */
const pointsIn = (asked: Asked): ReadonlyMap<string, number> =>
  new Map(rank(inputOf(asked)).candidates.map(({ menuId, score }) => [menuId, score]));

/** Found out by trying: for each place the most that any of the answers does to it, over all places. */
function mostThat(answers: readonly ((asked: Asked) => Asked)[], asked: Asked): number {
  const before = pointsIn(asked);
  const after = answers.map((answer) => pointsIn(answer(asked)));
  const changeOf = (menuId: string, points: ReadonlyMap<string, number>): number => {
    const [old, now] = [before.get(menuId), points.get(menuId)];
    return old === undefined || now === undefined ? (old ?? now ?? 0) : Math.abs(now - old);
  };
  return asked.menus.reduce((sum, { menuId }) => sum + Math.max(...after.map((points) => changeOf(menuId, points))), 0);
}

/** However many unmet strengths somebody names, a little more than half of the points for one met is left. */
const LEFT_OVER = 200;

describe('the questions that matter most', () => {
  it('say what the answers do to the list, found out by trying them all, and are left out where that is nothing', () => {
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(asked, (drawn) => {
        const impacts = new Map(questionsOf(drawn).map(({ side, field, impact }) => [`${side}.${field}`, impact]));
        for (const [field, { unknown, answers, first }] of Object.entries(ANSWERS)) {
          if (!unknown(drawn)) continue;
          const most = mostThat(answers, first?.(drawn) ?? drawn);
          expect([field, most > 0]).toEqual([field, impacts.has(`person.${field}`)]);
          if (most > 0) tried.set(field, (tried.get(field) ?? 0) + 1);
          if (first !== undefined) continue;
          const more = (impacts.get(`person.${field}`) ?? 0) - most;
          expect([field, more >= 0, more > (field === 'strengths' ? LEFT_OVER * drawn.menus.length : 0)]).toEqual([
            field,
            true,
            false,
          ]);
        }
      }),
      { numRuns: 400 },
    );
    expect([...tried.keys()].sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  it('stand in the order of what is at stake, the same for the same list', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        const questions = questionsOf(drawn);
        const impacts = questions.filter(({ field }) => !field.includes('guardianMayHarm')).map(({ impact }) => impact);
        expect(impacts).toEqual([...impacts].sort((a, b) => b - a));
        expect(questionsOf({ ...drawn, menus: drawn.menus.toReversed() })).toEqual(questions);
      }),
      { numRuns: 100 },
    );
  });

  const asking = (field: string, stake: Partial<Question>): Question => ({
    side: 'person',
    field,
    ja: field,
    excludes: false,
    points: 0,
    ...stake,
  });

  it('count what could drop out by its whole score, the rest by its points', () => {
    const candidates = [
      { score: 50_000, toAsk: [asking('mode', { excludes: true }), asking('strengths', { points: 20_000 })] },
      { score: 10_000, toAsk: [asking('strengths', { points: 20_000 })] },
      { score: 10_000, toAsk: [asking('avoid', {})] },
    ];
    expect(questionsThatMatter(candidates, [], aProfile())).toEqual([
      { ...stated('mode'), couldDropOut: 1, couldMove: 0, points: 0, impact: 50_000 },
      { ...stated('strengths'), couldDropOut: 0, couldMove: 2, points: 20_000, impact: 40_000 },
    ]);
  });

  it('lead with a child that may have to be protected, whatever moves in the list', () => {
    const toAsk = [asking('mode', { excludes: true }), asking('safety.guardianMayHarm', {})];
    const [first] = questionsThatMatter([{ score: 1, toAsk }], [], aProfile());
    expect(first?.field).toBe('safety.guardianMayHarm');
  });

  it('say what a place waits for that only an unknown fact keeps out', () => {
    const profile = aProfile({ status: STATUS });
    const asks = (changes: Partial<MenuFacts>, who: Partial<MatchingProfile>) => {
      const drawn = { profile: { ...profile, ...who }, need: aNeed(), menus: [aMenu(changes)] };
      return questionsOf(drawn).map(({ field, couldJoin, impact }) => ({ field, couldJoin, impact }));
    };
    const joins = (field: string) => [{ field, couldJoin: 1, impact: 68_000 }];
    expect(asks({ eligibility: { ...statutory, acceptsOutOfSystem: false } }, {})).toEqual(joins('status'));
    const decided = { ...statutory, requires: ['income_hardship', 'measure'], acceptsOutOfSystem: null };
    expect(asks({ eligibility: decided }, {})).toEqual([]);
    expect(asks({}, { safety: null })).toEqual(joins('safety'));
    expect(asks({ resourceState: 'CLOSED' }, { safety: null })).toEqual([]);
    expect(asks({}, { safety: aSafety({ avoidOrgIds: ['org-1'] }) })).toEqual([]);
    const unasked = { age: null, consent: aConsent({ guardian: null }) };
    expect(asks({}, unasked)).toEqual(joins('age'));
    const forChildren = { targets: { ...(aMenu().targets as Targets), ageMax: 12 } };
    expect(asks(forChildren, unasked)).toEqual([]);
  });
});

const stated = (field: string) => ({ side: 'person' as const, field, ja: field, couldJoin: 0 });
