import fc from 'fast-check';
import { rank, type RankInput } from './engine';
import { judgeOne } from './judge';
import { aCapacity, aMenu, aProfile, NOW, TODAY } from './matching-fixtures';
import { type ListQuestion, questionsThatMatter } from './questions';
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
    const { score } = judgeOne({ ...input, menu, capacity: input.capacityOf(menuId) });
    return [{ menu, codes, score: () => score?.total ?? 0 }];
  });
  return questionsThatMatter(candidates, keptOut, asked.profile);
}

/** What a list says: who is in it, and with how many points. The order among equals is no question's matter. */
function listOf(asked: Asked): string {
  const { candidates } = rank(inputOf(asked));
  return JSON.stringify(candidates.map(({ menuId, score }) => `${menuId} ${score}`).sort());
}

describe('the questions that matter most', () => {
  it('change the list where they say so, and leave it as it is where they are left out', () => {
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(asked, (drawn) => {
        const fields = new Set(questionsOf(drawn).flatMap(({ side, field }) => (side === 'person' ? [field] : [])));
        for (const [field, { unknown, answers, first }] of Object.entries(ANSWERS)) {
          if (!unknown(drawn)) continue;
          const base = first?.(drawn) ?? drawn;
          const before = listOf(base);
          const changes = answers.some((answer) => listOf(answer(base)) !== before);
          expect([field, changes]).toEqual([field, fields.has(field)]);
          if (changes) tried.set(field, (tried.get(field) ?? 0) + 1);
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
    const entry = { codes: ['ELIGIBILITY_STATUTORY'] as const, score: () => 7 };
    const menu = aMenu({ eligibility: { ...statutory, acceptsOutOfSystem: false } });
    expect(questionsThatMatter([], [{ ...entry, menu }], profile)).toMatchObject([
      { field: 'status', couldJoin: 1, impact: 7 },
    ]);
    const decided = aMenu({
      eligibility: { ...statutory, requires: ['income_hardship', 'measure'], acceptsOutOfSystem: null },
    });
    expect(questionsThatMatter([], [{ ...entry, menu: decided }], profile)).toEqual([]);
  });
});

const stated = (field: string) => ({ side: 'person' as const, field, ja: field, couldJoin: 0 });
