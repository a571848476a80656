import { type ScoreTerm, type Score } from '../scoring';
import { type WeightName } from '../settings';
import { ones } from './code-sets';
import * as row from './row';
import { type RowRequest } from './row-request';
import { hostStateOf, isRemote, NO_DISTANCE } from './rules';
import { COMPANION_WELCOME } from './targets';
import { FITS } from './timetables';

/** Of the weight for size and quiet, six tenths go to the size and four to a quiet corner. */
const SIZE_SHARE = 600;
const QUIET_SHARE = 400;
const FULL_SHARE = SIZE_SHARE + QUIET_SHARE;
const PERMILLE = 1000;
const HOST_SIDE: ReadonlySet<WeightName> = new Set(['hostReadiness', 'hostLoad']);
const ROLE = row.PURPOSES.mask(['role']);

/** The wishes in the order in which they are shown. */
const TERMS: readonly WeightName[] = [
  'purposePrimary',
  'purposeSecondary',
  'strengthInterest',
  'role',
  'groupQuiet',
  'access',
  'schedule',
  'supportPreferred',
  'hostReadiness',
  'hostLoad',
  'free',
  'nextStep',
  'peerAge',
  'companion',
];

/**
 * Scores rows for one request. Every weight is earned by a fraction of whole numbers, rounded down to a whole
 * thousandth, so that every machine adds up alike. Points are given for what is known only, and nothing here reads
 * illness, nationality, assistance, record, family or gender. What depends on the request alone is reckoned once.
 */
export class Scores {
  private readonly max: Readonly<Record<WeightName, number>>;
  // Points by the number of codes that are met.
  private readonly primary: Int32Array;
  private readonly secondary: Int32Array;
  private readonly doing: Int32Array;
  private readonly preferred: Int32Array;
  // Points of what is wanted; 0 where it is not.
  private readonly role: number;
  private readonly goal: number;
  private readonly companion: number;
  private readonly quietShare: number;
  private readonly groupMost: number | null;
  private readonly wayLimit: number;
  /** Points of the row that was scored last, as in `TERMS`. */
  private readonly points = new Int32Array(TERMS.length);
  private readonly terms: readonly Omit<ScoreTerm, 'points'>[];

  constructor(private readonly request: RowRequest) {
    const { view } = request;
    const { need, settings, weightsMilli: max } = view;
    this.max = max;
    this.primary = byMet(view.primary.length, (met, of) => share(max.purposePrimary, met, of));
    this.secondary = byMet(view.secondary.length, (met, of) => share(max.purposeSecondary, met, of));
    this.preferred = byMet(view.supportPreferred.length, (met, of) => share(max.supportPreferred, met, of));
    // The first thing in common earns half, the rest by how much of the person's list is met.
    this.doing = byMet(request.ownThings, (met, of) => share(max.strengthInterest, of + met, 2 * of));
    this.role = view.wantsRole ? max.role : 0;
    this.goal = need.goal == null ? 0 : max.nextStep;
    this.companion = view.hasCompanions ? max.companion : 0;
    this.quietShare = view.wantsQuiet ? QUIET_SHARE : 0;
    this.groupMost = need.groupMaxPreferred ?? null;
    this.wayLimit = need.maxDistanceMeters ?? settings.accessReferenceMeters;
    this.terms = TERMS.map((code) => ({ side: HOST_SIDE.has(code) ? 'host' : 'person', code, max: max[code] }));
  }

  /** Thousandths of a point. */
  total(words: Int32Array, at: number, metres: number): number {
    const { points } = this;
    const flags = words[at + row.FLAGS] ?? 0;
    this.wishes(words, at, flags);
    points[4] = this.groupAndQuiet(words, at, flags);
    points[5] = this.access(flags, metres);
    this.hosts(words, at, flags);
    this.rest(words, at);
    let total = 0;
    for (let part = 0; part < points.length; part += 1) total += points[part] ?? 0;
    return total;
  }

  score(words: Int32Array, at: number, metres: number): Score {
    const total = this.total(words, at, metres);
    return {
      total,
      terms: this.terms.map(({ side, code, max }, index) => ({ side, code, points: this.points[index] ?? 0, max })),
    };
  }

