import { admissionOf, admissionRuleOf, comersOf } from './admission';
import words from './match-words.json';
import { activityOf, isDistanceHidden, isOpenPlace, type MenuFacts } from './menu-facts';
import { type MenuLook } from './menu-look';
import { type Need } from './need';
import { type Stake, stakeOf } from './question-stakes';
import { type RequestView } from './request-view';

/** A fact that is missing and worth asking for before the place is proposed, and what its answer could do. */
export interface Question extends Stake {
  readonly side: 'person' | 'host';
  readonly field: string;
  readonly ja: string;
}

type Asked = keyof typeof words.ask;
type IsOpen = (view: RequestView, look: MenuLook) => boolean;

/** 児童福祉法4条: a child is a person below eighteen. */
const ADULT_AGE = 18;

/** A person of unknown age counts as a child: protection does not wait for a birth date. */
export function mayBeMinor(age: number | null): boolean {
  return age == null || age < ADULT_AGE;
}

const isEmpty = (codes: readonly string[] | null | undefined): boolean => codes == null || codes.length === 0;
const isKnownEmpty = (codes: readonly string[] | null): boolean => codes?.length === 0;

function hasAgeRule({ targets }: MenuFacts): boolean {
  if (targets == null) return false;
  return [targets.ageMin, targets.ageMax, targets.peerAgeMin, targets.peerAgeMax].some((age) => age != null);
}

function isRestrictedByGender({ targets }: MenuFacts): boolean {
  return !isEmpty(targets?.genders) && targets?.genders?.includes('any') === false;
}

/** The guardian's word decides nothing at this age, but a no is worth a talk. */
function guardianObjects({ profile, guardianRefused }: RequestView): boolean {
  return profile.consent?.guardian === 'refused' && !guardianRefused && mayBeMinor(profile.age);
}

/** Whom the place admits by grade, fiscal year or pregnancy is open between these two. */
function isAdmissionUnknown({ profile, need }: RequestView, { targets }: MenuFacts): boolean {
  return admissionOf(admissionRuleOf(targets), comersOf(profile, need.companions)) === 'unknown';
}

function isAdmittedByYear(view: RequestView, menu: MenuFacts): boolean {
  const { grades, endsAfterAge } = admissionRuleOf(menu.targets);
  return (grades !== 0 || endsAfterAge !== null) && isAdmissionUnknown(view, menu);
}

const STATUS_FIELD: ReadonlyMap<string, 'disabilityServiceRecipient' | 'incomeHardship' | 'careLevel'> = new Map([
  ['disability_service', 'disabilityServiceRecipient'],
  ['income_hardship', 'incomeHardship'],
  ['care_insurance', 'careLevel'],
]);

/** Someone on an out-of-system place who may turn out to be entitled to an ordinary one. */
function mightBeEntitled({ profile }: RequestView, { menu, entitlement }: MenuLook): boolean {
  if (entitlement !== 'out_of_system') return false;
  return (menu.eligibility?.requires ?? []).some((requirement) => {
    const field = STATUS_FIELD.get(requirement);
    return field === undefined || profile.status?.[field] == null;
  });
}

/** Nobody said who comes along, or what for. */
function mightNeedCare({ companions }: Need): boolean {
  return companions == null || companions.some(({ need }) => need == null);
}

/** A role that the place gives would answer a wish for one, or use a strength. */
function couldUseRoles({ wantsRole, strengthsAndInterests }: RequestView, { purposes }: MenuFacts): boolean {
  return strengthsAndInterests.size > 0 || (wantsRole && purposes?.includes('role') !== true);
}

