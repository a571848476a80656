import { type RankedCandidate } from './engine';
import { aConsent, aMenu, aNeed, aProfile, ranked } from './matching-fixtures';
import {
  askedFor,
  byFitThenWaiting,
  firstToAsk,
  type Fit,
  hasSought,
  inOrderOfHope,
  questionsOf,
  type Waiting,
} from './people-search';

const wish = aMenu({ seeks: { strengths: ['cooking'], roles: ['instructor'] } });

function waiting(matchRequestId: string, change: Partial<Waiting> = {}): Waiting {
  const request = { matchRequestId, personRef: `person-of-${matchRequestId}`, caseRef: 'case', need: aNeed() };
  return { ...request, openedAt: '2026-10-01T00:00:00.000Z', last: { profile: aProfile(), need: aNeed() }, ...change };
}

function candidate(score: number): RankedCandidate {
  const [first] = ranked().candidates;
  if (first === undefined) throw new Error('The fixture fits.');
  return { ...first, score };
}

const aFit = (matchRequestId: string, score: number, change: Partial<Waiting> = {}): Fit => ({
  waiting: waiting(matchRequestId, change),
  candidate: candidate(score),
  firstToAsk: [],
});

describe('who is looked for', () => {
  it('has one of the strengths that a wish names, as an activity or a role; a wish that names none takes anybody', () => {
    expect(hasSought(wish.seeks, aProfile({ strengths: ['cooking'] }))).toBe(true);
    expect(hasSought(wish.seeks, aProfile({ strengths: ['instructor', 'go'] }))).toBe(true);
    expect(hasSought(wish.seeks, aProfile({ strengths: ['go'] }))).toBe(false);
    expect(hasSought(wish.seeks, aProfile({ strengths: null }))).toBe(false);
    expect(hasSought({ strengths: [], roles: [] }, aProfile({ strengths: null }))).toBe(true);
    expect(hasSought(null, aProfile({ strengths: null }))).toBe(true);
  });

  it('looks for a role where the wish is for somebody who takes one on, and for their own needs otherwise', () => {
    const person = { profile: aProfile(), need: aNeed({ primaryPurposes: ['place'] }) };
    expect(askedFor(wish, person).need.primaryPurposes).toEqual(['place', 'role']);
    expect(askedFor(aMenu(), person).need.primaryPurposes).toEqual(['place']);
  });

  it('is found before the host may learn the name, and then it is the question to ask', () => {
    const profile = aProfile({ consent: aConsent({ disclosureOrgIds: [] }) });
    const need = aNeed({ primaryPurposes: ['role'] });
    expect(firstToAsk(wish, { profile, need })).toEqual(['consent']);
    expect(askedFor(wish, { profile, need: aNeed() }).profile.consent?.disclosureOrgIds).toEqual(['org-1']);
    expect(firstToAsk(aMenu({ nameRequired: false }), { profile, need })).toEqual([]);
    expect(firstToAsk(wish, { profile: aProfile(), need })).toEqual([]);
    expect(questionsOf({ ...aFit('a', 1), firstToAsk: ['consent'] })[0]).toMatchObject({
      field: 'consent',
      side: 'person',
    });
    expect(questionsOf(aFit('a', 1)).map(({ field }) => field)).not.toContain('consent');
  });

  it('is asked whether they look for a role at all, where they came for something else', () => {
    const person = { profile: aProfile(), need: aNeed({ primaryPurposes: ['place'] }) };
    expect(firstToAsk(wish, person)).toEqual(['primaryPurposes']);
    expect(firstToAsk(aMenu(), person)).toEqual([]);
    expect(firstToAsk(wish, { ...person, need: aNeed({ primaryPurposes: ['place', 'role'] }) })).toEqual([]);
  });

  it('stays without consent to matching whatever is asked', () => {
    expect(askedFor(wish, { profile: aProfile({ consent: null }), need: aNeed() }).profile.consent).toBeNull();
  });
});

describe('the order of people', () => {
  const early = { openedAt: '2026-09-01T00:00:00.000Z' };
  const ids = (fits: readonly Fit[]) => fits.map((one) => one.waiting.matchRequestId);

  it('is the best fit, then the longest wait, then the id, each person once', () => {
    const all = [
      aFit('b', 5),
      aFit('a', 5),
      aFit('d', 9),
      aFit('c', 5, early),
      aFit('e', 4, { personRef: 'person-of-d' }),
    ];
    expect(ids(byFitThenWaiting(all))).toEqual(['d', 'c', 'a', 'b']);
    expect(ids(byFitThenWaiting([...all].reverse()))).toEqual(['d', 'c', 'a', 'b']);
  });

  it('of asking is by what is hoped for: fitting before unknown before not fitting', () => {
    const unknown = waiting('unknown', { last: null });
    const list = [waiting('not'), unknown, waiting('low'), waiting('high'), waiting('not-early', early)];
    const guessed = new Map([
      ['not', null],
      ['not-early', null],
      ['low', 1],
      ['high', 9],
    ] as const);
    const order = inOrderOfHope(list, guessed).map(({ matchRequestId }) => matchRequestId);
    expect(order).toEqual(['high', 'low', 'unknown', 'not-early', 'not']);
  });
});
