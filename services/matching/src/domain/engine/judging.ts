import { type RequestView } from '../request-view';
import { type Band } from './band';
import { type Found, type FoundRow, type NamedRow, type Tally, type Wanted } from './found';
import { lookOf } from './look';
import { type Places } from './places';
import { RankedRows } from './ranked-rows';
import * as row from './row';
import { type RowRequest } from './row-request';
import { bitOf, brokenBy, codesIn, isRemote, NO_DISTANCE } from './rules';
import { Scores } from './scores';
import { ones } from './code-sets';
import { Tallies } from './tallies';
import { REACHES_FAR } from './whereabouts';

const CONSENT_MISSING = bitOf('CONSENT_MISSING');
const PURPOSE_ONLY = bitOf('PURPOSE_MISMATCH');
const SCOPE_ONLY = bitOf('CONSENT_SCOPE');
const GUARDIAN_ONLY = bitOf('GUARDIAN_CONSENT_MISSING');
/** Later than any way: where none is known or none may be. */
const NO_WAY = 0x7fff_ffff;
/** One for all: a search is never interrupted by another. */
const TALLIES = new Tallies();

/** One search in progress: it judges rows and keeps the best, the nearest misses, the counts, and nothing else. */
export class Judging {
  compared = 0;
  private readonly view: RequestView;
  private readonly scores: Scores;
  private readonly best: RankedRows;
  private readonly misses: RankedRows;
  private readonly told: RankedRows;
  private readonly consented: boolean;
  private anyFits = false;
  private scopeOnly = false;
  private guardianOnly = false;
  private underReview = false;

  constructor(
    private readonly request: RowRequest,
    private readonly places: Places,
    wanted: Wanted,
  ) {
    this.view = request.view;
    this.scores = new Scores(request);
    this.best = new RankedRows(wanted.limit);
    this.misses = new RankedRows(wanted.misses);
    this.told = new RankedRows(wanted.limit);
    TALLIES.begin();
    this.consented = request.view.profile.consent?.matching === 'granted';
  }

  judgeAll(band: Band): void {
    for (let at = 0; at < band.end; at += row.ROW_WORDS) this.judge(band, at);
  }

  judge(band: Band, at: number): void {
    this.take(band, at, this.metresTo(band.words, at));
  }

  /** A row by all rules, without a place in the answer. */
  judged(band: Band, at: number): FoundRow {
    const metres = this.metresTo(band.words, at);
    return this.rowOf(band.words, at, metres, brokenBy(this.request, band.words, at, metres));
  }

  /** Judges rows of a range that are no further than `reach`, and those whose way does not matter. */
  judgeWithin(band: Band, from: number, to: number, reach: number): void {
    for (let at = from; at < to; at += row.ROW_WORDS) {
      const metres = this.metresTo(band.words, at);
      if (metres <= reach || ((band.words[at + row.FLAGS] ?? 0) & REACHES_FAR) !== 0) this.take(band, at, metres);
    }
  }

  found(rows: number): Found {
    const decided = {
      anyFits: this.anyFits,
      anyFailsOnlyScope: this.scopeOnly,
      anyFailsOnlyGuardian: this.guardianOnly,
    };
    const tally: Tally = { ...decided, hidesBehindExclusion: this.underReview };
    return {
      candidates: this.best.map((band, at, metres, mask) => this.rowOf(band.words, at, metres, mask)),
      excluded: this.misses.map((band, at, _, mask) => this.named(band.words, at, mask)),
      told: this.told.map((band, at, _, mask) => this.named(band.words, at, mask)),
      counts: TALLIES.counts(),
      compared: this.compared,
      outOfReach: rows - this.compared,
      tally,
    };
  }

  private metresTo(words: Int32Array, at: number): number {
    const { request } = this;
    if (!request.isLocated || ((words[at + row.FLAGS] ?? 0) & row.LOCATED) === 0) return NO_DISTANCE;
    const east = ((words[at + row.X] ?? 0) - request.x) * request.eastScale;
    const north = (words[at + row.Y] ?? 0) - request.y;
    return Math.floor(Math.sqrt(north * north + east * east) + 0.5) | 0;
  }

