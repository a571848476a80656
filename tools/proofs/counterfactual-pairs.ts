import type { CapacityView, SessionCapacity } from '../../services/matching/src/domain/capacity-view';
import type { Pair } from '../../services/matching/src/domain/judge';
import type { MatchingProfile } from '../../services/matching/src/domain/matching-profile';
import type { MenuFacts, Targets } from '../../services/matching/src/domain/menu-facts';
import type { Need } from '../../services/matching/src/domain/need';
import { DEFAULT_SETTINGS } from '../../services/matching/src/domain/settings';
import type { WeeklyWindow } from '../../services/matching/src/domain/windows';
import { AGREED, FOR_ALL, ID, PLACES, SAFE, TODAY, WHAT, WHERE, WHO } from './counterfactual-base';

type Random = () => number;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const KINDS = ['watch_over', 'mentor', 'assistant', 'greeting', 'sign_language'];
const ACCESS = ['nursing_room', 'step_free', 'stroller', 'wheelchair'];

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));
const oneOf = <T>(random: Random, list: readonly T[]): T => list[upTo(random, list.length - 1)] as T;
const some = <T>(random: Random, list: readonly T[]): T[] => list.filter(() => random() < 0.4);
const maybe = <T>(random: Random, value: T): T | null => (random() < 0.15 ? null : value);
const happens = (random: Random): boolean => random() < 0.12;

function aTime(random: Random): WeeklyWindow {
  if (random() < 0.03) return { day: 'holiday', from: '10:00', to: '12:00' };
  const from = upTo(random, 44);
  const to = random() < 0.1 ? upTo(random, from) : Math.min(48, from + 1 + upTo(random, 8));
  return { day: oneOf(random, DAYS.slice(0, 3)), from: clock(from), to: clock(to) };
}

