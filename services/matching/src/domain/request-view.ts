import { dayNumber } from './local-days';
import { type MatchingProfile } from './matching-profile';
import { type Need } from './need';
import { type Settings, type WeightName } from './settings';
import { sessionsWantedPerWeek, windowsOf, type Windows } from './windows';

export type CodeSet = ReadonlySet<string>;

/** What must be avoided, made ready; null = not fully known, which excludes everything. */
export interface SafetyView {
  readonly orgs: CodeSet;
  readonly menusAndResources: CodeSet;
  readonly withinMeters: number;
  /** True when there is anything to keep away from. */
  readonly hasConditions: boolean;
}

/** One request, made ready once so that each menu costs look-ups only. */
export interface RequestView {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly settings: Settings;
  readonly weightsMilli: Readonly<Record<WeightName, number>>;
  readonly today: number;
  readonly startBy: number | null;
  readonly windows: Windows;
  readonly sessionsWanted: number;
  readonly safety: SafetyView | null;
  readonly declined: CodeSet;
  readonly disclosure: CodeSet;
  readonly avoid: CodeSet;
  /** Index in READINESS_ORDER; -1 = unknown. */
  readonly readiness: number;
  readonly strengths: CodeSet;
  readonly strengthsAndInterests: CodeSet;
  /** Languages the person follows, with easy Japanese where Japanese is; empty = unknown. */
  readonly understands: CodeSet;
  readonly followsEasyJapanese: boolean;
  readonly accessibility: readonly string[];
  readonly primary: readonly string[];
  readonly secondary: readonly string[];
  readonly modes: readonly string[];
  readonly supportRequired: readonly string[];
  readonly supportPreferred: readonly string[];
  readonly hasCompanions: boolean;
  readonly companionNeedsCare: boolean;
  readonly wantsRole: boolean;
  readonly wantsQuiet: boolean;
  /** A guardian must agree before the name is given, and has not. */
  readonly guardianMissing: boolean;
  readonly guardianRefused: boolean;
}

export const DEFAULT_LANGUAGE = 'ja';
const EASY_JAPANESE = 'ja-easy';

/** From the least to the most. */
export const READINESS_ORDER = ['not_yet', 'preparing', 'job_ready'];

/** Avoidances that a quiet corner answers. */
const EASED_BY_QUIET = ['group_activity', 'conversation_required', 'crowd', 'noise'];
const MILLI = 1000;
const NONE: CodeSet = new Set();

function setOf(codes: readonly string[] | null | undefined): CodeSet {
  return codes == null || codes.length === 0 ? NONE : new Set(codes);
}

/** What is said twice counts once. */
function once(codes: readonly string[] | null | undefined): readonly string[] {
  return codes == null ? [] : [...new Set(codes)];
}

/** Something that may have to be kept away from was never asked about. */
export const isSafetyUnknown = (profile: MatchingProfile): boolean => safetyView(profile) === null;

function safetyView({ safety }: MatchingProfile): SafetyView | null {
  if (safety?.avoidOrgIds == null || safety.avoidMenuIds == null || safety.avoidWithinMeters == null) return null;
  const { avoidOrgIds, avoidMenuIds, avoidWithinMeters } = safety;
  return {
    orgs: setOf(avoidOrgIds),
    menusAndResources: setOf(avoidMenuIds),
    withinMeters: avoidWithinMeters,
    hasConditions: avoidOrgIds.length > 0 || avoidMenuIds.length > 0 || avoidWithinMeters > 0,
  };
}

function languagesFollowed({ languages }: MatchingProfile): CodeSet {
  const known = languages ?? [];
  return setOf(known.includes(DEFAULT_LANGUAGE) ? [...known, EASY_JAPANESE] : known);
}

/** Of unknown age: the guardian's word counts as for a child unless it is on record that none is needed. */
function guardianView(profile: MatchingProfile, guardianAge: number): { missing: boolean; refused: boolean } {
  const word = profile.consent?.guardian ?? null;
  if (profile.age == null) return { missing: word === null || word === 'refused', refused: word === 'refused' };
  if (profile.age >= guardianAge) return { missing: false, refused: false };
  return { missing: word !== 'granted', refused: word === 'refused' };
}

function weightsMilliOf(settings: Settings): Record<WeightName, number> {
  const entries = Object.entries(settings.weights).map(([name, points]) => [name, Math.round(points * MILLI)]);
  return Object.fromEntries(entries) as Record<WeightName, number>;
}

function wishesOf(need: Need, avoid: CodeSet) {
  const primary = once(need.primaryPurposes);
  const secondary = once(need.secondaryPurposes);
  const companions = need.companions ?? [];
  return {
    primary,
    secondary,
    modes: once(need.mode),
    supportRequired: once(need.supportRequired),
    supportPreferred: once(need.supportPreferred),
    hasCompanions: companions.length > 0,
    companionNeedsCare: companions.some((companion) => companion.need === 'care'),
    wantsRole: primary.includes('role') || secondary.includes('role'),
    wantsQuiet: need.groupMaxPreferred != null || EASED_BY_QUIET.some((demand) => avoid.has(demand)),
  };
}

/** `today` is the municipality's local day, `YYYY-MM-DD`; it comes from the domain clock. */
export function requestView(profile: MatchingProfile, need: Need, settings: Settings, today: string): RequestView {
  const avoid = setOf(profile.avoid);
  const understands = languagesFollowed(profile);
  const guardian = guardianView(profile, settings.guardianAge);
  return {
    profile,
    need,
    settings,
    weightsMilli: weightsMilliOf(settings),
    today: dayNumber(today) ?? 0,
    startBy: dayNumber(need.startBy),
    windows: windowsOf(need.windows),
    sessionsWanted: sessionsWantedPerWeek(need.minSessions),
    safety: safetyView(profile),
    declined: setOf(profile.declinedMenuIds),
    disclosure: setOf(profile.consent?.disclosureOrgIds),
    avoid,
    readiness: READINESS_ORDER.indexOf(profile.readiness ?? ''),
    strengths: setOf(profile.strengths),
    strengthsAndInterests: setOf([...(profile.strengths ?? []), ...(profile.interests ?? [])]),
    understands,
    followsEasyJapanese: understands.has(EASY_JAPANESE),
    accessibility: once(profile.accessibility),
    ...wishesOf(need, avoid),
    guardianMissing: guardian.missing,
    guardianRefused: guardian.refused,
  };
}
