import { decide } from '../outcome';
import { type RequestView } from '../request-view';
import { type Band } from './band';
import { Block, ROWS } from './block';
import { type Found, type FoundRow, type NamedRow, type Tally, type Wanted } from './found';
import { lookOf } from './look';
import { type Places } from './places';
import { RankedRows } from './ranked-rows';
import * as row from './row';
import { type RowRequest } from './row-request';
import { bitOf, codesIn, isRemote, judgeRows, NO_DISTANCE } from './rules';
import { Scores } from './scores';
import { ones } from './code-sets';
import { Tallies } from './tallies';
import { REACHES_FAR } from './whereabouts';

const CONSENT_MISSING = bitOf('CONSENT_MISSING');
const PURPOSE_ONLY = bitOf('PURPOSE_MISMATCH');
const SCOPE_ONLY = bitOf('CONSENT_SCOPE');
const EXCLUSION_NEEDS_REVIEW = bitOf('EXCLUSION_NEEDS_REVIEW');
const GUARDIAN_ONLY = bitOf('GUARDIAN_CONSENT_MISSING');
/** Later than any way: where none is known or none may be. */
const NO_WAY = 0x7fff_ffff;
/** One for all: a search is never interrupted by another. */
const TALLIES = new Tallies();
const BLOCK = new Block();
/** As many metres as a word holds. */
const EVERY_WAY = 0x7fff_ffff;

/** One search in progress: it judges rows and keeps the best, the nearest misses, the counts, and nothing else. */
export class Judging {
  compared = 0;
  private readonly view: RequestView;
  private readonly scores: Scores;
  private readonly best: RankedRows;
  private readonly misses: RankedRows;
  private readonly told: RankedRows;
  private readonly consented: boolean;
  private readonly wantsMisses: boolean;
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
    this.wantsMisses = wanted.misses > 0;
    TALLIES.begin();
    this.consented = request.view.profile.consent?.matching === 'granted';
  }

  judgeAll(band: Band): void {
    this.judgeRange(band, 0, band.end, EVERY_WAY);
  }

  judge(band: Band, at: number): void {
    this.judgeRange(band, at, at + row.ROW_WORDS, EVERY_WAY);
  }

  /** A row by all rules, without a place in the answer. */
  judged(band: Band, at: number): FoundRow {
    gather(this.request, band.words, at, at + row.ROW_WORDS, EVERY_WAY);
    judgeRows(this.request, BLOCK);
    return this.rowOf(band.words, at, BLOCK.metres[0] ?? 0, BLOCK.broken[0] ?? 0);
  }

  /** Judges rows of a range that are no further than `reach`, and those whose way does not matter. */
  judgeRange(band: Band, from: number, to: number, reach: number): void {
    for (let at = from; at < to;) {
      at = gather(this.request, band.words, at, to, reach);
      this.takeBlock(band);
    }
  }

  found(rows: number): Found {
    const decided = {
      anyFits: this.anyFits,
      anyFailsOnlyScope: this.scopeOnly,
      anyFailsOnlyGuardian: this.guardianOnly,
    };
    const tally: Tally = { ...decided, hidesBehindExclusion: this.underReview };
    const { proposes } = decide(this.view, tally);
    return {
      candidates: this.best.map((band, at, metres, mask) => this.rowOf(band.words, at, metres, mask)),
      excluded: this.misses.map((band, at, _, mask) => this.named(band.words, at, mask)),
      told: proposes ? [] : this.told.map((band, at, _, mask) => this.named(band.words, at, mask)),
      counts: this.consented ? TALLIES.counts() : this.withoutConsent(),
      compared: this.compared,
      outOfReach: rows - this.compared,
      tally,
    };
  }

  private withoutConsent(): Found['counts'] {
    return this.compared === 0 ? {} : { CONSENT_MISSING: this.compared };
  }

  private takeBlock(band: Band): void {
    judgeRows(this.request, BLOCK);
    this.compared += BLOCK.count;
    if (this.consented) TALLIES.add(BLOCK.broken, BLOCK.count);
    for (let index = 0; index < BLOCK.count; index += 1) {
      const mask = BLOCK.broken[index] ?? 0;
      if (isNear(mask)) this.takeNear(band, BLOCK.at[index] ?? 0, BLOCK.metres[index] ?? 0, mask);
      if (this.wantsMisses) this.miss(band, BLOCK.at[index] ?? 0, BLOCK.metres[index] ?? 0, mask);
    }
  }

  private takeNear(band: Band, at: number, metres: number, mask: number): void {
    if (mask === 0) this.takeFitting(band, at, metres);
    else this.takeBroken(band, at, mask);
    if ((mask & ~PURPOSE_ONLY) === 0) this.mayTell(band, at, metres, mask);
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

  private takeBroken(band: Band, at: number, mask: number): void {
    if (mask === SCOPE_ONLY) this.scopeOnly = true;
    if (mask === GUARDIAN_ONLY) this.guardianOnly = true;
    const words = band.words;
    if (((words[at + row.FLAGS] ?? 0) & row.UNDER_REVIEW) !== 0 && this.isHidden(words, at)) this.underReview = true;
  }

  private miss(band: Band, at: number, metres: number, broken: number): void {
    const { misses } = this;
    const mask = this.consented ? broken : CONSENT_MISSING;
    if (mask === 0) return;
    const count = ones(mask);
    if (!misses.mayEnter(count)) return;
    misses.key[0] = count;
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

/** A row that breaks no more than one rule, or is under review: only such decide what becomes of the request. */
const isNear = (mask: number): boolean => (mask & (mask - 1)) === 0 || (mask & EXCLUSION_NEEDS_REVIEW) !== 0;

/** Fills the block with rows of a range that are no further than `reach`, or whose way does not matter; says where it stopped. */
function gather(request: RowRequest, words: Int32Array, from: number, to: number, reach: number): number {
  const { x, y, eastScale } = request;
  const located = request.isLocated ? row.LOCATED : 0;
  let count = 0;
  let at = from;
  BLOCK.words = words;
  for (; at < to && count < ROWS; at += row.ROW_WORDS) {
    const flags = words[at + row.FLAGS] ?? 0;
    let metres = NO_DISTANCE;
    if ((flags & located) !== 0) {
      const east = ((words[at + row.X] ?? 0) - x) * eastScale;
      const north = (words[at + row.Y] ?? 0) - y;
      metres = Math.floor(Math.sqrt(north * north + east * east) + 0.5) | 0;
    }
    if (metres > reach && (flags & REACHES_FAR) === 0) continue;
    BLOCK.at[count] = at;
    BLOCK.metres[count] = metres;
    count += 1;
  }
  BLOCK.count = count;
  return at;
}

function wayOf(request: RowRequest, flags: number, metres: number): number {
  if (isRemote(request, flags)) return 0;
  return metres === NO_DISTANCE || (flags & row.CONFIDENTIAL) !== 0 ? NO_WAY : metres;
}

function writeId(key: Float64Array, at: number, words: Int32Array, atRow: number): void {
  for (let word = 0; word < 4; word += 1) key[at + word] = (words[atRow + row.MENU_ID + word] ?? 0) >>> 0;
}
