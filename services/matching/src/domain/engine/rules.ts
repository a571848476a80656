import { EXCLUSION_CODES, type ExclusionCode } from '../eligibility';
import { FINE, negative, nonZero, zero } from './branchless';
import { UNKNOWN_SET } from './code-sets';
import * as row from './row';
import { isNamed, type RowRequest } from './row-request';
import * as targets from './targets';

const placeOf = (code: ExclusionCode): number => EXCLUSION_CODES.indexOf(code);
/** The bit of a code in a mask of broken rules. */
export const bitOf = (code: ExclusionCode): number => 1 << placeOf(code);

const GUARDIAN_CONSENT_MISSING = placeOf('GUARDIAN_CONSENT_MISSING');
const CONSENT_SCOPE = placeOf('CONSENT_SCOPE');
const RESOURCE_INACTIVE = placeOf('RESOURCE_INACTIVE');
const PURPOSE_MISMATCH = placeOf('PURPOSE_MISMATCH');
const MODE_MISMATCH = placeOf('MODE_MISMATCH');
const AGE_OUT_OF_RANGE = placeOf('AGE_OUT_OF_RANGE');
const OUT_OF_SYSTEM_SLOTS_NONE = placeOf('OUT_OF_SYSTEM_SLOTS_NONE');
const CAPACITY_FULL = placeOf('CAPACITY_FULL');
const CAPACITY_STALE = placeOf('CAPACITY_STALE');
const SCHEDULE_NO_OVERLAP = placeOf('SCHEDULE_NO_OVERLAP');
const DISTANCE_EXCEEDED = placeOf('DISTANCE_EXCEEDED');
const ACCESSIBILITY_UNMET = placeOf('ACCESSIBILITY_UNMET');
const LANGUAGE_UNMET = placeOf('LANGUAGE_UNMET');
const SUPPORT_UNMET = placeOf('SUPPORT_UNMET');
const PERSON_CONSTRAINT_CONFLICT = placeOf('PERSON_CONSTRAINT_CONFLICT');
const HOST_NOT_READY = placeOf('HOST_NOT_READY');
const PERSON_DECLINED = bitOf('PERSON_DECLINED');
const FEE_EXCEEDS = placeOf('FEE_EXCEEDS');
const START_TOO_LATE = placeOf('START_TOO_LATE');
const READINESS_NOT_MET = placeOf('READINESS_NOT_MET');
const SAFETY_CONFLICT = bitOf('SAFETY_CONFLICT');
const EXCLUSION_NEEDS_REVIEW = bitOf('EXCLUSION_NEEDS_REVIEW');

/** What the targets' verdict says, as bits of the mask. */
const REFUSALS: readonly number[] = targets.refusals(bitOf);

const NO_CODES: readonly ExclusionCode[] = [];

/** Codes of a mask, in the order of judgement. */
export function codesIn(mask: number): readonly ExclusionCode[] {
  if (mask === 0) return NO_CODES;
  return EXCLUSION_CODES.filter((_, bit) => ((mask >> bit) & 1) === 1);
}

const at1 = (flags: number, shift: number): number => (flags >>> shift) & 1;

/** 1 where taking part from home is offered and wanted: distance and accessibility no longer matter. */
const fromHome = (request: RowRequest, flags: number): number => nonZero(flags & request.remote);
export const isRemote = (request: RowRequest, flags: number): boolean => (flags & request.remote) !== 0;

/** Metres of a place that nobody knows. */
export const NO_DISTANCE = -1;

/**
 * Every rule that a row breaks for certain, as a mask; unknown facts break only the rules that say so.
 * A place under review is judged by consent and by its own state, never by anything that the person is.
 * `metres` is NO_DISTANCE where unknown.
 *
 * The rules are written without branches where that is possible: for a computer each of them is as good as a coin
 * that is tossed, and a wrong guess costs more than all the sums.
 */
