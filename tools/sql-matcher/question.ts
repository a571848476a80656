import { eastScaleAt, gridPointOf } from '../../services/matching/src/domain/engine/grid';
import type { Request } from '../../services/matching/src/domain/engine/found';
import {
  ADMITS_ALL,
  ADMITS_PREGNANT,
  CANNOT_BE_MET,
  EASY_JAPANESE,
  EVERY_ROW,
  FLAG,
  GRADE_BITS,
  MUCH,
  NEVER,
  NOBODY,
  NOT_KNOWN,
  REQUIREMENTS,
  YEAR_END_MOST,
  YEAR_END_SHIFT,
} from './bits';
import type { Dictionaries } from './dictionary';
import { localDay } from './row-ledger';
import { type ParameterName, type Reach, STRIP, WEIGHTS } from './statement';
import { type Range, rangeOf, rangeText, SLOTS, slotsOf, WEEK } from './week';

export type Values = Readonly<Record<ParameterName, unknown>>;

const FIRST_GRADE_AGE = 6;
const WEEKS_OF_MONTH = 4;

const listed = (codes: readonly string[] | null | undefined): readonly string[] => codes ?? [];

export const reachOf = ({ need }: Request): Reach =>
  need.maxDistanceMeters != null && gridPointOf(need.point) !== null ? 'near' : 'all';

function whereabouts({ need }: Request) {
  const centre = gridPointOf(need.point);
  const limit = need.maxDistanceMeters ?? MUCH;
  const scale = need.point === null || centre === null ? 1 : eastScaleAt(need.point);
  const { x, y } = centre ?? { x: null, y: null };
  return {
    x,
    y,
    scale,
    limit,
    strip_from: Math.floor(((y ?? 0) - limit - 1) / STRIP),
    strip_to: Math.floor(((y ?? 0) + limit + 1) / STRIP),
  };
}

/** A guardian's yes is missing where a name is needed. */
function lacksGuardian({ profile: { age, consent }, settings }: Request): boolean {
  const word = consent?.guardian ?? null;
  if (age == null) return word === null || word === 'refused';
  return age < settings.guardianAge && word !== 'granted';
}

function consentValues(request: Request) {
  const { safety, consent, declinedMenuIds } = request.profile;
  const known = safety?.avoidOrgIds != null && safety.avoidMenuIds != null && safety.avoidWithinMeters != null;
  return {
    name_guarded: lacksGuardian(request) ? FLAG.needsName : 0,
    disclosed: listed(consent?.disclosureOrgIds),
    unsafe: !known,
    avoid_orgs: listed(safety?.avoidOrgIds),
    avoid_ids: listed(safety?.avoidMenuIds),
    within: safety?.avoidWithinMeters ?? 0,
    declined: listed(declinedMenuIds),
  };
}

/** The ways of belonging that this person and those who come along meet or may meet. */
function admittedBits({ profile, need }: Request): bigint {
  const age = profile.fiscalYearAge ?? null;
  let mask = ADMITS_ALL;
  if (profile.pregnant !== false) mask |= ADMITS_PREGNANT;
  GRADE_BITS.forEach((_, index) => {
    if (age === null || age === FIRST_GRADE_AGE + index) mask |= 1n << BigInt(index);
  });
  const companions = need.companions ?? [{ fiscalYearAge: null }];
  const comers = [age, ...companions.map((companion) => companion.fiscalYearAge ?? null)];
  for (let end = 0; end <= YEAR_END_MOST; end += 1) {
    if (comers.some((years) => years === null || years < end)) mask |= 1n << (YEAR_END_SHIFT + BigInt(end));
  }
  return mask;
}

function unmetRequirements({ profile: { status } }: Request): number {
  const met = [
    status?.disabilityServiceRecipient === true,
    status?.incomeHardship === true,
    /^(care|support)/.test(status?.careLevel ?? ''),
  ];
  return REQUIREMENTS.reduce((mask, _, index) => mask | (met[index] === true ? 0 : 1 << index), CANNOT_BE_MET);
}

function personValues(request: Request, words: Dictionaries) {
  const { profile } = request;
  const gender = profile.gender ?? null;
  return {
    age_from: profile.age ?? MUCH,
    age_to: profile.age ?? NEVER,
    age: profile.age ?? NEVER - 1,
    admits: admittedBits(request),
    genders: gender === null ? EVERY_ROW : words.genders.ask([gender]) | NOT_KNOWN,
    unmet: unmetRequirements(request),
    no_clinic: profile.medicalAttendance === false ? FLAG.clinic : 0,
    needs: words.accessibility.ask(listed(profile.accessibility), NOBODY),
    languages: languageBits(request, words),
    avoid: words.demands.ask(listed(profile.avoid)),
    readiness: profile.readiness === null ? MUCH : readinessIndex(profile.readiness),
  };
}

