import { codesOf } from '#libs/kernel';
import fc from 'fast-check';
import { aConsent, aMenu, aNeed, anOpenPlace, aProfile, aSafety } from './matching-fixtures';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts, type Targets } from './menu-facts';
import { type Need } from './need';

export interface Asked {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly menus: readonly MenuFacts[];
}

const who =
  (changes: Partial<MatchingProfile>) =>
  (asked: Asked): Asked => ({
    ...asked,
    profile: { ...asked.profile, ...changes },
  });
const what =
  (changes: Partial<Need>) =>
  (asked: Asked): Asked => ({ ...asked, need: { ...asked.need, ...changes } });
const each = <T>(values: readonly T[], answer: (value: T) => (asked: Asked) => Asked) => values.map(answer);
const lists = (codes: readonly string[]): string[][] => codes.map((code) => [code]);
const status = (changes: Partial<NonNullable<MatchingProfile['status']>>) => ({ ...STATUS, ...changes });
export const STATUS = {
  disabilityHandbook: null,
  disabilityServiceRecipient: false,
  careLevel: 'none',
  incomeHardship: null,
  publicAssistance: null,
  singleParentHousehold: null,
};
/** What no place here has. */
const UNHEARD_OF = Array.from({ length: 50 }, (_, index) => `x${index}`);
const wholeDay = (day: string) => ({ day, from: '00:00', to: '24:00' });
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

interface Answers {
  readonly unknown: (asked: Asked) => boolean;
  readonly answers: readonly ((asked: Asked) => Asked)[];
  /** What one rule asks in two questions: the other is answered with a no before. */
  readonly first?: (asked: Asked) => Asked;
}

/** Where a fact is unknown, answers that a person might give. */
export const ANSWERS: Readonly<Record<string, Answers>> = {
  primaryPurposes: {
    unknown: ({ need }) => need.primaryPurposes == null,
    answers: each(lists(codesOf('purposes')), (primaryPurposes) => what({ primaryPurposes })),
  },
  mode: {
    unknown: ({ need }) => need.mode == null,
    answers: each([['remote'], ['in_person'], ['remote', 'in_person']], (mode) => what({ mode })),
  },
  age: {
    unknown: ({ profile }) => profile.age == null,
    answers: each([16, 19, 30, 45, 70, 100], (age) => who({ age })),
  },
  gender: {
    unknown: ({ profile }) => profile.gender == null,
    answers: each(['female', 'male', 'other'], (gender) => who({ gender })),
  },
  status: {
    unknown: ({ profile }) => profile.status?.incomeHardship == null,
    answers: each([true, false], (incomeHardship) => who({ status: status({ incomeHardship }) })),
  },
  windows: {
    unknown: ({ need }) => need.windows?.length === 0,
    answers: each(DAYS.map(wholeDay), (window) => what({ windows: [window] })),
  },
  point: {
    unknown: ({ need }) => need.point == null,
    answers: each([35.5, 35.5045, 36.5], (lat) => what({ point: { lat, lng: 139.5 } })),
  },
  accessibility: {
    unknown: ({ profile }) => profile.accessibility == null,
    answers: each(lists(codesOf('accessibility')), (accessibility) => who({ accessibility })),
  },
  languages: {
    unknown: ({ profile }) => profile.languages == null,
    answers: each(lists(['ja', 'en', 'tl']), (languages) => who({ languages })),
  },
  avoid: {
    unknown: ({ profile }) => profile.avoid == null,
    answers: each(lists(codesOf('avoidDemands')), (avoid) => who({ avoid })),
  },
  readiness: {
    unknown: ({ profile }) => profile.readiness == null,
    answers: each(['not_yet', 'preparing', 'job_ready'] as const, (readiness) => who({ readiness })),
  },
  strengths: {
    unknown: ({ profile }) => profile.strengths == null,
    answers: each(
      [...lists(['reading', 'tea', 'staff', 'farming']), ['reading', 'tea', 'staff'], UNHEARD_OF],
      (strengths) => who({ strengths }),
    ),
  },
  supportRequired: {
    unknown: ({ need }) => need.supportRequired == null,
    answers: each(lists(codesOf('supportCapabilities')), (supportRequired) => what({ supportRequired })),
  },
  safety: {
    unknown: ({ profile }) => profile.safety === null,
    answers: [who({ safety: aSafety() })],
  },
  fiscalYearAge: {
    unknown: ({ profile }) => profile.fiscalYearAge == null,
    answers: each([7, 40], (fiscalYearAge) => who({ fiscalYearAge })),
    first: (asked) => who({ pregnant: asked.profile.pregnant ?? false })(asked),
  },
  pregnant: {
    unknown: ({ profile }) => profile.pregnant == null,
    answers: each([true, false], (pregnant) => who({ pregnant })),
    first: (asked) => who({ fiscalYearAge: asked.profile.fiscalYearAge ?? 40 })(asked),
  },
  medicalAttendance: {
    unknown: ({ profile }) => profile.medicalAttendance == null,
    answers: each([true, false], (medicalAttendance) => who({ medicalAttendance })),
  },
};

