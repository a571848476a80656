import { codesOf } from '#libs/kernel';
import fc from 'fast-check';
import { rank } from './engine';
import { aCapacity, aMenu, aNeed, anOpenPlace, aProfile, NOW, TODAY } from './matching-fixtures';
import { type MenuFacts, type Targets } from './menu-facts';
import { type Asked } from './questions-fixtures';
import { DEFAULT_SETTINGS } from './settings';

type Answer = (menu: MenuFacts) => MenuFacts;
interface Answers {
  readonly unknown: (menu: MenuFacts) => boolean;
  readonly answers: readonly Answer[];
}

const told =
  (changes: Partial<MenuFacts>): Answer =>
  (menu) => ({ ...menu, ...changes });
const aimedAt =
  (changes: Partial<Targets>): Answer =>
  (menu) => ({ ...menu, targets: { ...(menu.targets ?? FOR_ALL), ...changes } });
const subsets = (codes: readonly string[]): string[][] => [[], ...codes.map((code) => [code]), [...codes]];
const FOR_ALL: Targets = {
  ageMin: null,
  ageMax: null,
  genders: ['any'],
  peerAgeMin: null,
  peerAgeMax: null,
  companionsAllowed: null,
  grades: null,
  fiscalYearEndAfterAge: null,
  pregnant: null,
  medicalAttendance: null,
};
const OTHER_DAY = { day: 'fri', from: '03:00', to: '03:30' };
const WEDNESDAY = { day: 'wed', from: '00:00', to: '24:00' };

/** Where a host did not say something, what it might say. */
const HOST_ANSWERS: Readonly<Record<string, Answers>> = {
  purposes: {
    unknown: ({ purposes }) => purposes === null,
    answers: subsets(codesOf('purposes')).map((purposes) => told({ purposes })),
  },
  modes: {
    unknown: ({ modes }) => modes === null,
    answers: subsets(['remote', 'in_person']).map((modes) => told({ modes })),
  },
  targets: {
    unknown: ({ targets }) => targets === null,
    answers: [
      aimedAt({ ageMin: 99 }),
      aimedAt({ peerAgeMin: 0, companionsAllowed: true }),
      aimedAt({ companionsAllowed: false }),
      aimedAt({ genders: ['nobody'] }),
    ],
  },
  'targets.genders': {
    unknown: ({ targets }) => targets !== null && targets.genders === null,
    answers: [aimedAt({ genders: ['any'] }), aimedAt({ genders: ['nobody'] })],
  },
  'targets.companionsAllowed': {
    unknown: ({ targets }) => targets !== null && targets.companionsAllowed === null,
    answers: [aimedAt({ companionsAllowed: true }), aimedAt({ companionsAllowed: false })],
  },
  sessions: {
    unknown: ({ sessions }) => sessions === null,
    answers: [told({ sessions: [OTHER_DAY] }), told({ sessions: [WEDNESDAY] }), told({ onDemand: true })],
  },
  location: {
    unknown: ({ location }) => location === null,
    answers: [told({ location: { lat: 35.5, lng: 139.5 } }), told({ location: { lat: 36.5, lng: 139.5 } })],
  },
  pickup: {
    unknown: ({ pickup }) => pickup === null,
    answers: [told({ pickup: true }), told({ pickup: false })],
  },
  accessibility: {
    unknown: ({ accessibility }) => accessibility === null,
    answers: subsets(codesOf('accessibility')).map((accessibility) => told({ accessibility })),
  },
  languages: {
    unknown: ({ languages }) => languages === null,
    answers: [told({ languages: ['ja', 'en'] }), told({ languages: ['tl'] })],
  },
  support: {
    unknown: ({ support }) => support === null,
    answers: subsets(codesOf('supportCapabilities')).map((support) => told({ support })),
  },
  demands: {
    unknown: ({ demands }) => demands === null,
    answers: subsets(codesOf('avoidDemands')).map((demands) => told({ demands })),
  },
  feeYen: {
    unknown: ({ feeYen }) => feeYen === null,
    answers: [told({ feeYen: 0 }), told({ feeYen: 9_999 })],
  },
  earliestStart: {
    unknown: ({ earliestStart }) => earliestStart === null,
    answers: [told({ earliestStart: TODAY }), told({ earliestStart: '2027-12-01' })],
  },
  typicalGroupSize: {
    unknown: ({ typicalGroupSize }) => typicalGroupSize === null,
    answers: [told({ typicalGroupSize: 1 }), told({ typicalGroupSize: 99 })],
  },
  quietSpace: {
    unknown: ({ quietSpace }) => quietSpace === null,
    answers: [told({ quietSpace: true }), told({ quietSpace: false })],
  },
  roles: {
    unknown: ({ roles }) => roles === null,
    answers: [told({ roles: ['staff', 'reading', 'tea', 'farming'] }), told({ roles: [] })],
  },
  activities: {
    unknown: ({ activities }) => activities === null,
    answers: [told({ activities: ['staff', 'reading', 'tea', 'farming'] }), told({ activities: [] })],
  },
  nextSteps: {
    unknown: ({ nextSteps }) => nextSteps === null,
    answers: [told({ nextSteps: ['employment'] }), told({ nextSteps: [] })],
  },
};

