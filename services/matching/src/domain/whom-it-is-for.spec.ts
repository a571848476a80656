import { aMenu, anOpenPlace, type Case, codesOf, ranked } from './matching-fixtures';
import { type MenuFacts } from './menu-facts';
import { type Companion } from './need';

const { targets } = aMenu();
if (targets === null) throw new Error('The fixture has targets.');

/** 「乳幼児とその保護者、妊娠中の方」: until 31 March after the third birthday. */
const babies: Partial<MenuFacts> = {
  ...anOpenPlace(),
  targets: { ...targets, companionsAllowed: true, fiscalYearEndAfterAge: 3, pregnant: true },
};
/** 「精神疾患を持ち通院などを行っている方」. */
const clinic: Partial<MenuFacts> = { targets: { ...targets, medicalAttendance: true } };
const grades: Partial<MenuFacts> = { targets: { ...targets, grades: ['e5', 'e6', 'j1'] } };

const baby = (fiscalYearAge: number | null): Companion => ({
  relation: 'child',
  age: null,
  need: 'care',
  fiscalYearAge,
});
const parent = (...companions: readonly Companion[]): Pick<Case, 'profile' | 'need'> => ({
  profile: { age: 31, fiscalYearAge: 30, pregnant: false, medicalAttendance: false },
  need: { companions },
});
const asked = (kase: Case) => (ranked(kase).candidates[0]?.toAsk ?? []).map(({ field }) => field);

describe('a place for babies, their parents and people who expect a child', () => {
  it('takes a parent with a baby until 31 March after the third birthday, and not in the year after', () => {
    for (const age of [0, 1, 2]) expect(codesOf({ menu: babies, ...parent(baby(age)) })).toEqual([]);
    expect(codesOf({ menu: babies, ...parent(baby(3)) })).toContain('AGE_OUT_OF_RANGE');
    expect(codesOf({ menu: babies, ...parent(baby(7), baby(2)) })).toEqual([]);
    expect(codesOf({ menu: babies, ...parent() })).toContain('AGE_OUT_OF_RANGE');
  });

  it('takes somebody who expects a child, alone', () => {
    const kase = { ...parent(), profile: { age: 31, fiscalYearAge: 30, pregnant: true } };
    expect(codesOf({ menu: babies, ...kase })).toEqual([]);
  });

  it('asks where the age of the baby or the pregnancy is not known, and closes on nobody', () => {
    const unknown = { menu: babies, profile: { age: 31, fiscalYearAge: 30, pregnant: null } };
    expect(codesOf(unknown)).toEqual([]);
    expect(asked(unknown).length).toBeGreaterThan(asked({ menu: anOpenPlace() }).length);
    expect(codesOf({ menu: babies, ...parent(baby(null)) })).toEqual([]);
  });
});

describe('a place for those who attend a clinic', () => {
  it.each([
    [true, []],
    [null, []],
    [false, ['ELIGIBILITY_STATUTORY']],
  ])('where attendance is %s is kept out by %j', (medicalAttendance, codes) => {
    expect(codesOf({ menu: clinic, profile: { medicalAttendance } })).toEqual(codes);
  });

  it('asks where it is not known', () => {
    expect(asked({ menu: clinic, profile: { medicalAttendance: null } })).toContain('medicalAttendance');
  });
});

it.each([
  [10, []],
  [11, []],
  [12, []],
  [9, ['AGE_OUT_OF_RANGE']],
  [13, ['AGE_OUT_OF_RANGE']],
  [null, []],
])('a place for the fifth to the seventh school year, at the age of %s on 1 April: %j', (fiscalYearAge, codes) => {
  const profile = { age: 16, fiscalYearAge, pregnant: false };
  expect(codesOf({ menu: grades, profile })).toEqual(codes);
});