function readinessIndex(readiness: string): number {
  const index = ['not_yet', 'preparing', 'job_ready'].indexOf(readiness);
  return index < 0 ? MUCH : index;
}

function languageBits({ profile }: Request, words: Dictionaries): bigint {
  const known = listed(profile.languages);
  if (known.length === 0) return EVERY_ROW;
  const easy = known.includes('ja') || known.includes('ja-easy');
  return words.languages.ask(easy ? [...known, 'ja-easy'] : known) | NOT_KNOWN | (easy ? EASY_JAPANESE : 0n);
}

function timeValues({ need }: Request) {
  const ranges = (need.windows ?? []).map(rangeOf).filter((range): range is Range => range !== null);
  const any = ranges.length === 0;
  const shifted = ranges.flatMap(([from, to]) => [-WEEK, 0, WEEK].map((by): Range => [from + by, to + by]));
  const count = need.minSessions?.count ?? 1;
  return {
    any_time: any,
    slots: any ? '1'.repeat(SLOTS) : slotsOf(ranges),
    windows: `{${shifted.map(rangeText).join(',')}}`,
    wanted: Math.max(1, need.minSessions?.per === 'month' ? Math.ceil(count / WEEKS_OF_MONTH) : count),
  };
}

const wish = (mask: bigint, codes: readonly string[]): bigint =>
  mask | NOT_KNOWN | (codes.length === 0 ? EVERY_ROW : 0n);

function limitValues({ need }: Request, words: Dictionaries) {
  const modes = listed(need.mode);
  const companions = need.companions ?? [];
  return {
    modes: wish(words.modes.ask(modes), modes),
    join_remote: modes.length === 0 || modes.includes('remote') ? FLAG.offersRemote : 0,
    party: need.party ?? 1,
    support: words.support.ask(listed(need.supportRequired), NOBODY),
    budget: need.budgetYenPerUse ?? MUCH,
    start_by: localDay(need.startBy) ?? MUCH,
    care: companions.some((companion) => companion.need === 'care') ? FLAG.companionsRefused : 0,
    companions: companions.length > 0,
  };
}

function wishValues({ need, profile }: Request, words: Dictionaries) {
  const primary = listed(need.primaryPurposes);
  const secondary = listed(need.secondaryPurposes);
  const own = [...new Set([...listed(profile.strengths), ...listed(profile.interests)])];
  const quiet = ['group_activity', 'conversation_required', 'crowd', 'noise'];
  const wished = listed(need.supportPreferred);
  return {
    purposes: wish(words.purposes.ask(primary), primary),
    primary_list: words.purposes.ask(primary),
    primary_count: Math.max(1, primary.length),
    secondary_list: words.purposes.ask(secondary),
    secondary_count: Math.max(1, secondary.length),
    doing: words.doing.ask(own),
    doing_count: Math.max(1, own.length),
    wants_role: primary.includes('role') || secondary.includes('role'),
    role_purpose: words.purposes.ask(['role']),
    group_most: need.groupMaxPreferred == null ? -1 : Math.max(0, need.groupMaxPreferred),
    wants_quiet: need.groupMaxPreferred != null || quiet.some((demand) => listed(profile.avoid).includes(demand)),
    wished: words.support.ask(wished),
    wished_count: Math.max(1, wished.length),
    goal: need.goal == null ? 0 : words.nextSteps.ask([need.goal]),
  };
}

function settingValues({ need, settings, today }: Request) {
  const day = localDay(today) ?? 0;
  const weights = settings.weights as Readonly<Record<string, number>>;
  return {
    report_from: day - settings.capacityFreshnessDaysFixed,
    host_from: day - settings.hostAssessmentMaxAgeDays,
    access_limit: need.maxDistanceMeters ?? settings.accessReferenceMeters,
    weights: WEIGHTS.map((name) => Math.round((weights[name] ?? 0) * 1000)),
  };
}

/** A request as the values of the statement's parameters. */
export function valuesOf(request: Request, words: Dictionaries, best: number): Values {
  return {
    ...whereabouts(request),
    ...consentValues(request),
    ...personValues(request, words),
    ...timeValues(request),
    ...limitValues(request, words),
    ...wishValues(request, words),
    ...settingValues(request),
    best,
  };
}