/** In the order of judgement. */
const OPEN: Readonly<Record<Asked, IsOpen>> = {
  'host.resourceState': (_, { menu }) => activityOf(menu) === 'needs_confirmation',
  'host.nameRequired': (_, { menu }) => menu.nameRequired == null,
  'person.safety': ({ safety }) => safety === null,
  'host.distance': ({ safety }, { menu }) => isDistanceHidden(menu, safety?.withinMeters),
  'person.consent.guardian': guardianObjects,
  'person.safety.guardianMayHarm': ({ profile }) => profile.safety?.guardianMayHarm == null && mayBeMinor(profile.age),
  'person.primaryPurposes': ({ primary }) => primary.length === 0,
  'host.purposes': (_, { menu }) => menu.purposes == null,
  'person.mode': ({ modes }) => modes.length === 0,
  'host.modes': (_, { menu }) => menu.modes == null,
  'person.age': ({ profile }, { menu }) => profile.age == null && hasAgeRule(menu),
  'person.fiscalYearAge': (view, { menu }) => view.profile.fiscalYearAge == null && isAdmittedByYear(view, menu),
  'person.companions.fiscalYearAge': (view, { menu }) =>
    view.need.companions?.every(({ fiscalYearAge }) => fiscalYearAge != null) !== true &&
    menu.targets?.fiscalYearEndAfterAge != null &&
    isAdmissionUnknown(view, menu),
  'person.pregnant': (view, { menu }) =>
    view.profile.pregnant == null && menu.targets?.pregnant === true && isAdmissionUnknown(view, menu),
  'host.targets': (_, { menu }) => menu.targets == null,
  'person.gender': ({ profile }, { menu }) => profile.gender == null && isRestrictedByGender(menu),
  'host.targets.genders': (_, { menu }) => menu.targets != null && menu.targets.genders == null,
  'person.medicalAttendance': ({ profile }, { menu }) =>
    profile.medicalAttendance == null && menu.targets?.medicalAttendance === true,
  'person.status': mightBeEntitled,
  'host.capacityModel': (_, { menu }) => menu.capacityModel == null,
  'host.hostAssessment.current': (_, { menu }) =>
    menu.hostAssessment?.maxConcurrent != null && menu.hostAssessment.current == null,
  'person.windows': ({ need, windows }) => need.windows != null && windows === null,
  'host.sessions': (_, { schedule }) => schedule === 'unknown',
  'person.point': ({ need }, { remote }) => !remote && need.point == null,
  'host.location': ({ need }, { menu, remote, distance }) =>
    !remote && distance === null && need.point != null && menu.addressConfidential !== true,
  'host.pickup': ({ need }, { menu, remote }) => !remote && need.pickupNeeded === true && menu.pickup == null,
  'person.accessibility': ({ profile }, { remote }) => !remote && profile.accessibility == null,
  'host.accessibility': ({ profile }, { menu, remote }) =>
    !remote && menu.accessibility == null && !isKnownEmpty(profile.accessibility),
  'person.languages': ({ understands }) => understands.size === 0,
  'host.languages': (_, { menu }) => isEmpty(menu.languages),
  'person.supportRequired': ({ need }) => need.supportRequired == null,
  'host.support': ({ supportRequired, supportPreferred }, { menu }) =>
    menu.support == null && supportRequired.length + supportPreferred.length > 0,
  'person.avoid': ({ profile }) => profile.avoid == null,
  'host.demands': ({ profile }, { menu }) => menu.demands == null && !isKnownEmpty(profile.avoid),
  'host.feeYen': (_, { menu }) => menu.feeYen == null,
  'host.earliestStart': ({ need }, { menu }) => menu.earliestStart == null && need.startBy != null,
  'person.readiness': ({ profile }, { menu }) => profile.readiness == null && menu.requiresReadiness != null,
  'person.companions': ({ need }, { menu }) => menu.targets?.companionsAllowed === false && mightNeedCare(need),
  'host.targets.companionsAllowed': ({ hasCompanions }, { menu }) =>
    hasCompanions && menu.targets != null && menu.targets.companionsAllowed == null,
  'host.exclusionPolicy': (_, { menu }) => !isEmpty(menu.exclusionPolicy?.attributes),
  'host.typicalGroupSize': ({ need }, { menu }) => need.groupMaxPreferred != null && menu.typicalGroupSize == null,
  'host.quietSpace': ({ wantsQuiet }, { menu }) => wantsQuiet && menu.quietSpace == null,
  'person.strengths': ({ profile }) => profile.strengths == null || profile.interests == null,
  'host.roles': (view, { menu }) => menu.roles == null && couldUseRoles(view, menu),
  'host.activities': (_, { menu }) => menu.activities == null,
  'host.nextSteps': ({ need }, { menu }) => need.goal != null && menu.nextSteps == null,
  'host.lastConfirmedOn': (_, { menu }) => isOpenPlace(menu) && menu.lastConfirmedOn == null,
};

const QUESTIONS = (Object.keys(OPEN) as readonly Asked[]).map((asked) => {
  const side: Question['side'] = asked.startsWith('person.') ? 'person' : 'host';
  return { asked, side, field: asked.slice(side.length + 1), ja: words.ask[asked], isOpen: OPEN[asked] };
});

/** Whether somebody has to be protected comes before everything that moves a place in a list. */
const PROTECTS = 'safety.guardianMayHarm';

/** Protection, then what keeps the place out, then what most moves it; the order of judgement where they are alike. */
function byImpact(a: Question, b: Question): number {
  return (
    Number(b.field === PROTECTS) - Number(a.field === PROTECTS) ||
    Number(b.excludes) - Number(a.excludes) ||
    b.points - a.points
  );
}

/** What nobody knows yet of this person and this place together, the most decisive first. */
export function questionsFor(view: RequestView, look: MenuLook): readonly Question[] {
  return QUESTIONS.filter(({ isOpen }) => isOpen(view, look))
    .map(({ asked, side, field, ja }): Question => ({ side, field, ja, ...stakeOf(asked, view, look) }))
    .sort(byImpact);
}
