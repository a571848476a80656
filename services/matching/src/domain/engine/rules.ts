import { EXCLUSION_CODES, type ExclusionCode } from '../eligibility';
import { type Block } from './block';
import { negative, nonZero, zero } from './branchless';
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
/** Of a place under review only these may be told beside that. */
const SAID_OF_REVIEWED = (1 << CONSENT_SCOPE) | (1 << RESOURCE_INACTIVE);

/** What the targets' verdict says, as bits of the mask. */
const REFUSALS = Int32Array.from(targets.refusals(bitOf));

/** Nobody goes there, or nobody may learn how far it is. */
const NEVER_NEAR = row.REMOTE_ONLY | row.CONFIDENTIAL;

const NO_CODES: readonly ExclusionCode[] = [];

/** Codes of a mask, in the order of judgement. */
export function codesIn(mask: number): readonly ExclusionCode[] {
  if (mask === 0) return NO_CODES;
  return EXCLUSION_CODES.filter((_, bit) => ((mask >> bit) & 1) === 1);
}

const word = (words: Int32Array, at: number): number => words[at] ?? 0;
const at1 = (flags: number, shift: number): number => (flags >>> shift) & 1;

/** Taking part from home is offered and wanted: distance and accessibility no longer matter. */
export const isRemote = (request: RowRequest, flags: number): boolean => (flags & request.remote) !== 0;

/** Metres of a place that nobody knows. */
export const NO_DISTANCE = -1;

/**
 * Every rule that each row of the block breaks for certain, as masks; unknown facts break only the rules that say so.
 * A place under review is judged by consent and by its own state, never by anything that the person is.
 *
 * The rules are written without branches where that is possible: for a computer each of them is as good as a coin
 * that is tossed, and a wrong guess costs more than all the sums.
 */
export function judgeRows(request: RowRequest, block: Block): void {
  judgeByOffers(request, block);
  judgeByAgeAndTime(request, block);
  judgeByRoom(request, block);
  if (request.accessNeeds > 0) judgeByAccess(request, block);
  if (request.hasLanguages) judgeByLanguage(request, block);
  if (!request.declined.isEmpty) judgeByName(request, block);
  if (!request.isSafetyKnown || request.hasSafetyConditions) judgeBySafety(request, block);
  sayOfReviewed(block);
}

/** 1 where the way keeps nobody out, however long: from home, with a pick-up, or to a confidential address. */
const needsNoWay = (remote: number, flags: number): number =>
  at1(flags, row.PICKUP_SHIFT) | at1(flags, row.CONFIDENTIAL_SHIFT) | nonZero(flags & remote);

/** Consent, state, way, what is offered and on which terms. */
function judgeByOffers(request: RowRequest, { words, at, metres, broken, count }: Block): void {
  const { organisations, guardianMissing, most, remote, primary, hasPrimary, modes, hasModes } = request;
  const { avoid, required, budget, startBy, readiness, oldestAssessment } = request;
  for (let index = 0; index < count; index += 1) {
    const start = word(at, index);
    const flags = word(words, start + row.FLAGS);
    const offered = word(words, start + row.OFFERS);
    const days = word(words, start + row.DAYS);
    const org = organisations.of(word(words, start + row.ORG_HOST) & row.LONG_MASK);
    const named = at1(flags, row.NEEDS_NAME_SHIFT);
    const host = hostStateOn(oldestAssessment, flags, days);
    const unprepared = zero(host ^ row.HOST_PAUSED) | (zero(host) & (at1(flags, row.OPEN_SHIFT) ^ 1));
    broken[index] =
      ((named & ~org & 1) << CONSENT_SCOPE) |
      (at1(flags, row.INACTIVE_SHIFT) << RESOURCE_INACTIVE) |
      ((named & guardianMissing) << GUARDIAN_CONSENT_MISSING) |
      ((negative(most - word(metres, index)) & ~needsNoWay(remote, flags)) << DISTANCE_EXCEEDED) |
      ((zero(offered & primary) & at1(flags, row.PURPOSES_SHIFT) & hasPrimary) << PURPOSE_MISMATCH) |
      ((zero(flags & modes) & at1(flags, row.MODES_SHIFT) & hasModes) << MODE_MISMATCH) |
      (nonZero(word(words, start + row.DEMANDS_LOAD) & avoid) << PERSON_CONSTRAINT_CONFLICT) |
      ((nonZero(required & ~(offered >>> row.HALF)) & at1(flags, row.SUPPORT_SHIFT)) << SUPPORT_UNMET) |
      (unprepared << HOST_NOT_READY) |
      (negative(budget - word(words, start + row.FEE)) << FEE_EXCEEDS) |
      (negative(startBy - (days & row.LOWER)) << START_TOO_LATE) |
      (negative(readiness - ((flags >>> row.READINESS_SHIFT) & 3)) << READINESS_NOT_MET);
  }
}

/** Age and time. */
function judgeByAgeAndTime(request: RowRequest, { words, at, broken, count }: Block): void {
  const { age, isAgeKnown, timetables } = request;
  for (let index = 0; index < count; index += 1) {
    const start = word(at, index);
    const ages = word(words, start + row.AGES);
    const outside = negative(age - (ages & row.AGE_MOST)) | negative(((ages >>> 8) & row.AGE_MOST) - age);
    broken[index] =
      word(broken, index) |
      ((outside & isAgeKnown) << AGE_OUT_OF_RANGE) |
      (zero(timetables.verdict(word(words, start + row.TIMETABLE))) << SCHEDULE_NO_OVERLAP);
  }
}

