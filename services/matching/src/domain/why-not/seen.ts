import { type ExclusionCode } from '../eligibility';
import { type Pair } from '../judge';
import { daysSince, dayNumber } from '../local-days';
import { metresOf } from './metres';
import { freeOf, outOfSystemFreeOf, placesNeeded, roomiest } from './places';
import { type WeeklyWindow } from '../windows';

/** Codes and a number; null = not known, or there is none. */
export interface SeenValue {
  readonly amount: number | null;
  readonly codes: readonly string[];
}

/** What a rule compared: what the person's side has or asks for, and what the place has or asks for. */
export interface Seen {
  /** Of the amounts; null = codes only. */
  readonly unit: string | null;
  readonly person: SeenValue;
  readonly host: SeenValue;
}

type Look = (pair: Pair) => Seen;
type Codes = readonly string[] | null | undefined;

const value = (amount: number | null | undefined, codes: Codes = []): SeenValue => ({
  amount: amount ?? null,
  codes: codes ?? [],
});
const amounts = (unit: string, person: number | null | undefined, host: number | null | undefined): Seen => ({
  unit,
  person: value(person),
  host: value(host),
});
const codes = (person: Codes, host: Codes): Seen => ({
  unit: null,
  person: value(null, person),
  host: value(null, host),
});
const one = (code: string | null | undefined): readonly string[] => (code == null ? [] : [code]);
const timesOf = (times: readonly WeeklyWindow[] | null): readonly string[] =>
  (times ?? []).map(({ day, from, to }) => `${day} ${from}-${to}`);

function ages({ profile, menu: { targets } }: Pair): Seen {
  const age = profile.age ?? null;
  const isYoung = age !== null && targets?.ageMin != null && age < targets.ageMin;
  const limit = isYoung ? targets.ageMin : (targets?.ageMax ?? targets?.fiscalYearEndAfterAge);
  return { unit: 'year', person: value(age), host: value(limit, targets?.grades) };
}

function places(pair: Pair): Seen {
  const session = roomiest(pair, 'free');
  return amounts('place', placesNeeded(pair), pair.capacity?.sessions == null ? freeOf(pair.capacity) : session?.free);
}

function outOfSystemPlaces(pair: Pair): Seen {
  const session = roomiest(pair, 'outOfSystemFree');
  const free = pair.capacity?.sessions == null ? outOfSystemFreeOf(pair.capacity) : session?.outOfSystemFree;
  return amounts('place', placesNeeded(pair), free);
}

function distances(pair: Pair): Seen {
  return amounts('metre', pair.need.maxDistanceMeters, metresOf(pair));
}

function host({ menu: { hostAssessment } }: Pair): Seen {
  const { status, current, maxConcurrent } = hostAssessment ?? {};
  return { unit: 'person', person: value(maxConcurrent), host: value(current, one(status)) };
}

const carers = ({ need }: Pair): number => (need.companions ?? []).filter((each) => each.need === 'care').length;

const SEEN: Readonly<Record<Exclude<ExclusionCode, 'SAFETY_CONFLICT' | 'CONSENT_MISSING'>, Look>> = {
  GUARDIAN_CONSENT_MISSING: ({ profile }) => codes(one(profile.consent?.guardian), []),
  // To whom else the name may be given is not told to somebody who asks about one place.
  CONSENT_SCOPE: ({ menu }) => codes([], [menu.orgId]),
  RESOURCE_INACTIVE: ({ menu }) => codes([], one(menu.resourceState)),
  PURPOSE_MISMATCH: ({ need, menu }) => codes(need.primaryPurposes, menu.purposes),
  MODE_MISMATCH: ({ need, menu }) => codes(need.mode, menu.modes),
  AGE_OUT_OF_RANGE: ages,
  GENDER_RESTRICTED: ({ profile, menu }) => codes(one(profile.gender), menu.targets?.genders),
  ELIGIBILITY_STATUTORY: ({ menu }) => codes([], menu.eligibility?.requires),
  OUT_OF_SYSTEM_SLOTS_NONE: outOfSystemPlaces,
  CAPACITY_FULL: places,
  CAPACITY_STALE: ({ settings, capacity, today }) =>
    amounts(
      'day',
      settings.capacityFreshnessDaysFixed,
      capacity?.reportedAt == null ? null : daysSince(capacity.reportedAt, dayNumber(today) ?? 0),
    ),
  SCHEDULE_NO_OVERLAP: ({ need, menu }) => codes(timesOf(need.windows), timesOf(menu.sessions)),
  DISTANCE_EXCEEDED: distances,
  ACCESSIBILITY_UNMET: ({ profile, menu }) => codes(profile.accessibility, menu.accessibility),
  LANGUAGE_UNMET: ({ profile, menu }) => codes(profile.languages, menu.languages),
  SUPPORT_UNMET: ({ need, menu }) => codes(need.supportRequired, menu.support),
  PERSON_CONSTRAINT_CONFLICT: ({ profile, menu }) => codes(profile.avoid, menu.demands),
  HOST_NOT_READY: host,
  PERSON_DECLINED: () => codes([], []),
  FEE_EXCEEDS: ({ need, menu }) => amounts('yen', need.budgetYenPerUse, menu.feeYen),
  START_TOO_LATE: ({ need, menu }) => codes(one(need.startBy), one(menu.earliestStart)),
  READINESS_NOT_MET: ({ profile, menu }) => codes(one(profile.readiness), one(menu.requiresReadiness)),
  COMPANION_NOT_ALLOWED: (pair) => amounts('companion', carers(pair), 0),
  EXCLUSION_NEEDS_REVIEW: () => codes([], []),
};

/** Null where nothing may be said. */
export function seenBy(code: ExclusionCode, pair: Pair): Seen | null {
  return code === 'SAFETY_CONFLICT' || code === 'CONSENT_MISSING' ? null : SEEN[code](pair);
}
