import { type Case, aMenu, codesOf } from '../matching-fixtures';
import { type MenuFacts } from '../menu-facts';
import { TargetSets } from './targets';

type Targets = NonNullable<MenuFacts['targets']>;
const targets = (changes: Partial<Targets>) => ({ targets: { ...aMenu().targets, ...changes } as Targets });
const care = { basis: 'statutory', statute: null, requires: ['care_insurance'], acceptsOutOfSystem: false } as const;
const status = {
  ...{ disabilityHandbook: null, disabilityServiceRecipient: null, careLevel: null, incomeHardship: null },
  ...{ publicAssistance: null, singleParentHousehold: null },
};
const COMPANION = { relation: 'child', age: 2, need: 'care', fiscalYearAge: 2 };

it.each<readonly [string, Case, readonly string[]]>([
  ['nothing is said of gender', { menu: targets({ genders: null }) }, []],
  ['nothing is said at all', { menu: { targets: null } }, []],
  ['no gender is named', { menu: targets({ genders: [] }) }, []],
  ['any is welcome', { menu: targets({ genders: ['any', 'male'] }) }, []],
  ['the own one is', { menu: targets({ genders: ['male', 'female'] }) }, []],
  ['another is', { menu: targets({ genders: ['male'] }) }, ['GENDER_RESTRICTED']],
  ['the own is not known', { menu: targets({ genders: ['male'] }), profile: { gender: null } }, []],
])('looks at gender only where a place is restricted: %s', (_, kase, codes) => {
  expect(codesOf(kase)).toEqual(codes);
});

it.each<readonly [string, Case, readonly string[]]>([
  ['a level of care', { profile: { status: { ...status, careLevel: 'care2' } } }, []],
  ['a level of support', { profile: { status: { ...status, careLevel: 'support1' } } }, []],
  ['another level', { profile: { status: { ...status, careLevel: 'no care' } } }, ['ELIGIBILITY_STATUTORY']],
  ['no level', { profile: { status } }, ['ELIGIBILITY_STATUTORY']],
  ['nothing known', { profile: { status: null } }, ['ELIGIBILITY_STATUTORY']],
])('asks of a scheme what the person is entitled to: %s', (_, kase, codes) => {
  expect(codesOf({ ...kase, menu: { eligibility: care } })).toEqual(codes);
});

it.each<readonly [string, object, readonly string[]]>([
  ['nobody can tell of a decision', { requires: ['measure'] }, ['ELIGIBILITY_STATUTORY']],
  ['both are needed', { requires: ['care_insurance', 'income_hardship'] }, ['ELIGIBILITY_STATUTORY']],
  ['nothing is needed', { requires: [] }, []],
  ['nobody says what is needed', { requires: null }, ['ELIGIBILITY_STATUTORY']],
  ['nobody says what it rests on', { basis: null }, ['ELIGIBILITY_STATUTORY']],
])('keeps out of a scheme whoever is not known to be entitled: %s', (_, change, codes) => {
  const eligibility = { ...care, ...change } as unknown as MenuFacts['eligibility'];
  expect(codesOf({ profile: { status: { ...status, careLevel: 'care2' } }, menu: { eligibility } })).toEqual(codes);
});

it.each([
  [false, [COMPANION], ['COMPANION_NOT_ALLOWED']],
  [false, [{ ...COMPANION, need: null }], []],
  [false, [], []],
  [true, [COMPANION], []],
  [null, [COMPANION], []],
])(
  'keeps out who brings somebody that needs care, where this is known not to be allowed: %s %j',
  (companionsAllowed, companions, codes) => {
    expect(codesOf({ need: { companions }, menu: targets({ companionsAllowed }) })).toEqual(codes);
  },
);

it.each([
  [true, false, ['ELIGIBILITY_STATUTORY']],
  [true, true, []],
  [true, null, []],
  [false, false, []],
  [null, false, []],
])('is for those who attend a clinic or for all: %s %s', (medicalAttendance, attends, codes) => {
  const kase = { profile: { medicalAttendance: attends }, menu: targets({ medicalAttendance }) };
  expect(codesOf(kase)).toEqual(codes);
});

it('takes memory for those that differ, their genders, and what was asked of them', () => {
  const sets = new TargetSets();
  const few = sets.bytes();
  const idsOf = (count: number, genders: (number: number) => readonly string[]) =>
    Array.from({ length: count }, (_, number) =>
      sets.idOf(
        aMenu({
          targets: { ...aMenu().targets, genders: genders(number), fiscalYearEndAfterAge: number % 300 } as Targets,
        }),
      ),
    );
  expect(new Set(idsOf(600, () => ['any'])).size).toBe(300);
  const many = sets.bytes();
  expect(many - few).toBeGreaterThan(300 * 4 * 6 - 3 * 64 * 4);
  expect(new Set(idsOf(300, (number) => [`g${number}`])).size).toBe(300);
  expect(sets.bytes() - many).toBeGreaterThan(300 * 4 * 6);
});
