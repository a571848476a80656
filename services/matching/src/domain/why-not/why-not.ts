import { type ExclusionCode } from '../eligibility';
import { type Pair } from '../judge';
import { daysSince, dayNumber } from '../local-days';
import { apply } from './apply';
import { type Change, change } from './change';
import { metresOf } from './metres';
import * as person from './person-changes';
import * as place from './place-changes';
import { type Column, placesMissing } from './places';
import { seenBy, type Seen } from './seen';

/** One broken rule: what it compared, and what would end it. */
export interface Reason {
  readonly code: ExclusionCode;
  /** Null where nothing may be said. */
  readonly seen: Seen | null;
  /** Each alone is enough for this rule, the first is the one named; empty = nothing is known that would help. */
  readonly changes: readonly Change[];
  /** The rule that has to be ended anyway and whose first change ends this one, too. */
  readonly through: ExclusionCode | null;
}

type Ways = (pair: Pair) => readonly Change[];

const NONE: readonly Change[] = [];
const listOf = (found: Change | null): readonly Change[] => (found === null ? NONE : [found]);

/** What the person is, wants to avoid or feels ready for is not up for change, nor is a place that has closed. */
const WAYS: Readonly<Record<ExclusionCode, Ways>> = {
  CONSENT_MISSING: () => NONE,
  GUARDIAN_CONSENT_MISSING: (pair) => listOf(person.guardianAgreement(pair)),
  CONSENT_SCOPE: ({ menu }) => [change('CONSENT_SCOPE', 'consent_to_organisation', { what: [menu.orgId] })],
  SAFETY_CONFLICT: () => NONE,
  RESOURCE_INACTIVE: () => NONE,
  PURPOSE_MISMATCH: (pair) => listOf(person.anotherPurpose(pair)),
  MODE_MISMATCH: (pair) => listOf(person.anotherMode(pair)),
  AGE_OUT_OF_RANGE: (pair) => listOf(person.ageException(pair)),
  GENDER_RESTRICTED: () => NONE,
  ELIGIBILITY_STATUTORY: (pair) => listOf(place.acceptance(pair)),
  OUT_OF_SYSTEM_SLOTS_NONE: (pair) => [place.moreOutOfSystemPlaces(pair)],
  CAPACITY_FULL: (pair) => [place.morePlaces(pair)],
  CAPACITY_STALE: () => [change('CAPACITY_STALE', 'new_report', {})],
  SCHEDULE_NO_OVERLAP: (pair) => place.moreTime(pair),
  DISTANCE_EXCEEDED: (pair) => person.nearer(pair, metresOf(pair)),
  ACCESSIBILITY_UNMET: (pair) => [person.moreAccess(pair)],
  LANGUAGE_UNMET: (pair) => [person.languageHelper(pair)],
  SUPPORT_UNMET: (pair) => [person.moreSupport(pair)],
  PERSON_CONSTRAINT_CONFLICT: () => NONE,
  HOST_NOT_READY: (pair) => listOf(place.readiness(pair, assessedDaysAgo(pair))),
  PERSON_DECLINED: () => [change('PERSON_DECLINED', 'person_asks_again', {})],
  FEE_EXCEEDS: (pair) => [person.feeWaiver(pair)],
  START_TOO_LATE: (pair) => [person.laterStart(pair)],
  READINESS_NOT_MET: () => NONE,
  COMPANION_NOT_ALLOWED: (pair) => [person.companionCare(pair)],
  EXCLUSION_NEEDS_REVIEW: () => [change('EXCLUSION_NEEDS_REVIEW', 'dialogue_with_host', {})],
};

function assessedDaysAgo({ menu, today }: Pair): number | null {
  return daysSince(menu.hostAssessment?.assessedOn, dayNumber(today) ?? 0);
}

/** From home there is no way to go and no step to climb. */
const NOT_FROM_HOME: ReadonlySet<ExclusionCode> = new Set(['DISTANCE_EXCEEDED', 'ACCESSIBILITY_UNMET']);

/** The rule whose change ends this one, too: a way from home, or a session at the new time that has room. */
function throughOf(code: ExclusionCode, mode: Change | undefined, time: Change | undefined, later: Pair) {
  if (NOT_FROM_HOME.has(code) && mode?.what.includes('remote') === true) return 'MODE_MISMATCH';
  return time !== undefined && hasRoomThen(code, later) ? 'SCHEDULE_NO_OVERLAP' : null;
}

function hasRoomThen(code: ExclusionCode, later: Pair): boolean {
  const { capacity } = later;
  if (capacity?.sessions == null) return false;
  if (code === 'CAPACITY_FULL') return !capacity.overCommitted && hasRoom(later, 'free');
  return code === 'OUT_OF_SYSTEM_SLOTS_NONE' && hasRoom(later, 'outOfSystemFree');
}

const hasRoom = (pair: Pair, column: Column): boolean => (placesMissing(pair, column) ?? 1) <= 0;

/** Where places are counted session by session, other hours of the place would be other places: the person's hours come first. */
function timeWays(pair: Pair): readonly Change[] {
  const ways = WAYS.SCHEDULE_NO_OVERLAP(pair);
  return pair.capacity?.sessions == null ? ways : ways.slice(0, 1);
}

const HIDDEN: readonly Reason[] = [{ code: 'SAFETY_CONFLICT', seen: null, changes: NONE, through: null }];

/**
 * Why a pair is not proposed, rule by rule in the order of judgement, and the smallest changes that would end it.
 * The first change of every reason, taken together, end them all; without any one of them the place stays excluded.
 * A place under review names the talk with its host only: how the person would fare after it is not looked at before.
 * Where safety is among the codes nothing else is said.
 */
export function whyNot(pair: Pair, codes: readonly ExclusionCode[]): readonly Reason[] {
  if (codes.includes('SAFETY_CONFLICT')) return HIDDEN;
  const modes = codes.includes('MODE_MISMATCH') ? WAYS.MODE_MISMATCH(pair) : NONE;
  const times = codes.includes('SCHEDULE_NO_OVERLAP') ? timeWays(pair) : NONE;
  const [mode, time] = [modes[0], times[0]];
  const later = time === undefined ? pair : apply(pair, time);
  return codes.map((code): Reason => {
    const seen = seenBy(code, pair);
    const through = throughOf(code, mode, time, later);
    if (through !== null) return { code, seen, changes: NONE, through };
    if (code === 'MODE_MISMATCH') return { code, seen, changes: modes, through };
    return { code, seen, changes: code === 'SCHEDULE_NO_OVERLAP' ? times : WAYS[code](later), through };
  });
}

/** The one change that is named for each rule. */
export function changesOf(reasons: readonly Reason[]): readonly Change[] {
  return reasons.flatMap(({ changes }) => changes.slice(0, 1));
}
