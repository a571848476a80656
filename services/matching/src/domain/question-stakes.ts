import { codesOf } from '#libs/kernel';
import { admissionOf, admissionRuleOf, comersOf } from './admission';
import type words from './match-words.json';
import { type MenuFacts } from './menu-facts';
import { type MenuLook } from './menu-look';
import { READINESS_ORDER, type RequestView } from './request-view';
import { type WeightName } from './settings';
import { sharesTime, spanOf, windowsOf } from './windows';

/** What the answer to a question could do to a place that is a candidate now. */
export interface Stake {
  /** One of the answers keeps the place out. */
  readonly excludes: boolean;
  /** Thousandths of a point that it could win or lose at most while it stays. */
  readonly points: number;
}

type Asked = keyof typeof words.ask;
type StakeOf = (view: RequestView, look: MenuLook) => Stake;
type Codes = readonly string[] | null | undefined;

const stake = (excludes: boolean, points = 0): Stake => ({ excludes, points });
const NOTHING = stake(false);
const OUT: StakeOf = () => stake(true);
const NO_CHANGE: StakeOf = () => NOTHING;

const weight = ({ weightsMilli }: RequestView, ...names: readonly WeightName[]): number =>
  names.reduce((sum, name) => sum + weightsMilli[name], 0);
const isEmpty = (codes: Codes): boolean => codes == null || codes.length === 0;
const lacksSome = (list: readonly string[], offered: readonly string[]): boolean =>
  list.some((code) => !offered.includes(code));
const givesRole = ({ purposes, roles }: MenuFacts): boolean => purposes?.includes('role') === true || !isEmpty(roles);

const MODES = ['remote', 'in_person'];
const WHOLE_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => ({
  day,
  from: '00:00',
  to: '24:00',
}));
/** Of the weight for size and quiet (matching.md 3.3): a quiet corner, the size of the group. */
const QUIET_TENTHS = 4;
const SIZE_TENTHS = 6;
const tenths = (view: RequestView, count: number): number => Math.floor((weight(view, 'groupQuiet') * count) / 10);

/** Points for nearness that a way from home would cost, or earn where it is not known yet. */
function accessAtStake(view: RequestView, { menu }: MenuLook): number {
  return menu.pickup === true || menu.addressConfidential === true ? 0 : weight(view, 'access');
}

/** Points for nearness that somebody who comes in person does not get, and somebody at home does. */
function costOfWay(view: RequestView, look: MenuLook): number {
  const all = accessAtStake(view, look);
  const limit = view.need.maxDistanceMeters ?? view.settings.accessReferenceMeters;
  if (look.distance === null || all === 0) return all;
  if (limit <= 0) return look.distance === 0 ? 0 : all;
  return all - Math.floor((all * Math.max(0, limit - look.distance)) / limit);
}

function isLimited({ need }: RequestView, { menu }: MenuLook): boolean {
  return need.maxDistanceMeters != null && menu.pickup !== true;
}

function byPurpose(view: RequestView, { menu }: MenuLook): Stake {
  const { purposes } = menu;
  const role = !view.wantsRole && givesRole(menu) ? weight(view, 'role') : 0;
  if (purposes == null) return stake(false, role);
  const all = weight(view, 'purposePrimary');
  // A role that is none of the purposes can be wished for beside one that is.
  const beside = purposes.includes('role') ? all + role : Math.max(all, Math.floor(all / 2) + role);
  return stake(lacksSome(codesOf('purposes'), purposes), isEmpty(purposes) ? 0 : beside);
}

/** Somebody who comes in person has a way to go, which to a confidential place is never too long, and steps. */
function byMode(view: RequestView, look: MenuLook): Stake {
  const { modes, accessibility, addressConfidential } = look.menu;
  if (modes == null) return NOTHING;
  if (lacksSome(MODES, modes)) return stake(true);
  const mayBeFar = addressConfidential !== true && (look.distance ?? 0) > (view.need.maxDistanceMeters ?? 0);
  const hasSteps = accessibility != null && lacksSome(view.accessibility, accessibility);
  return stake((isLimited(view, look) && mayBeFar) || hasSteps, costOfWay(view, look));
}