export function brokenBy(request: RowRequest, words: Int32Array, at: number, metres: number): number {
  const flags = words[at + row.FLAGS] ?? 0;
  const org = request.organisations.of((words[at + row.ORG_HOST] ?? 0) & row.LONG_MASK);
  const scope = (at1(flags, row.NEEDS_NAME_SHIFT) & ~org & 1) << CONSENT_SCOPE;
  const closed = at1(flags, row.INACTIVE_SHIFT) << RESOURCE_INACTIVE;
  if ((flags & row.UNDER_REVIEW) !== 0) return scope | closed | EXCLUSION_NEEDS_REVIEW;
  const broken =
    scope |
    closed |
    ((at1(flags, row.NEEDS_NAME_SHIFT) & request.guardianMissing) << GUARDIAN_CONSENT_MISSING) |
    offers(request, words, at, flags) |
    room(request, words, at, flags) |
    access(request, words, at, flags) |
    terms(request, words, at, flags) |
    ((negative(request.most - metres) & ~needsNoWay(request, flags)) << DISTANCE_EXCEEDED);
  if (request.declined.isEmpty || !isNamed(request.declined, words, at))
    return safely(request, words, at, metres, broken);
  return safely(request, words, at, metres, broken | PERSON_DECLINED);
}

/** 1 where the way keeps nobody out, however long: from home, with a pick-up, or to a confidential address. */
const needsNoWay = (request: RowRequest, flags: number): number =>
  at1(flags, row.PICKUP_SHIFT) | at1(flags, row.CONFIDENTIAL_SHIFT) | fromHome(request, flags);

/** Beside a safety conflict the distance is left out: it would tell which condition struck. */
function safely(request: RowRequest, words: Int32Array, at: number, metres: number, broken: number): number {
  if (!isUnsafe(request, words, at, metres)) return broken;
  return (broken | SAFETY_CONFLICT) & ~(1 << DISTANCE_EXCEEDED);
}

/** Unknown safety excludes, and so does an unknown distance where a distance must be kept. */
function isUnsafe(request: RowRequest, words: Int32Array, at: number, metres: number): boolean {
  if (!request.isSafetyKnown) return true;
  if (!request.hasSafetyConditions) return false;
  if (request.avoids((words[at + row.ORG_HOST] ?? 0) & row.LONG_MASK)) return true;
  if (isNamed(request.avoided, words, at)) return true;
  if (request.keepAway <= 0 || ((words[at + row.FLAGS] ?? 0) & row.REMOTE_ONLY) !== 0) return false;
  return metres === NO_DISTANCE || metres < request.keepAway;
}

function offers(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const offered = words[at + row.OFFERS] ?? 0;
  const lacking = request.required & ~(offered >>> row.HALF);
  const times = request.timetables.verdict(words[at + row.TIMETABLE] ?? 0);
  return (
    ((zero(offered & request.primary) & at1(flags, row.PURPOSES_SHIFT) & request.hasPrimary) << PURPOSE_MISMATCH) |
    ((zero(flags & request.modes) & at1(flags, row.MODES_SHIFT) & request.hasModes) << MODE_MISMATCH) |
    (nonZero((words[at + row.DEMANDS_LOAD] ?? 0) & request.avoid) << PERSON_CONSTRAINT_CONFLICT) |
    ((nonZero(lacking) & at1(flags, row.SUPPORT_SHIFT)) << SUPPORT_UNMET) |
    (zero(times) << SCHEDULE_NO_OVERLAP)
  );
}

/** Places that one party takes here: a family counts as one where families are counted. */
const placesFor = (request: RowRequest, flags: number): number => ((flags & row.FAMILY) === 0 ? request.party : 1);

