import { isPeer, meetsPurposeOfRole } from './fit';
import { dayNumber } from './local-days';
import { isDistanceHidden, isOpenPlace, type MenuFacts } from './menu-facts';
import { meetsAny, type MenuLook } from './menu-look';
import { DEFAULT_LANGUAGE, type RequestView } from './request-view';

/** The codes of the list `explanationCodes` that speak of one place, in the order of the list. */
export const CANDIDATE_CODES = [
  'STRENGTH_MATCH',
  'INTEREST_MATCH',
  'ROLE_CREATED',
  'MODE_MATCH',
  'SCHEDULE_MATCH',
  'COMPANION_OK',
  'WATCH_OVER_OK',
  'MEDICAL_LIAISON',
  'OUT_OF_SYSTEM_USE',
  'URGENCY_MET',
  'PEER_AGE_MATCH',
  'ADDRESS_CONFIDENTIAL',
  'NEXT_STEP',
  'HOST_READY',
  'HOST_SUPPORT_NEEDED',
  'QUIET_SPACE',
  'LANGUAGE_MATCH',
  'PICKUP',
  'ACCESSIBILITY_OK',
  'CAPACITY_FRESH',
  'FREE',
  'SAFETY_CHECKED',
] as const;

/** The codes of the same list that speak of the request as a whole. */
export const REQUEST_CODES = [
  'CONSENT_SCOPE_HINT',
  'CONSENT_REQUIRED',
  'OUTREACH_INSTEAD',
  'RESOURCE_DEVELOPMENT_REQUEST',
  'ESCALATE_CHILD_PROTECTION',
  'EXCLUSION_REVIEW_TASK',
] as const;

export type CandidateCode = (typeof CANDIDATE_CODES)[number];
export type RequestCode = (typeof REQUEST_CODES)[number];

type Holds = (view: RequestView, look: MenuLook) => boolean;

/** Strengths that an activity or a role of the place uses. */
export function strengthsUsed({ strengths }: RequestView, { activities, roles }: MenuFacts): readonly string[] {
  return [...strengths].filter((code) => activities?.includes(code) === true || roles?.includes(code) === true);
}

/** Interests that an activity of the place meets. */
export function interestsMet({ profile }: RequestView, { activities }: MenuFacts): readonly string[] {
  return (profile.interests ?? []).filter((code) => activities?.includes(code) === true);
}

function wishesSupport(view: RequestView, menu: MenuFacts, code: string): boolean {
  const wished = view.supportRequired.includes(code) || view.supportPreferred.includes(code);
  return wished && menu.support?.includes(code) === true;
}

function startsInTime({ startBy }: RequestView, menu: MenuFacts): boolean {
  const earliest = dayNumber(menu.earliestStart);
  return startBy !== null && earliest !== null && earliest <= startBy;
}

function isFollowedBeyondDefault(view: RequestView, menu: MenuFacts): boolean {
  if (view.supportRequired.includes('easy_japanese') && menu.support?.includes('easy_japanese') === true) return true;
  if (view.understands.has(DEFAULT_LANGUAGE)) return false;
  return menu.languages?.some((code) => code !== DEFAULT_LANGUAGE && view.understands.has(code)) === true;
}

function hasEveryAccess({ accessibility }: RequestView, menu: MenuFacts): boolean {
  return accessibility.length > 0 && accessibility.every((code) => menu.accessibility?.includes(code) === true);
}

const HOLDS: Readonly<Record<CandidateCode, Holds>> = {
  STRENGTH_MATCH: (view, { menu }) => strengthsUsed(view, menu).length > 0,
  INTEREST_MATCH: (view, { menu }) => interestsMet(view, menu).length > 0,
  ROLE_CREATED: (view, { menu }) => meetsPurposeOfRole(view, menu),
  MODE_MATCH: (view, { menu }) => meetsAny(view.modes, menu.modes),
  SCHEDULE_MATCH: (_, { schedule }) => schedule === 'fits',
  COMPANION_OK: (view, { menu }) => view.hasCompanions && menu.targets?.companionsAllowed === true,
  WATCH_OVER_OK: (view, { menu }) => wishesSupport(view, menu, 'watch_over'),
  MEDICAL_LIAISON: (view, { menu }) => wishesSupport(view, menu, 'medical_liaison'),
  OUT_OF_SYSTEM_USE: (_, { entitlement }) => entitlement === 'out_of_system',
  URGENCY_MET: (view, { menu }) => startsInTime(view, menu),
  PEER_AGE_MATCH: ({ profile }, { menu }) => isPeer(profile.age, menu),
  ADDRESS_CONFIDENTIAL: (_, { menu }) => menu.addressConfidential === true,
  NEXT_STEP: ({ need }, { menu }) => need.goal != null && menu.nextSteps?.includes(need.goal) === true,
  HOST_READY: (_, { host }) => host === 'ready',
  HOST_SUPPORT_NEEDED: (_, { menu }) => menu.hostAssessment?.status === 'needs_support',
  QUIET_SPACE: ({ wantsQuiet }, { menu }) => wantsQuiet && menu.quietSpace === true,
  LANGUAGE_MATCH: (view, { menu }) => isFollowedBeyondDefault(view, menu),
  PICKUP: ({ need }, { menu }) => need.pickupNeeded === true && menu.pickup === true,
  ACCESSIBILITY_OK: (view, { menu }) => hasEveryAccess(view, menu),
  CAPACITY_FRESH: (_, { menu, reportUsable }) => !isOpenPlace(menu) && reportUsable,
  FREE: ({ need }, { menu }) => need.budgetYenPerUse != null && menu.feeYen === 0,
  SAFETY_CHECKED: ({ safety }, { menu }) =>
    safety?.hasConditions === true && !isDistanceHidden(menu, safety.withinMeters),
};

/** Why this place suits, each code exactly when its meaning in the code list holds. */
export function explanationOf(view: RequestView, look: MenuLook): readonly CandidateCode[] {
  return CANDIDATE_CODES.filter((code) => HOLDS[code](view, look));
}