function byAge(view: RequestView, { menu: { targets } }: MenuLook): Stake {
  const { ageMin, ageMax, peerAgeMin, peerAgeMax } = targets ?? {};
  const hasPeers = peerAgeMin != null || peerAgeMax != null;
  return stake((ageMin ?? 0) > 0 || ageMax != null, hasPeers ? weight(view, 'peerAge') : 0);
}

/** A whole day a week, whichever: enough where the place is open on every day. */
function byWindows(view: RequestView, { menu }: MenuLook): Stake {
  const sessions = menu.sessions ?? [];
  if (menu.onDemand === true || sessions.length === 0) return NOTHING;
  const spans = sessions.map(spanOf);
  const readable = spans.filter((span) => span !== null);
  const fewest = Math.min(
    ...WHOLE_DAYS.map((day) => readable.filter((span) => sharesTime(span, windowsOf([day]))).length),
  );
  const unreadable = spans.length - readable.length;
  const loses = readable.length >= view.sessionsWanted && fewest < view.sessionsWanted;
  return stake(fewest + unreadable < view.sessionsWanted, loses ? weight(view, 'schedule') : 0);
}

function byPoint(view: RequestView, look: MenuLook): Stake {
  return look.menu.location == null || look.menu.addressConfidential === true
    ? NOTHING
    : stake(isLimited(view, look), accessAtStake(view, look));
}

function byAccessibility(_: RequestView, { menu: { accessibility } }: MenuLook): Stake {
  return stake(accessibility != null && lacksSome(codesOf('accessibility'), accessibility));
}

/** Wishing for quiet may come of what a person avoids. */
function byAvoidance(view: RequestView, { menu }: MenuLook): Stake {
  const eases = !view.wantsQuiet && menu.quietSpace === true;
  return stake(!isEmpty(menu.demands), eases ? tenths(view, QUIET_TENTHS) : 0);
}

function byReadiness(_: RequestView, { menu }: MenuLook): Stake {
  return stake(READINESS_ORDER.indexOf(menu.requiresReadiness ?? '') > 0);
}

/** What is offered of what the person likes and can do, and what is offered beside it. */
function inCommon({ strengthsAndInterests: own }: RequestView, { activities, roles }: MenuFacts) {
  const offered = new Set([...(activities ?? []), ...(roles ?? [])]);
  const met = [...offered].filter((code) => own.has(code)).length;
  return { own: own.size, met, others: offered.size - met };
}

/** One thing in common earns half of the weight, the rest goes by the share of the own things that is met. */
const forCommon = (all: number, own: number, met: number): number =>
  met === 0 ? 0 : Math.floor((all * (own + met)) / (2 * own));

/** More that is met earns more, more that is not dilutes what is. */
function byStrengths(view: RequestView, { menu }: MenuLook): Stake {
  const all = weight(view, 'strengthInterest');
  const { own, met, others } = inCommon(view, menu);
  const now = forCommon(all, own, met);
  const most = forCommon(all, own + others, met + others);
  return stake(false, Math.max(most - now, met === 0 ? 0 : now - Math.floor(all / 2)));
}

/** Points that things to do which the host did not name could still earn. */
function notYetInCommon(view: RequestView, { menu }: MenuLook): number {
  const all = weight(view, 'strengthInterest');
  const { own, met } = inCommon(view, menu);
  return forCommon(all, own, own) - forCommon(all, own, met);
}

/** Whom a place admits by grade, fiscal year or pregnancy: a no excludes once nothing else is left to ask. */
function byAdmission({ profile, need }: RequestView, { menu }: MenuLook): Stake {
  const isOpen = admissionOf(admissionRuleOf(menu.targets), comersOf(profile, need.companions)) === 'unknown';
  return stake(isOpen);
}

/** Of a person of whom nothing is known nobody can say that they are outside. */
function byTargets(view: RequestView): Stake {
  const { age, gender, fiscalYearAge, pregnant, medicalAttendance } = view.profile;
  const isKnown = age != null || gender != null || fiscalYearAge != null;
  const peers = age == null ? 0 : weight(view, 'peerAge');
  return stake(
    isKnown || pregnant === false || medicalAttendance === false || view.companionNeedsCare,
    peers + (view.hasCompanions ? weight(view, 'companion') : 0),
  );
}

