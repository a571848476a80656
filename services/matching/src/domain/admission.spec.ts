import { aCapacity, aMenu, anOpenPlace, codesOf, ranked, type Case } from './matching-fixtures';
import { type CapacityView } from './capacity-view';
import { type MenuFacts, type Targets } from './menu-facts';
import { type Companion } from './need';
import { type MatchingProfile } from './matching-profile';
import { DEFAULT_SETTINGS } from './settings';

const targets = (changes: Partial<Targets>): Partial<MenuFacts> => {
  const usual = aMenu().targets;
  return usual === null ? {} : { targets: { ...usual, ...changes } };
};
const person = (changes: Partial<MatchingProfile>) => ({ profile: changes });
const child = (fiscalYearAge: number | null): Companion => ({
  relation: 'child',
  age: null,
  need: 'meal',
  fiscalYearAge,
});
const HOST_LOAD = { ...DEFAULT_SETTINGS, weights: { ...DEFAULT_SETTINGS.weights, hostLoad: 10 } };
const asked = (kase: Case) => ranked(kase).candidates[0]?.toAsk.map(({ side, field }) => `${side}.${field}`) ?? ['out'];

describe('whom a place admits', () => {
  const grades = { menu: targets({ grades: ['e6', 'j1'] }) };
  const baby = { menu: targets({ fiscalYearEndAfterAge: 3, pregnant: true }) };

  it.each([
    ['the grade before', { ...grades, ...person({ fiscalYearAge: 10 }) }, ['AGE_OUT_OF_RANGE']],
    ['the first grade named', { ...grades, ...person({ fiscalYearAge: 11 }) }, []],
    ['the last grade named', { ...grades, ...person({ fiscalYearAge: 12 }) }, []],
    ['the grade after', { ...grades, ...person({ fiscalYearAge: 13 }) }, ['AGE_OUT_OF_RANGE']],
    ['the last year of high school', { menu: targets({ grades: ['h3'] }), ...person({ fiscalYearAge: 17 }) }, []],
    [
      'somebody past school',
      { menu: targets({ grades: ['h3'] }), ...person({ fiscalYearAge: 18 }) },
      ['AGE_OUT_OF_RANGE'],
    ],
    ['the year in which one turns three', { ...baby, ...person({ fiscalYearAge: 2, pregnant: false }) }, []],
    ['the year after', { ...baby, ...person({ fiscalYearAge: 3, pregnant: false }) }, ['AGE_OUT_OF_RANGE']],
    ['somebody pregnant', { ...baby, ...person({ fiscalYearAge: 30, pregnant: true }) }, []],
    [
      'a mother with her baby',
      { ...baby, ...person({ fiscalYearAge: 30, pregnant: false }), need: { companions: [child(0)] } },
      [],
    ],
    [
      'a mother with a child of school age',
      { ...baby, ...person({ fiscalYearAge: 30, pregnant: false }), need: { companions: [child(6)] } },
      ['AGE_OUT_OF_RANGE'],
    ],
    [
      'a grown-up of whom nobody said who comes along',
      { ...baby, ...person({ fiscalYearAge: 30, pregnant: false }), need: { companions: null } },
      [],
    ],
    [
      'a grown-up who comes alone',
      { ...baby, ...person({ fiscalYearAge: 30, pregnant: false }), need: { companions: [] } },
      ['AGE_OUT_OF_RANGE'],
    ],
    [
      'a grown-up with a pupil: grades are the person’s own',
      { ...grades, ...person({ fiscalYearAge: 30 }), need: { companions: [child(11)] } },
      ['AGE_OUT_OF_RANGE'],
    ],
    [
      'an age limit beside the grade',
      { menu: targets({ grades: ['e6'], ageMax: 11 }), ...person({ age: 12, fiscalYearAge: 11, consent: null }) },
      ['CONSENT_MISSING'],
    ],
  ] as const)('%s', (_, kase, codes) => {
    expect(codesOf(kase)).toEqual(codes);
  });

  it('asks where an answer is open, and only while none has admitted', () => {
    expect(asked({ ...grades, ...person({ fiscalYearAge: null }) })).toEqual(['person.fiscalYearAge']);
    expect(asked({ ...baby, ...person({ fiscalYearAge: 30, pregnant: null }) })).toEqual(['person.pregnant']);
    expect(
      asked({ ...baby, ...person({ fiscalYearAge: 30, pregnant: false }), need: { companions: [child(null)] } }),
    ).toContain('person.companions.fiscalYearAge');
    const withBaby = {
      menu: targets({ fiscalYearEndAfterAge: 3, companionsAllowed: true }),
      need: { companions: null },
    };
    expect(asked({ ...withBaby, ...person({ fiscalYearAge: 30 }) })).toEqual(['person.companions.fiscalYearAge']);
    expect(asked({ ...withBaby, ...person({ fiscalYearAge: 2 }) })).toEqual([]);
    expect(asked({ ...baby, ...person({ fiscalYearAge: null, pregnant: true }) })).toEqual([]);
  });

  it('keeps a place for those who attend a clinic for them, and asks', () => {
    const clinic = { menu: targets({ medicalAttendance: true }) };
    expect(codesOf({ ...clinic, ...person({ medicalAttendance: false }) })).toEqual(['ELIGIBILITY_STATUTORY']);
    expect(codesOf({ ...clinic, ...person({ medicalAttendance: true }) })).toEqual([]);
    expect(asked({ ...clinic, ...person({ medicalAttendance: null }) })).toEqual(['person.medicalAttendance']);
  });
});