const clock = (halfHours: number): string =>
  `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
const times = (random: Random, most: number): WeeklyWindow[] =>
  Array.from({ length: upTo(random, most) }, () => aTime(random));

/** Each breaks, or may break, one rule; most pairs have some of them. */
const PERSON: readonly ((random: Random) => Partial<MatchingProfile>)[] = [
  (random) => ({ age: maybe(random, upTo(random, 90)) }),
  (random) => ({ fiscalYearAge: maybe(random, upTo(random, 20)), pregnant: oneOf(random, [true, false, null]) }),
  (random) => ({ medicalAttendance: oneOf(random, [true, false, null]) }),
  (random) => ({ gender: oneOf(random, ['male', 'other', null]) }),
  (random) => ({ languages: oneOf(random, [['vi'], ['pt', 'en'], null]) }),
  (random) => ({ readiness: oneOf(random, ['not_yet', 'preparing', null] as const) }),
  (random) => ({ avoid: oneOf(random, [['noise'], ['noise', 'crowd'], null]) }),
  (random) => ({ accessibility: some(random, ACCESS) }),
  (random) => ({ declinedMenuIds: oneOf(random, [[ID.menu], [ID.resource], [ID.menu, ID.resource]]) }),
  (random) => ({ safety: { ...SAFE, guardianMayHarm: oneOf(random, [true, null]) } }),
  (random) => ({
    safety: oneOf(random, [null, { ...SAFE, avoidOrgIds: [ID.org] }, { ...SAFE, avoidWithinMeters: 3000 }]),
  }),
  (random) => ({
    consent: oneOf(random, [
      null,
      { ...AGREED, disclosureOrgIds: [] },
      { ...AGREED, guardian: 'refused', disclosureOrgIds: oneOf(random, [null, [ID.org]]) },
      { ...AGREED, guardian: null },
    ]),
  }),
];

const NEED: readonly ((random: Random) => Partial<Need>)[] = [
  (random) => ({ primaryPurposes: ['employment'], secondaryPurposes: some(random, ['meal', 'place']) }),
  (random) => ({ mode: [oneOf(random, ['remote', 'in_person'])] }),
  (random) => ({ supportRequired: some(random, KINDS) }),
  (random) => ({ windows: maybe(random, times(random, 3)) }),
  (random) => ({ minSessions: { count: 1 + upTo(random, 4), per: oneOf(random, ['week', 'month']) } }),
  (random) => ({ maxDistanceMeters: maybe(random, upTo(random, 3000)) }),
  (random) => ({ pickupNeeded: true, maxDistanceMeters: upTo(random, 1500) }),
  (random) => ({ budgetYenPerUse: upTo(random, 800) }),
  (random) => ({ startBy: `2026-1${upTo(random, 2)}-${10 + upTo(random, 18)}` }),
  (random) => ({ party: 1 + upTo(random, 4) }),
  (random) => ({
    companions: Array.from({ length: 1 + upTo(random, 2) }, () => ({
      relation: 'child',
      age: upTo(random, 8),
      need: oneOf(random, ['care', 'meal']),
      fiscalYearAge: maybe(random, upTo(random, 8)),
    })),
  }),
  () => ({ point: null }),
];

const TARGETS: readonly ((random: Random) => Partial<Targets>)[] = [
  (random) => ({ ageMin: upTo(random, 60), ageMax: 40 + upTo(random, 50) }),
  () => ({ genders: ['female'] }),
  () => ({ companionsAllowed: false }),
  (random) => ({ grades: oneOf(random, [['e1', 'e2'], ['h3'], null]), pregnant: oneOf(random, [true, null]) }),
  (random) => ({ fiscalYearEndAfterAge: oneOf(random, [3, 6, 18]) }),
  () => ({ medicalAttendance: true }),
];

const MENU: readonly ((random: Random) => Partial<MenuFacts>)[] = [
  (random) => ({ resourceState: oneOf(random, ['PAUSED', 'CLOSED', 'NEEDS_UPDATE', null]) }),
  (random) => ({ purposes: oneOf(random, [['meal'], ['learning', 'place'], [], null]) }),
  (random) => ({ modes: oneOf(random, [['remote'], ['remote', 'in_person'], [], null]) }),
  (random) => ({ location: maybe(random, { lat: 35.5 + random() * 0.1, lng: 139.5 + random() * 0.1 }) }),
  (random) => ({ addressConfidential: true, location: { lat: 35.5 + random() * 0.1, lng: 139.5 } }),
  (random) => ({ sessions: maybe(random, times(random, 4)), onDemand: oneOf(random, [false, null]) }),
  (random) => ({ earliestStart: maybe(random, `2026-1${upTo(random, 2)}-${10 + upTo(random, 18)}`) }),
  (random) => ({ capacityModel: oneOf(random, ['open', null] as const) }),
  (random) => ({
    eligibility: {
      basis: oneOf(random, ['statutory', 'statutory', null] as const),
      statute: null,
      requires: oneOf(random, [['income_hardship'], ['measure'], null]),
      acceptsOutOfSystem: oneOf(random, [true, false, null]),
    },
  }),
  () => ({ eligibility: null }),
  (random) => ({ requiresReadiness: oneOf(random, ['preparing', 'job_ready']) }),
  (random) => ({ support: maybe(random, some(random, KINDS)) }),
  (random) => ({ accessibility: maybe(random, some(random, ACCESS)) }),
  (random) => ({ languages: oneOf(random, [['ja'], ['en'], []]) }),
  (random) => ({ feeYen: maybe(random, upTo(random, 2000)) }),
  () => ({ demands: ['noise', 'stairs'] }),
  (random) => ({ nameRequired: oneOf(random, [false, null]) }),
  (random) => ({
    hostAssessment: maybe(random, {
      status: oneOf(random, ['ready', 'needs_support', 'paused', 'not_assessed', null] as const),
      assessedOn: maybe(random, oneOf(random, ['2026-06-01', '2025-01-01'])),
      maxConcurrent: maybe(random, upTo(random, 4)),
      current: maybe(random, upTo(random, 6)),
    }),
  }),
  (random) => ({ exclusionPolicy: { attributes: ['age'], justification: oneOf(random, [null, '', '有資格者']) } }),
];

const CAPACITY: readonly ((random: Random) => Partial<CapacityView>)[] = [
  (random) => ({ total: maybe(random, upTo(random, 8)), used: maybe(random, upTo(random, 9)) }),
  (random) => ({ held: upTo(random, 4) }),
  (random) => ({
    outOfSystem: maybe(random, {
      slots: maybe(random, upTo(random, 3)),
      used: maybe(random, upTo(random, 2)),
      held: 0,
    }),
  }),
  (random) => ({ reportedAt: maybe(random, '2026-08-01') }),
  () => ({ unit: 'family' }),
  () => ({ total: 4, used: 5, held: 1, overCommitted: true }),
  (random) => ({ sessions: times(random, 4).map((time): SessionCapacity => slice(random, time)) }),
];

const slice = (random: Random, { day, from, to }: WeeklyWindow): SessionCapacity => ({
  day,
  from,
  to,
  free: upTo(random, 3),
  outOfSystemFree: maybe(random, upTo(random, 2)),
});

function drawn<T extends object>(random: Random, base: T, breaks: readonly ((random: Random) => Partial<T>)[]): T {
  return breaks.reduce((sum, broken) => (happens(random) ? { ...sum, ...broken(random) } : sum), base);
}

/** A pair that fits but for what was drawn: facts that break rules, alone and together, and facts that are missing. */
export function drawPair(random: Random): Pair {
  const targets = maybe(random, drawn(random, FOR_ALL, TARGETS));
  return {
    profile: drawn(random, WHO, PERSON),
    need: drawn(random, WHAT, NEED),
    menu: { ...drawn(random, WHERE, MENU), targets },
    capacity: random() < 0.05 ? null : drawn(random, PLACES, CAPACITY),
    settings: DEFAULT_SETTINGS,
    today: TODAY,
  };
}