  private wishes(words: Int32Array, at: number, flags: number): void {
    const { points, request } = this;
    const offers = words[at + row.OFFERS] ?? 0;
    const hasRole = (offers & ROLE) !== 0 || (flags & row.HAS_ROLES) !== 0;
    points[0] = this.primary[ones(offers & row.LOWER & request.primary)] ?? 0;
    points[1] = this.secondary[ones(offers & row.LOWER & request.secondary)] ?? 0;
    points[2] = this.doing[request.doing.met((words[at + row.DOING_GROUP] ?? 0) & row.LONG_MASK)] ?? 0;
    points[3] = hasRole ? this.role : 0;
    points[7] = this.preferred[ones(row.upper(offers) & request.preferred)] ?? 0;
  }

  private groupAndQuiet(words: Int32Array, at: number, flags: number): number {
    const quiet = (flags & row.IS_QUIET) !== 0 ? this.quietShare : 0;
    const size = sizeShare(this.groupMost, (words[at + row.DOING_GROUP] ?? 0) >>> row.LONG_BITS);
    return share(this.max.groupQuiet, size + quiet, FULL_SHARE);
  }

  /** A confidential address earns the same everywhere: points by nearness would betray where it is. */
  private access(flags: number, metres: number): number {
    if ((flags & (row.PICKUP | row.CONFIDENTIAL)) !== 0 || isRemote(this.request, flags)) return this.max.access;
    const limit = this.wayLimit;
    if (metres === NO_DISTANCE) return 0;
    if (limit <= 0) return metres === 0 ? this.max.access : 0;
    return share(this.max.access, Math.max(0, limit - metres), limit);
  }

  private hosts(words: Int32Array, at: number, flags: number): void {
    const state = hostStateOf(this.request, words, at, flags);
    const earned = state === row.HOST_READY ? 2 : Number(state === row.HOST_NEEDS_SUPPORT);
    this.points[8] = share(this.max.hostReadiness, earned, 2);
    this.points[9] = share(this.max.hostLoad, (words[at + row.ORG_HOST] ?? 0) >>> row.LONG_BITS, PERMILLE);
  }

  private rest(words: Int32Array, at: number): void {
    const { max, points, request } = this;
    const lists = words[at + row.NEXT_TARGETS] ?? 0;
    points[6] = request.timetables.verdict(words[at + row.TIMETABLE] ?? 0) === FITS ? max.schedule : 0;
    points[10] = words[at + row.FEE] === 0 ? max.free : 0;
    points[11] = request.nextSteps.met(row.lower(lists)) > 0 ? this.goal : 0;
    this.company(words, at, row.upper(lists));
  }

  /** People of the same age, and those who come along. */
  private company(words: Int32Array, at: number, targetsId: number): void {
    const { max, points, request } = this;
    points[12] = request.isAgeKnown === 1 && isPeer(request.age, words[at + row.AGES] ?? 0) ? max.peerAge : 0;
    points[13] = (request.targets.verdict(targetsId) & COMPANION_WELCOME) !== 0 ? this.companion : 0;
  }
}

/** For each number of things that may be met, how much that earns. */
function byMet(of: number, earned: (met: number, of: number) => number): Int32Array {
  const table = new Int32Array(of + 1);
  for (let met = 1; met <= of; met += 1) table[met] = earned(met, of);
  return table;
}

function share(max: number, earned: number, of: number): number {
  return of === 0 ? 0 : Math.floor((max * earned) / of);
}

/** `kept` is one more than the usual size of the group; 0 = unknown. */
function sizeShare(most: number | null, kept: number): number {
  if (most === null || kept === row.NOT_KNOWN) return 0;
  const usual = kept - 1;
  return usual <= most ? SIZE_SHARE : Math.floor((SIZE_SHARE * Math.max(0, most)) / usual);
}

/** The person's age lies among those who are there; one known end is enough. */
function isPeer(age: number, ages: number): boolean {
  return age >= ((ages >>> 16) & row.AGE_MOST) && age <= ages >>> 24;
}