describe('how many places a party takes', () => {
  const three = { need: { party: 3 } };
  const sliced = (free: number, outOfSystemFree: number | null = null): CapacityView =>
    aCapacity({
      sessions: [
        { day: 'wed', from: '10:00', to: '12:00', free, outOfSystemFree },
        { day: 'sat', from: '10:00', to: '12:00', free: 9, outOfSystemFree: 9 },
      ],
    });
  const scheme: Partial<MenuFacts> = {
    eligibility: { basis: 'statutory', statute: null, requires: ['measure'], acceptsOutOfSystem: true },
  };
  const slots = (count: number) => aCapacity({ outOfSystem: { slots: count, used: 0, held: 0 } });

  it.each([
    ['three seats for three', { ...three, capacity: aCapacity({ used: 7 }) }, []],
    ['two seats for three', { ...three, capacity: aCapacity({ used: 8 }) }, ['CAPACITY_FULL']],
    ['one family for three', { ...three, capacity: aCapacity({ used: 9, unit: 'family' }) }, []],
    ['no family more', { ...three, capacity: aCapacity({ used: 10, unit: 'family' }) }, ['CAPACITY_FULL']],
    ['an open place counts nobody', { ...three, menus: [anOpenPlace()], capacity: aCapacity({ used: 8 }) }, []],
    ['three slots for three', { ...three, menu: scheme, capacity: slots(3) }, []],
    ['two slots for three', { ...three, menu: scheme, capacity: slots(2) }, ['OUT_OF_SYSTEM_SLOTS_NONE']],
    ['the session in the window has room', { ...three, capacity: sliced(3) }, []],
    ['only another session has room', { ...three, capacity: sliced(2) }, ['CAPACITY_FULL']],
    ['without a window any session will do', { need: { party: 3, windows: null }, capacity: sliced(2) }, []],
    ['slots of the session in the window', { ...three, menu: scheme, capacity: sliced(3, 3) }, []],
    ['slots of another session', { ...three, menu: scheme, capacity: sliced(3, 2) }, ['OUT_OF_SYSTEM_SLOTS_NONE']],
    ['a session without slots', { menu: scheme, capacity: sliced(3) }, ['OUT_OF_SYSTEM_SLOTS_NONE']],
  ] as const)('%s', (_, kase, codes) => {
    expect(codesOf(kase)).toEqual(codes);
  });
});

it('gives the host’s free share its own visible points', () => {
  const settings = ranked().settingsVersion;
  const host = (maxConcurrent: number | null, current: number | null) => ({
    hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent, current } as const,
  });
  const points = (menu: Partial<MenuFacts>) =>
    ranked({ menu, settings: { ...HOST_LOAD, version: settings } }).candidates[0]?.terms.find(
      ({ code }) => code === 'hostLoad',
    );
  expect(points(host(3, 1))).toEqual({ side: 'host', code: 'hostLoad', points: 6_660, max: 10_000 });
  expect(points(host(3, 0))?.points).toBe(10_000);
  expect(points(host(null, 2))?.points).toBe(0);
});
