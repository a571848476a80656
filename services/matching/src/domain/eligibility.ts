import { isFull, isReportUsable } from './capacity-view';
import { dayNumber } from './local-days';
import { activityOf, hasUnjustifiedExclusion, isOpenPlace, needsName, type MenuFacts } from './menu-facts';
import { meetsAny, type MenuLook } from './menu-look';
import { EASY_JAPANESE, type RequestView } from './request-view';

/** The codes of the list `exclusionCodes`, in the order in which they are judged (consent and safety first). */
export const EXCLUSION_CODES = [
  'CONSENT_MISSING',
  'GUARDIAN_CONSENT_MISSING',
  'CONSENT_SCOPE',
  'SAFETY_CONFLICT',
  'RESOURCE_INACTIVE',
  'PURPOSE_MISMATCH',
  'MODE_MISMATCH',
  'AGE_OUT_OF_RANGE',
  'GENDER_RESTRICTED',
  'ELIGIBILITY_STATUTORY',
  'OUT_OF_SYSTEM_SLOTS_NONE',
  'CAPACITY_FULL',
  'CAPACITY_STALE',
  'SCHEDULE_NO_OVERLAP',
  'DISTANCE_EXCEEDED',
  'ACCESSIBILITY_UNMET',
  'LANGUAGE_UNMET',
  'SUPPORT_UNMET',
  'PERSON_CONSTRAINT_CONFLICT',
  'HOST_NOT_READY',
  'PERSON_DECLINED',
  'FEE_EXCEEDS',
  'START_TOO_LATE',
  'READINESS_NOT_MET',
  'COMPANION_NOT_ALLOWED',
  'EXCLUSION_NEEDS_REVIEW',
] as const;

export type ExclusionCode = (typeof EXCLUSION_CODES)[number];

/** True when the rule is broken for certain. Unknown facts break only the rules that say so. */
type Broken = (view: RequestView, look: MenuLook) => boolean;

const READINESS_ORDER = ['not_yet', 'preparing', 'job_ready'];

function givesNameBeyondConsent(view: RequestView, menu: MenuFacts): boolean {
  return needsName(menu) && !view.disclosure.has(menu.orgId);
}

/** Unknown safety excludes, and so does an unknown distance where a distance must be kept. */
function isUnsafe({ safety }: RequestView, { menu, distance }: MenuLook): boolean {
  if (safety === null) return true;
  if (safety.orgs.has(menu.orgId)) return true;
  if (safety.menusAndResources.has(menu.menuId) || safety.menusAndResources.has(menu.resourceId)) return true;
  if (safety.withinMeters <= 0 || isRemoteOnly(menu)) return false;
  return distance === null || distance < safety.withinMeters;
}

function isRemoteOnly({ modes }: MenuFacts): boolean {
  return modes != null && modes.length > 0 && modes.every((mode) => mode === 'remote');
}

function isOutsideAges(age: number | null, menu: MenuFacts): boolean {
  if (age == null) return false;
  const { ageMin, ageMax } = menu.targets ?? {};
  return (ageMin != null && age < ageMin) || (ageMax != null && age > ageMax);
}

/** The only use of gender: a place that is restricted with good reason. */
function isOutsideGenders(gender: string | null, menu: MenuFacts): boolean {
  const genders = menu.targets?.genders;
  if (gender == null || genders == null || genders.length === 0) return false;
  return !genders.includes('any') && !genders.includes(gender);
}

function isTooFar(view: RequestView, look: MenuLook): boolean {
  const limit = view.need.maxDistanceMeters;
  if (limit == null || look.distance === null || look.remote || look.menu.pickup === true) return false;
  return look.distance > limit;
}

function lacksAny(required: readonly string[], offered: readonly string[] | null): boolean {
  return offered != null && required.some((code) => !offered.includes(code));
}

/** A place that supports easy Japanese is followed by whoever follows easy Japanese, whatever else it speaks. */
function sharesNoLanguage({ understands }: RequestView, menu: MenuFacts): boolean {
  if (understands.size === 0 || menu.languages == null || menu.languages.length === 0) return false;
  if (menu.support?.includes('easy_japanese') === true && understands.has(EASY_JAPANESE)) return false;
  return !menu.languages.some((language) => understands.has(language));
}

function isAskedTooMuch(readiness: string | null, required: string | null): boolean {
  const has = READINESS_ORDER.indexOf(readiness ?? '');
  return has >= 0 && READINESS_ORDER.indexOf(required ?? '') > has;
}

function startsTooLate({ startBy }: RequestView, menu: MenuFacts): boolean {
  const earliest = dayNumber(menu.earliestStart);
  return startBy !== null && earliest !== null && earliest > startBy;
}