function byHostPurposes(view: RequestView, { menu }: MenuLook): Stake {
  const { primary, secondary, wantsRole } = view;
  const first = primary.length > 0 ? weight(view, 'purposePrimary') : 0;
  const second = secondary.length > 0 ? weight(view, 'purposeSecondary') : 0;
  return stake(primary.length > 0, first + second + (wantsRole && !givesRole(menu) ? weight(view, 'role') : 0));
}

/** A way from home spares the person the way. */
function byHostModes(view: RequestView, look: MenuLook): Stake {
  const mayStayHome = view.modes.length === 0 || view.modes.includes('remote');
  return stake(view.modes.length > 0, mayStayHome ? costOfWay(view, look) : 0);
}

function byRoles(view: RequestView, look: MenuLook): Stake {
  const role = view.wantsRole && !givesRole(look.menu) ? weight(view, 'role') : 0;
  return stake(false, role + notYetInCommon(view, look));
}

function byRequiredSupport(_: RequestView, { menu: { support } }: MenuLook): Stake {
  return stake(support != null && lacksSome(codesOf('supportCapabilities'), support));
}

function byHostSupport(view: RequestView): Stake {
  const points = view.supportPreferred.length > 0 ? weight(view, 'supportPreferred') : 0;
  return stake(view.supportRequired.length > 0, points);
}

/**
 * By `side.field` of a question. The guardian's word and protection decide about no place. Unknown counts as if a name
 * were needed and places were few, so that a candidate has nothing to lose by those answers.
 */
const STAKES: Readonly<Record<Asked, StakeOf>> = {
  'person.consent.guardian': NO_CHANGE,
  'person.safety.guardianMayHarm': NO_CHANGE,
  'host.nameRequired': NO_CHANGE,
  'host.capacityModel': NO_CHANGE,
  'host.lastConfirmedOn': NO_CHANGE,
  'person.status': NO_CHANGE,
  'person.primaryPurposes': byPurpose,
  'person.mode': byMode,
  'person.age': byAge,
  'person.gender': OUT,
  'person.safety': OUT,
  'person.companions': OUT,
  'person.supportRequired': byRequiredSupport,
  'person.windows': byWindows,
  'person.point': byPoint,
  'person.accessibility': byAccessibility,
  'person.languages': (_, { menu }) => stake(!isEmpty(menu.languages)),
  'person.avoid': byAvoidance,
  'person.readiness': byReadiness,
  'person.strengths': byStrengths,
  'person.fiscalYearAge': byAdmission,
  'person.companions.fiscalYearAge': byAdmission,
  'person.pregnant': byAdmission,
  'person.medicalAttendance': (_, { menu }) => stake(menu.targets?.medicalAttendance === true),
  'host.distance': OUT,
  'host.resourceState': OUT,
  'host.purposes': byHostPurposes,
  'host.modes': byHostModes,
  'host.targets': byTargets,
  'host.targets.genders': ({ profile }) => stake(profile.gender != null),
  'host.hostAssessment.current': OUT,
  'host.sessions': (view) => stake(view.windows !== null || view.sessionsWanted > 1, weight(view, 'schedule')),
  'host.location': (view, look) => stake(isLimited(view, look), accessAtStake(view, look)),
  'host.pickup': (view, look) => stake(false, costOfWay(view, look)),
  'host.accessibility': (view) => stake(view.accessibility.length > 0),
  'host.languages': (view) => stake(view.understands.size > 0),
  'host.support': byHostSupport,
  'host.demands': (view) => stake(view.avoid.size > 0),
  'host.feeYen': (view) => stake(view.need.budgetYenPerUse != null, weight(view, 'free')),
  'host.earliestStart': OUT,
  'host.targets.companionsAllowed': (view) => stake(view.companionNeedsCare, weight(view, 'companion')),
  'host.exclusionPolicy': OUT,
  'host.typicalGroupSize': (view) => stake(false, tenths(view, SIZE_TENTHS)),
  'host.quietSpace': (view) => stake(false, tenths(view, QUIET_TENTHS)),
  'host.activities': (view, look) => stake(false, notYetInCommon(view, look)),
  'host.roles': byRoles,
  'host.nextSteps': (view) => stake(false, weight(view, 'nextStep')),
};

export function stakeOf(asked: Asked, view: RequestView, look: MenuLook): Stake {
  return STAKES[asked](view, look);
}