  private take(band: Band, at: number, metres: number): void {
    const mask = brokenBy(this.request, band.words, at, metres);
    this.compared += 1;
    if (mask === 0) this.takeFitting(band, at, metres);
    else this.takeBroken(band, at, metres, mask);
    if ((mask & ~PURPOSE_ONLY) === 0) this.mayTell(band, at, metres, mask);
    if (!this.consented) this.miss(band, at, metres, CONSENT_MISSING);
  }

  private takeFitting(band: Band, at: number, metres: number): void {
    this.anyFits = true;
    if (!this.consented) return;
    const score = this.scores.total(band.words, at, metres);
    if (!this.best.mayEnter(-score)) return;
    const { words } = band;
    const flags = words[at + row.FLAGS] ?? 0;
    const { key } = this.best;
    key[0] = -score;
    key[1] = -((words[at + row.REPORTED] ?? 0) >>> 0);
    key[2] = wayOf(this.request, flags, metres);
    key[3] = this.places.loadOfRow(words, at);
    writeId(key, 4, words, at);
    this.best.offer(band, at, metres, 0);
  }

  private takeBroken(band: Band, at: number, metres: number, mask: number): void {
    if (mask === SCOPE_ONLY) this.scopeOnly = true;
    if (mask === GUARDIAN_ONLY) this.guardianOnly = true;
    const words = band.words;
    if (((words[at + row.FLAGS] ?? 0) & row.UNDER_REVIEW) !== 0 && this.isHidden(words, at)) this.underReview = true;
    if (this.consented) this.miss(band, at, metres, mask);
  }

  private miss(band: Band, at: number, metres: number, mask: number): void {
    const { misses } = this;
    TALLIES.add(mask);
    const broken = ones(mask);
    if (!misses.mayEnter(broken)) return;
    misses.key[0] = broken;
    writeId(misses.key, 1, band.words, at);
    misses.offer(band, at, metres, mask);
  }

  /** A blanket exclusion matters where the place is open and serves the purpose; need, not person, decides. */
  private isHidden(words: Int32Array, at: number): boolean {
    const flags = words[at + row.FLAGS] ?? 0;
    if ((flags & row.INACTIVE) !== 0) return false;
    const { request } = this;
    const serves = ((words[at + row.OFFERS] ?? 0) & row.LOWER & request.primary) !== 0;
    return serves || !request.hasPrimary || (flags & row.PURPOSES_KNOWN) === 0;
  }

  /** May be told without a name: it suits, or it is open, answers a side wish and misses only the main purpose. */
  private mayTell(band: Band, at: number, metres: number, mask: number): void {
    const { words } = band;
    const flags = words[at + row.FLAGS] ?? 0;
    if ((flags & row.NEEDS_NAME) !== 0) return;
    const sideWish = ((words[at + row.OFFERS] ?? 0) & row.LOWER & this.request.secondary) !== 0;
    if (mask !== 0 && ((flags & row.IS_OPEN) === 0 || !sideWish)) return;
    writeId(this.told.key, 0, words, at);
    this.told.offer(band, at, metres, mask);
  }

  private rowOf(words: Int32Array, at: number, metres: number, mask: number): FoundRow {
    const isJudged = ((words[at + row.FLAGS] ?? 0) & row.UNDER_REVIEW) === 0;
    const { menuId, orgId, codes, load } = this.named(words, at, mask);
    return {
      menuId,
      orgId,
      codes,
      load,
      score: isJudged ? this.scores.score(words, at, metres) : null,
      look: isJudged ? lookOf(this.request, words, at, metres) : null,
    };
  }

  private named(words: Int32Array, at: number, mask: number): NamedRow {
    return {
      menuId: this.places.menuIdOf(words, at),
      orgId: this.places.orgIdOf(words, at),
      codes: codesIn(mask),
      load: this.places.loadOfRow(words, at),
    };
  }
}

function wayOf(request: RowRequest, flags: number, metres: number): number {
  if (isRemote(request, flags)) return 0;
  return metres === NO_DISTANCE || (flags & row.CONFIDENTIAL) !== 0 ? NO_WAY : metres;
}

function writeId(key: Float64Array, at: number, words: Int32Array, atRow: number): void {
  for (let word = 0; word < 4; word += 1) key[at + word] = (words[atRow + row.MENU_ID + word] ?? 0) >>> 0;
}