const orNull = <T>(value: T, other: T | null = null): fc.Arbitrary<T | null> => fc.constantFrom(value, other);
const codes = (list: readonly string[]): fc.Arbitrary<string[] | null> => fc.option(fc.subarray([...list]));

const profiles: fc.Arbitrary<MatchingProfile> = fc
  .record({
    age: orNull<number>(40),
    gender: orNull<string>('female'),
    fiscalYearAge: orNull<number>(39),
    pregnant: orNull<boolean>(false),
    medicalAttendance: orNull<boolean>(false),
    languages: orNull<readonly string[]>(['ja']),
    readiness: orNull<'preparing'>('preparing'),
    status: fc.constantFrom(null, STATUS, status({ incomeHardship: false })),
    strengths: orNull<readonly string[]>([]),
    avoid: orNull<readonly string[]>([]),
    accessibility: orNull<readonly string[]>([]),
    safety: fc.constantFrom(...Array.from({ length: 9 }, () => aSafety()), null),
    consent: fc.constantFrom(aConsent(), aConsent({ guardian: null }), aConsent({ guardian: 'granted' })),
  })
  .map((changes) => aProfile(changes));

const needs: fc.Arbitrary<Need> = fc
  .record({
    primaryPurposes: orNull<readonly string[]>(['place']),
    mode: orNull<readonly string[]>(['in_person']),
    windows: fc.constantFrom([], null, [wholeDay('wed')]),
    point: orNull({ lat: 35.5, lng: 139.5 }),
    maxDistanceMeters: orNull<number>(2000),
    groupMaxPreferred: orNull<number>(3),
    supportRequired: orNull<readonly string[]>([]),
  })
  .map((changes) => aNeed(changes));

const targets: fc.Arbitrary<Targets | null> = fc.option(
  fc
    .record({
      ageMin: orNull<number>(20),
      ageMax: orNull<number>(64),
      genders: fc.constantFrom(null, ['any'], ['female']),
      peerAgeMin: orNull<number>(18),
      grades: fc.constantFrom(null, null, ['e1', 'e2']),
      pregnant: fc.constantFrom(null, null, true),
      medicalAttendance: fc.constantFrom(null, null, true),
    })
    .map((changes) => ({ ...(aMenu().targets as Targets), ...changes })),
);

export const statutory = { basis: 'statutory', statute: null, requires: ['income_hardship'] } as const;
const menus: fc.Arbitrary<MenuFacts> = fc
  .record({
    purposes: codes(['place', 'role', 'meal']),
    roles: fc.constantFrom(null, [], ['staff']),
    activities: codes(['reading', 'tea']),
    modes: fc.constantFrom(null, ['in_person'], ['in_person', 'remote']),
    demands: codes(['noise', 'stairs']),
    quietSpace: fc.constantFrom(null, true, false),
    sessions: fc.constantFrom(null, [wholeDay('wed')], DAYS.map(wholeDay), [{ day: 'x', from: '', to: '' }]),
    location: orNull({ lat: 35.5045, lng: 139.5 }),
    pickup: orNull<boolean>(true, false),
    accessibility: codes(['step_free', 'wheelchair']),
    languages: codes(['ja', 'en']),
    support: codes(['watch_over', 'mentor']),
    requiresReadiness: fc.constantFrom(null, 'not_yet', 'job_ready'),
    eligibility: fc.constantFrom(
      aMenu().eligibility,
      { ...statutory, acceptsOutOfSystem: false },
      { ...statutory, acceptsOutOfSystem: true },
    ),
    targets,
  })
  .chain((changes) => fc.constantFrom(aMenu(changes), anOpenPlace(changes)));

export const asked: fc.Arbitrary<Asked> = fc
  .record({ profile: profiles, need: needs, menus: fc.array(menus, { minLength: 1, maxLength: 5 }) })
  .map(({ menus: drawn, ...rest }) => ({
    ...rest,
    menus: drawn.map((menu, index) => ({ ...menu, menuId: `menu-${index}` })),
  }));
