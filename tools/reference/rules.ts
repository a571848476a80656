import { daysSince, localDay } from './days';
import {
  accessOf,
  excludesWithoutReason,
  freePlaces,
  hostOf,
  isFull,
  isInactive,
  isOpenPlace,
  joinsFromHome,
  languagesOf,
  needsName,
} from './facts';
import { countIn, has, type Pair } from './given';
import { attendsNoClinic, isOutsideGenders, isOutsideTargets } from './targets';
import { fitsTimes } from './times';

/** True = this rule keeps the place out. */
export type Rule = (pair: Pair) => boolean;

function guardianHasNotAgreed(pair: Pair): boolean {
  if (!needsName(pair)) return false;
  const { profile, settings } = pair;
  const word = profile.consent?.guardian ?? null;
  if (profile.age == null) return word === null || word === 'refused';
  return profile.age < settings.guardianAge && word !== 'granted';
}

/** What is not fully known about safety keeps everything out. */
function isUnsafe(pair: Pair): boolean {
  const { profile, menu } = pair;
  const { safety } = profile;
  if (safety?.avoidOrgIds == null || safety.avoidMenuIds == null || safety.avoidWithinMeters == null) return true;
  if (safety.avoidOrgIds.includes(menu.orgId)) return true;
  if (safety.avoidMenuIds.includes(menu.menuId) || safety.avoidMenuIds.includes(menu.resourceId)) return true;
  return isTooNear(pair, safety.avoidWithinMeters);
}

/**
 * Where a distance has to be kept and none is known, it is not kept. Who only takes part from home goes nowhere, and
 * how far a confidential place is may show in no answer.
 */
function isTooNear({ menu, metres }: Pair, within: number): boolean {
  const onlyFromHome = menu.modes != null && menu.modes.length > 0 && menu.modes.every((mode) => mode === 'remote');
  if (within <= 0 || onlyFromHome || menu.addressConfidential === true) return false;
  return metres === null || metres < within;
}

const sharesNothing = (wanted: readonly string[] | null, offered: readonly string[] | null): boolean =>
  wanted != null && wanted.length > 0 && offered != null && countIn(wanted, offered) === 0;

const lacksSome = (wanted: readonly string[] | null, offered: readonly string[] | null): boolean =>
  wanted != null && offered != null && countIn(wanted, offered) < wanted.length;

function reportIsUseless(pair: Pair): boolean {
  if (isOpenPlace(pair)) return false;
  const age = daysSince(pair.capacity?.reportedAt, pair.today);
  const incomplete = freePlaces(pair) === null && pair.capacity?.sessions == null;
  return age === null || age > pair.settings.capacityFreshnessDaysFixed || incomplete;
}

function isTooFar(pair: Pair): boolean {
  const limit = pair.need.maxDistanceMeters;
  if (limit == null || pair.metres === null) return false;
  if (pair.menu.pickup === true || pair.menu.addressConfidential === true || joinsFromHome(pair)) return false;
  return pair.metres > limit;
}

function speaksNoneOfThem(pair: Pair): boolean {
  const followed = languagesOf(pair);
  const spoken = pair.menu.languages ?? [];
  if (followed.length === 0 || spoken.length === 0) return false;
  if (has(pair.menu.support, 'easy_japanese') && followed.includes('ja-easy')) return false;
  return countIn(followed, spoken) === 0;
}

function asksForMoreReadiness({ profile, menu }: Pair): boolean {
  const steps = ['not_yet', 'preparing', 'job_ready'];
  const has = steps.indexOf(profile.readiness ?? '');
  return has >= 0 && steps.indexOf(menu.requiresReadiness ?? '') > has;
}

function startsTooLate({ need, menu }: Pair): boolean {
  const by = localDay(need.startBy);
  const earliest = localDay(menu.earliestStart);
  return by !== null && earliest !== null && earliest > by;
}

function careIsNotPossible({ need, menu }: Pair): boolean {
  const needsCare = (need.companions ?? []).some((companion) => companion.need === 'care');
  return needsCare && menu.targets?.companionsAllowed === false;
}

function hostIsNotReady(pair: Pair): boolean {
  const host = hostOf(pair);
  return host === 'paused' || (host === 'not_ready' && !isOpenPlace(pair));
}

/** matching.md 3.2, one rule after the other in the order of judgement. Consent to matching is asked before. */
export const RULES = {
  GUARDIAN_CONSENT_MISSING: guardianHasNotAgreed,
  CONSENT_SCOPE: (pair) => needsName(pair) && !has(pair.profile.consent?.disclosureOrgIds, pair.menu.orgId),
  SAFETY_CONFLICT: isUnsafe,
  RESOURCE_INACTIVE: isInactive,
  PURPOSE_MISMATCH: ({ need, menu }) => sharesNothing(need.primaryPurposes, menu.purposes),
  MODE_MISMATCH: ({ need, menu }) => sharesNothing(need.mode, menu.modes),
  AGE_OUT_OF_RANGE: isOutsideTargets,
  GENDER_RESTRICTED: isOutsideGenders,
  ELIGIBILITY_STATUTORY: (pair) => accessOf(pair) === 'refused' || attendsNoClinic(pair),
  OUT_OF_SYSTEM_SLOTS_NONE: (pair) => accessOf(pair) === 'no_place_outside',
  CAPACITY_FULL: (pair) => !isOpenPlace(pair) && isFull(pair),
  CAPACITY_STALE: reportIsUseless,
  SCHEDULE_NO_OVERLAP: (pair) => fitsTimes(pair) === false,
  DISTANCE_EXCEEDED: isTooFar,
  ACCESSIBILITY_UNMET: (pair) => !joinsFromHome(pair) && lacksSome(pair.profile.accessibility, pair.menu.accessibility),
  LANGUAGE_UNMET: speaksNoneOfThem,
  SUPPORT_UNMET: ({ need, menu }) => lacksSome(need.supportRequired, menu.support),
  PERSON_CONSTRAINT_CONFLICT: ({ profile, menu }) => countIn(profile.avoid ?? [], menu.demands) > 0,
  HOST_NOT_READY: hostIsNotReady,
  PERSON_DECLINED: ({ profile, menu }) =>
    has(profile.declinedMenuIds, menu.menuId) || has(profile.declinedMenuIds, menu.resourceId),
  FEE_EXCEEDS: ({ need, menu }) =>
    need.budgetYenPerUse != null && menu.feeYen != null && menu.feeYen > need.budgetYenPerUse,
  START_TOO_LATE: startsTooLate,
  READINESS_NOT_MET: asksForMoreReadiness,
  COMPANION_NOT_ALLOWED: careIsNotPossible,
  EXCLUSION_NEEDS_REVIEW: excludesWithoutReason,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleCode = keyof typeof RULES;
export type RuleBook = Readonly<Record<RuleCode, Rule>>;

/** Of a place under review nothing is compared with the person but consent. */
const UNDER_REVIEW: readonly RuleCode[] = ['CONSENT_SCOPE', 'RESOURCE_INACTIVE', 'EXCLUSION_NEEDS_REVIEW'];

/** Every rule that keeps this place from this person. Beside a safety conflict the distance stays unsaid. */
export function codesFor(pair: Pair, rules: RuleBook): readonly RuleCode[] {
  const all = Object.keys(RULES) as readonly RuleCode[];
  const asked = excludesWithoutReason(pair) ? all.filter((code) => UNDER_REVIEW.includes(code)) : all;
  const codes = asked.filter((code) => rules[code](pair));
  return codes.includes('SAFETY_CONFLICT') ? codes.filter((code) => code !== 'DISTANCE_EXCEEDED') : codes;
}
