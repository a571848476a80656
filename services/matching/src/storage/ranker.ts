import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json';
import { judgedProfile, type SetApart, setApart } from '../domain/declined-by-host';
import { explained, type RankResult } from '../domain/engine';
import type { Found, Request } from '../domain/engine/found';
import type { Memory } from '../domain/memory';
import { rankingAnswer } from '../domain/ranking-answer';
import { extrasOf, type RankingExtras } from '../domain/ranking-extras';
import type { RankingInput } from '../domain/ranking-input';
import type { Settings } from '../domain/settings';
import type { ShownPlace, ShownPlaces } from './shown-places';

/** Entries of each list of an answer where nobody says how many, and where a choice of menus is compared. */
const USUAL = 100;
const MOST = 500;

/** Where and when: a municipality and a moment of its domain clock. */
export interface RankingMoment {
  readonly tenant: string;
  readonly now: Date;
  /** Local day of `now`. */
  readonly today: string;
}

export interface Ranked {
  readonly result: RankResult;
  readonly extras: RankingExtras;
  /** Menus that are kept out because their host said no. */
  readonly notProposedAgain: readonly string[];
  readonly settings: Settings;
  /** What the answer shows, in the very version that was judged. */
  readonly shown: ReadonlyMap<string, ShownPlace>;
  /** Which moment of the tables was compared (`pg_snapshot` as text), and how many menus were known then. */
  readonly snapshot: string;
  readonly knownMenus: number;
}

/** Ranks what a memory knows. The same for a search and for its replay: nothing but the arguments decides. */
export class Ranker {
  constructor(
    private readonly memory: Memory,
    private readonly places: ShownPlaces,
  ) {}

  async rank({ tenant, now, today }: RankingMoment, input: RankingInput): Promise<Ranked> {
    // No wait before the last of these lines: memory, settings and snapshot are of one moment.
    const { places: known, settings: all } = this.memory;
    const snapshot = this.memory.snapshotOf(tenant);
    const settings = all.on(tenant, today);
    const request = { profile: judgedProfile(input), need: input.need, settings, today };
    const { found, notProposedAgain } = search(known, tenant, request, input);
    const knownMenus = known.size(tenant);
    const shown = await this.places.at(tenant, snapshot, [...menusIn(found), ...notProposedAgain]);
    const result = explained(request, found, (menuId) => shown.get(menuId)?.facts ?? null, now.toISOString());
    const extras = extrasOf(request, found, result, (menuId) => shown.get(menuId) ?? null);
    return { result, extras, notProposedAgain, settings, shown, snapshot, knownMenus };
  }
}

/** Where hosts said no, a second look without their word tells what every rule keeps out but for it. */
function search(known: Memory['places'], tenant: string, request: Request, input: RankingInput): SetApart {
  const wanted = wantedOf(input);
  const declined = input.hostDeclinedMenuIds.length;
  const found = known.search(tenant, request, { ...wanted, misses: wanted.misses + declined });
  if (declined === 0) return { found, notProposedAgain: [] };
  const without = known.search(tenant, { ...request, profile: input.profile }, { ...wanted, limit: 0, misses: 0 });
  return setApart(input, found, without.counts, wanted.misses);
}

function wantedOf({ amongMenuIds, limit }: RankingInput) {
  const most = limit ?? (amongMenuIds === null ? USUAL : MOST);
  return { limit: most, misses: most, ...(amongMenuIds !== null && { among: amongMenuIds }) };
}

const menusIn = ({ candidates, excluded, told }: Found): readonly string[] =>
  [...candidates, ...excluded, ...told].map(({ menuId }) => menuId);

/** The answer as people get it, for a request in a state. */
export function answerOf(
  acted: { readonly id: string; readonly state: string; readonly version: number },
  { result, extras, notProposedAgain, shown }: Ranked,
): ReturnType<typeof rankingAnswer> {
  return rankingAnswer(acted, { ...result, notProposedAgain }, (menuId) => shown.get(menuId) ?? null, extras);
}

/** SHA-256 of the whole answer, but for the state of the request, which is not the ranking's. */
export function fingerprintOf(ranked: Ranked): string {
  const { id: _id, state: _state, version: _version, ...answer } = answerOf(NOBODY, ranked);
  return createHash('sha256').update(canonicalJson(answer)).digest('hex');
}

const NOBODY = { id: '', state: '', version: 0 };