function isHostUnprepared({ menu, host }: MenuLook): boolean {
  return host === 'paused' || (host === 'unusable' && !isOpenPlace(menu));
}

const BROKEN: Readonly<Record<Exclude<ExclusionCode, 'CONSENT_MISSING'>, Broken>> = {
  GUARDIAN_CONSENT_MISSING: (view, { menu }) => view.guardianMissing && needsName(menu),
  CONSENT_SCOPE: (view, { menu }) => givesNameBeyondConsent(view, menu),
  SAFETY_CONFLICT: isUnsafe,
  RESOURCE_INACTIVE: (_, { menu }) => activityOf(menu) === false,
  PURPOSE_MISMATCH: (view, { menu }) => meetsNone(view.primary, menu.purposes),
  MODE_MISMATCH: (view, { menu }) => meetsNone(view.modes, menu.modes),
  AGE_OUT_OF_RANGE: (view, { menu }) => isOutsideAges(view.profile.age, menu),
  GENDER_RESTRICTED: (view, { menu }) => isOutsideGenders(view.profile.gender, menu),
  ELIGIBILITY_STATUTORY: (_, { entitlement }) => entitlement === 'not_accepted',
  OUT_OF_SYSTEM_SLOTS_NONE: (_, { entitlement }) => entitlement === 'no_slot',
  CAPACITY_FULL: (_, { menu, capacity }) => !isOpenPlace(menu) && isFull(capacity),
  CAPACITY_STALE: ({ today, settings }, { menu, capacity }) =>
    !isOpenPlace(menu) && !isReportUsable(capacity, today, settings.capacityFreshnessDaysFixed),
  SCHEDULE_NO_OVERLAP: (_, { schedule }) => schedule === 'misses',
  DISTANCE_EXCEEDED: isTooFar,
  ACCESSIBILITY_UNMET: (view, { menu, remote }) => !remote && lacksAny(view.accessibility, menu.accessibility),
  LANGUAGE_UNMET: (view, { menu }) => sharesNoLanguage(view, menu),
  SUPPORT_UNMET: (view, { menu }) => lacksAny(view.supportRequired, menu.support),
  PERSON_CONSTRAINT_CONFLICT: (view, { menu }) => menu.demands?.some((demand) => view.avoid.has(demand)) === true,
  HOST_NOT_READY: (_, look) => isHostUnprepared(look),
  PERSON_DECLINED: (view, { menu }) => view.declined.has(menu.menuId) || view.declined.has(menu.resourceId),
  FEE_EXCEEDS: ({ need }, { menu }) =>
    need.budgetYenPerUse != null && menu.feeYen != null && menu.feeYen > need.budgetYenPerUse,
  START_TOO_LATE: (view, { menu }) => startsTooLate(view, menu),
  READINESS_NOT_MET: ({ profile }, { menu }) => isAskedTooMuch(profile.readiness, menu.requiresReadiness),
  COMPANION_NOT_ALLOWED: (view, { menu }) => view.companionNeedsCare && menu.targets?.companionsAllowed === false,
  EXCLUSION_NEEDS_REVIEW: (_, { menu }) => hasUnjustifiedExclusion(menu),
};

const RULES = EXCLUSION_CODES.filter((code) => code !== 'CONSENT_MISSING').map((code) => [code, BROKEN[code]] as const);

function meetsNone(wanted: readonly string[], offered: readonly string[] | null): boolean {
  return wanted.length > 0 && offered != null && !meetsAny(wanted, offered);
}

/**
 * Every broken rule, in the order of judgement; empty = the place may be proposed.
 * Beside a safety conflict the distance is left out: it would tell which condition struck.
 */
export function brokenRules(view: RequestView, look: MenuLook): readonly ExclusionCode[] {
  const codes: ExclusionCode[] = [];
  for (const [code, broken] of RULES) {
    if (broken(view, look)) codes.push(code);
  }
  return codes.includes('SAFETY_CONFLICT') ? codes.filter((code) => code !== 'DISTANCE_EXCEEDED') : codes;
}

/** A place under review: judged by consent and by its own state, never by anything that the person is. */
export function brokenRulesUnderReview(view: RequestView, menu: MenuFacts): readonly ExclusionCode[] {
  const codes: ExclusionCode[] = [];
  if (givesNameBeyondConsent(view, menu)) codes.push('CONSENT_SCOPE');
  if (activityOf(menu) === false) codes.push('RESOURCE_INACTIVE');
  return [...codes, 'EXCLUSION_NEEDS_REVIEW'];
}