const orNull = <T>(value: T): fc.Arbitrary<T | null> => fc.constantFrom(value, null);
const seekers: fc.Arbitrary<Pick<Asked, 'profile' | 'need'>> = fc.record({
  profile: fc
    .record({
      age: orNull(40),
      gender: orNull('female'),
      avoid: fc.constantFrom(['noise'], [], null),
      accessibility: fc.constantFrom(['step_free'], [], null),
      languages: orNull(['ja']),
      strengths: fc.constantFrom(['tea'], [], ['staff']),
    })
    .map((changes) => aProfile(changes)),
  need: fc
    .record({
      primaryPurposes: orNull(['place']),
      secondaryPurposes: fc.constantFrom([], ['role'], ['meal']),
      mode: fc.constantFrom(null, ['in_person'], ['in_person', 'remote']),
      supportRequired: fc.constantFrom([], ['watch_over']),
      supportPreferred: fc.constantFrom([], ['mentor', 'greeting']),
      groupMaxPreferred: orNull(3),
      windows: fc.constantFrom(null, [WEDNESDAY]),
      maxDistanceMeters: orNull(2_000),
      budgetYenPerUse: orNull(500),
      startBy: orNull('2026-12-01'),
      goal: orNull('employment'),
      pickupNeeded: fc.constant(true),
      companions: fc.constantFrom([], [{ relation: 'child', age: 3, need: 'care', fiscalYearAge: 3 }]),
    })
    .map((changes) => aNeed(changes)),
});
const places: fc.Arbitrary<MenuFacts> = fc
  .record({
    purposes: orNull(['place']),
    modes: orNull(['in_person']),
    sessions: orNull([WEDNESDAY]),
    location: orNull({ lat: 35.5045, lng: 139.5 }),
    pickup: fc.constantFrom(null, false),
    accessibility: orNull(['step_free']),
    languages: orNull(['ja']),
    support: orNull(['watch_over']),
    demands: orNull<string[]>([]),
    feeYen: orNull(300),
    earliestStart: orNull(TODAY),
    typicalGroupSize: orNull(5),
    quietSpace: orNull(false),
    roles: fc.constantFrom(null, [], ['staff']),
    activities: fc.constantFrom(null, ['reading']),
    nextSteps: orNull<string[]>([]),
    targets: fc.option(
      fc
        .record({ genders: orNull(['any']), companionsAllowed: orNull(true) })
        .map((changes) => ({ ...FOR_ALL, ...changes })),
    ),
  })
  .chain((changes) => fc.constantFrom(aMenu(changes), anOpenPlace(changes)));
const drawn: fc.Arbitrary<Asked> = fc
  .tuple(seekers, fc.array(places, { minLength: 1, maxLength: 4 }))
  .map(([seeker, menus]) => ({ ...seeker, menus }));

const ranking = ({ profile, need }: Asked, menu: MenuFacts) =>
  rank({
    profile,
    need,
    menus: [menu],
    capacityOf: () => aCapacity({ outOfSystem: { slots: 1, used: 0, held: 0 } }),
    loadOf: () => 0,
    settings: DEFAULT_SETTINGS,
    today: TODAY,
    now: NOW,
  }).candidates[0];

/** Found out by trying: whether an answer keeps the place out, and how far one moves it. */
function tried(request: Asked, menu: MenuFacts, answers: readonly Answer[], score: number) {
  const after = answers.map((answer) => ranking(request, answer(menu)));
  const moves = after.map((candidate) => (candidate === undefined ? 0 : Math.abs(candidate.score - score)));
  return { excludes: after.includes(undefined), points: Math.max(...moves) };
}

it('questions to a host say what its answers do, found out by trying them all, and stand where they do anything', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(drawn, (request) => {
      for (const menu of request.menus) {
        const candidate = ranking(request, menu);
        if (candidate === undefined) continue;
        const asks = new Map(candidate.toAsk.map((question) => [`${question.side}.${question.field}`, question]));
        for (const [field, { unknown, answers }] of Object.entries(HOST_ANSWERS)) {
          if (!unknown(menu)) continue;
          const { excludes, points } = tried(request, menu, answers, candidate.score);
          const said = asks.get(`host.${field}`) ?? { excludes: false, points: 0 };
          expect({ field, excludes: said.excludes, points: said.points }).toEqual({ field, excludes, points });
          if (excludes || points > 0) seen.add(field);
        }
      }
    }),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(Object.keys(HOST_ANSWERS).sort());
});