/** Age, gender, scheme and companions by the verdict on the targets; then whether there is a place. */
function room(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const ages = words[at + row.AGES] ?? 0;
  const verdict = request.targets.verdict((words[at + row.NEXT_TARGETS] ?? 0) >>> row.HALF);
  const outside =
    (negative(request.age - (ages & row.AGE_MOST)) | negative(((ages >>> 8) & row.AGE_MOST) - request.age)) &
    request.isAgeKnown;
  const refused = (outside << AGE_OUT_OF_RANGE) | (REFUSALS[verdict & targets.REFUSED] ?? FINE);
  const isOutside = targets.entitlementIn(verdict) === targets.ON_OUT_OF_SYSTEM_PLACE;
  const noSlot = isOutside && !hasOutOfSystemPlace(request, words, at, flags) ? 1 : 0;
  const counted = at1(flags, row.OPEN_SHIFT) ^ 1;
  return (
    refused |
    (noSlot << OUT_OF_SYSTEM_SLOTS_NONE) |
    ((isFull(request, words, at, flags) & counted) << CAPACITY_FULL) |
    (((isReportUsable(request, words, at, flags) ^ 1) & counted) << CAPACITY_STALE)
  );
}

/** 1 where no place is left for the party. Where nobody said how many are free, a stale report keeps it out. */
function isFull(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const word = words[at + row.FREE] ?? 0;
  const over = at1(flags, row.OVER_COMMITTED_SHIFT);
  if ((flags & row.SLICED) !== 0) {
    return over | negative(request.slices.bestFree(word, request.windows) - placesFor(request, flags));
  }
  const free = row.lowerSigned(word);
  return over | (nonZero(free ^ row.FREE_UNKNOWN) & negative(free - placesFor(request, flags)));
}

/** Free seats in the scheme are no out-of-system places: only those that were reported count. */
export function hasOutOfSystemPlace(request: RowRequest, words: Int32Array, at: number, flags: number): boolean {
  const word = words[at + row.FREE] ?? 0;
  const isSliced = (flags & row.SLICED) !== 0;
  const free = isSliced ? request.slices.bestOutOfSystem(word, request.windows) : row.upperSigned(word);
  return free >= placesFor(request, flags);
}

/** 1 where there is a report that is complete and new enough to carry a proposal. */
export function isReportUsable(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const pairs = (words[at + row.REPORTED] ?? 0) >>> 1;
  return at1(flags, row.REPORT_COMPLETE_SHIFT) & (negative(pairs - request.oldestReport) ^ 1) & nonZero(pairs);
}

function access(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const word = words[at + row.ACCESS_LANGUAGES] ?? 0;
  const steps = word & row.LOWER;
  const spoken = word >>> row.HALF;
  const lacking = negative(request.accessibility.met(steps) - request.accessNeeds) & nonZero(steps ^ UNKNOWN_SET);
  const strange = zero(request.languages.met(spoken)) & nonZero(spoken ^ UNKNOWN_SET) & request.speaks;
  // A place that supports easy Japanese is followed by whoever follows it, whatever else the place speaks.
  const easy = nonZero((words[at + row.OFFERS] ?? 0) & request.easySupport);
  return (
    ((lacking & (fromHome(request, flags) ^ 1)) << ACCESSIBILITY_UNMET) | ((strange & (easy ^ 1)) << LANGUAGE_UNMET)
  );
}

/** What the host's assessment is worth on this day: HOST_…. */
export function hostStateOf(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const status = (flags >>> row.HOST_SHIFT) & row.HOST_PAUSED;
  const assessed = (words[at + row.DAYS] ?? 0) >>> row.HALF;
  const isCurrent = (negative(assessed - request.oldestAssessment) ^ 1) & (at1(flags, row.HOST_FULL_SHIFT) ^ 1);
  return status & -(isCurrent | zero(status ^ row.HOST_PAUSED));
}

function terms(request: RowRequest, words: Int32Array, at: number, flags: number): number {
  const host = hostStateOf(request, words, at, flags);
  const unprepared = zero(host ^ row.HOST_PAUSED) | (zero(host) & (at1(flags, row.OPEN_SHIFT) ^ 1));
  const start = (words[at + row.DAYS] ?? 0) & row.LOWER;
  return (
    (unprepared << HOST_NOT_READY) |
    (negative(request.budget - (words[at + row.FEE] ?? 0)) << FEE_EXCEEDS) |
    (negative(request.startBy - start) << START_TOO_LATE) |
    (negative(request.readiness - ((flags >>> row.READINESS_SHIFT) & 3)) << READINESS_NOT_MET)
  );
}