function judgeByAccess(request: RowRequest, { words, at, broken, count }: Block): void {
  const { accessibility, accessNeeds, remote } = request;
  for (let index = 0; index < count; index += 1) {
    const start = word(at, index);
    const steps = word(words, start + row.ACCESS_LANGUAGES) & row.LOWER;
    const lacking = negative(accessibility.met(steps) - accessNeeds) & nonZero(steps ^ UNKNOWN_SET);
    const inPerson = zero(word(words, start + row.FLAGS) & remote);
    broken[index] = word(broken, index) | ((lacking & inPerson) << ACCESSIBILITY_UNMET);
  }
}

function judgeByLanguage(request: RowRequest, { words, at, broken, count }: Block): void {
  const { languages, easySupport } = request;
  for (let index = 0; index < count; index += 1) {
    const start = word(at, index);
    const spoken = word(words, start + row.ACCESS_LANGUAGES) >>> row.HALF;
    const strange = zero(languages.met(spoken)) & nonZero(spoken ^ UNKNOWN_SET);
    // A place that supports easy Japanese is followed by whoever follows it, whatever else the place speaks.
    const easy = nonZero(word(words, start + row.OFFERS) & easySupport);
    broken[index] = word(broken, index) | ((strange & (easy ^ 1)) << LANGUAGE_UNMET);
  }
}

/** Whether the person is one of those for whom it is, and there is a place, by a report that counts. */
function judgeByRoom(request: RowRequest, { words, at, broken, count }: Block): void {
  const whom = request.targets;
  for (let index = 0; index < count; index += 1) {
    const start = word(at, index);
    const flags = word(words, start + row.FLAGS);
    const verdict = whom.verdict(word(words, start + row.NEXT_TARGETS) >>> row.HALF);
    const counted = at1(flags, row.OPEN_SHIFT) ^ 1;
    const outside = targets.entitlementIn(verdict) === targets.ON_OUT_OF_SYSTEM_PLACE;
    const noSlot = outside && !hasOutOfSystemPlace(request, words, start, flags) ? 1 : 0;
    broken[index] =
      word(broken, index) |
      word(REFUSALS, verdict & targets.REFUSED) |
      (noSlot << OUT_OF_SYSTEM_SLOTS_NONE) |
      ((isFull(request, words, start, flags) & counted) << CAPACITY_FULL) |
      (((isReportUsable(request, words, start, flags) ^ 1) & counted) << CAPACITY_STALE);
  }
}

function judgeByName(request: RowRequest, { words, at, broken, count }: Block): void {
  for (let index = 0; index < count; index += 1) {
    if (isNamed(request.declined, words, word(at, index))) broken[index] = word(broken, index) | PERSON_DECLINED;
  }
}

/** Beside a safety conflict the distance is left out: it would tell which condition struck. */
function judgeBySafety(request: RowRequest, { words, at, metres, broken, count }: Block): void {
  for (let index = 0; index < count; index += 1) {
    if (isUnsafe(request, words, word(at, index), word(metres, index)))
      broken[index] = (word(broken, index) | SAFETY_CONFLICT) & ~(1 << DISTANCE_EXCEEDED);
  }
}

function sayOfReviewed({ words, at, broken, count }: Block): void {
  for (let index = 0; index < count; index += 1) {
    if ((word(words, word(at, index) + row.FLAGS) & row.UNDER_REVIEW) !== 0)
      broken[index] = (word(broken, index) & SAID_OF_REVIEWED) | EXCLUSION_NEEDS_REVIEW;
  }
}

/**
 * Unknown safety excludes, and so does an unknown distance where a distance must be kept. Of a confidential place no
 * distance is compared: a limit moved step by step would measure where it is (`isDistanceHidden`).
 */
function isUnsafe(request: RowRequest, words: Int32Array, at: number, metres: number): boolean {
  if (!request.isSafetyKnown) return true;
  if (!request.hasSafetyConditions) return false;
  if (request.avoids((words[at + row.ORG_HOST] ?? 0) & row.LONG_MASK)) return true;
  if (isNamed(request.avoided, words, at)) return true;
  if (request.keepAway <= 0 || ((words[at + row.FLAGS] ?? 0) & NEVER_NEAR) !== 0) return false;
  return metres === NO_DISTANCE || metres < request.keepAway;
}

/** Places that one party takes here: a family counts as one where families are counted. */
const placesFor = (request: RowRequest, flags: number): number => ((flags & row.FAMILY) === 0 ? request.party : 1);

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

/** What the host's assessment is worth on this day: HOST_…. */
export const hostStateOf = ({ oldestAssessment }: RowRequest, words: Int32Array, at: number, flags: number): number =>
  hostStateOn(oldestAssessment, flags, word(words, at + row.DAYS));

function hostStateOn(oldestAssessment: number, flags: number, days: number): number {
  const status = (flags >>> row.HOST_SHIFT) & row.HOST_PAUSED;
  const isCurrent = (negative((days >>> row.HALF) - oldestAssessment) ^ 1) & (at1(flags, row.HOST_FULL_SHIFT) ^ 1);
  return status & -(isCurrent | zero(status ^ row.HOST_PAUSED));
}
