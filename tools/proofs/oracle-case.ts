import type { Found, FoundRow, NamedRow, Request } from '../../services/matching/src/domain/engine/found';
import { Places } from '../../services/matching/src/domain/engine/places';
import { search } from '../../services/matching/src/domain/engine/search';
import { explained } from '../../services/matching/src/domain/engine';
import { judgeOne } from '../../services/matching/src/domain/judge';
import { DEFAULT_SETTINGS, type Settings } from '../../services/matching/src/domain/settings';
import { Municipality, type Place } from '../municipality/municipality';
import { type Chance, chanceOf } from '../municipality/random';
import { type MunicipalityOptions, USUAL } from '../municipality/setting';
import { metresFrom } from '../reference/metres';
import { type Books, type JudgedPlace, match, type ReferenceAnswer } from '../reference/reference';

/** A small municipality as the engine and the reference know it. */
export interface Stage {
  readonly options: MunicipalityOptions;
  readonly municipality: Municipality;
  readonly places: readonly Place[];
  readonly known: Places;
  readonly byId: ReadonlyMap<string, Place>;
}

const SIZES = [5, 50, 100, 160];
const ALL = { limit: 1_000_000, misses: 1_000_000 };

/** A municipality drawn from a seed: large or small, even or in towns, more or less known. */
export function stageOf(seed: number): Stage {
  const chance = chanceOf(seed);
  const km2 = chance.one([4, 30, 200]);
  const options: MunicipalityOptions = {
    ...USUAL,
    seed,
    resources: chance.one(SIZES),
    area: chance.yes(0.5) ? { kind: 'even', km2 } : { kind: 'towns', km2, towns: chance.between(1, 4) },
    nulls: chance.one([0, 0, 0.02, 0.02, 0.05, 0.2]),
    everywhere: chance.one([0.05, 0.1]),
    exclusions: chance.one([0, 0.02]),
    oddities: chance.one([0, 0.05]),
    disclosures: [0, 40],
  };
  const municipality = new Municipality(options);
  const places = [...municipality.places()];
  const byId = new Map(places.map((place) => [place.menu.menuId, place]));
  return { options, municipality, places, known: learned(places, chance), byId };
}

/** In one go, or after every menu and ledger was known as something else: what changed in place is as good as new. */
function learned(places: readonly Place[], chance: Chance): Places {
  const known = new Places();
  if (chance.yes(0.5)) {
    for (const { menu } of places) {
      const other = chance.one(places);
      known.learnMenu({ ...other.menu, menuId: menu.menuId });
      known.learnCapacity(menu.menuId, other.capacity, other.load);
    }
  }
  const ledgersFirst = chance.yes(0.5);
  if (ledgersFirst) learnLedgers(known, places);
  known.learnMenus(places.map(({ menu }) => menu));
  if (!ledgersFirst) learnLedgers(known, places);
  return known;
}

function learnLedgers(known: Places, places: readonly Place[]): void {
  for (const { menu, capacity, load } of places) known.learnCapacity(menu.menuId, capacity, load);
}

/** The n-th request of a stage, under settings of its own. */
function requestOf({ municipality, options }: Stage, index: number): Request {
  const chance = chanceOf(options.seed * 31 + index);
  return { ...municipality.seeker(index), settings: settingsOf(chance), today: options.today };
}

function settingsOf(chance: Chance): Settings {
  if (chance.yes(0.3)) return DEFAULT_SETTINGS;
  const weights = Object.entries(DEFAULT_SETTINGS.weights).map(([name]) => [name, chance.between(0, 300) / 10]);
  return {
    ...DEFAULT_SETTINGS,
    weights: Object.fromEntries(weights) as Settings['weights'],
    capacityFreshnessDaysFixed: chance.between(10, 45),
    hostAssessmentMaxAgeDays: chance.between(100, 400),
    guardianAge: chance.between(15, 18),
    accessReferenceMeters: chance.between(1000, 8000),
  };
}

/** What the two sides do not agree on; empty = nothing. */
export interface Comparison {
  readonly differences: readonly string[];
  readonly answer: ReferenceAnswer;
}

export function compare(stage: Stage, index: number, books?: Books): Comparison {
  const request = requestOf(stage, index);
  const answer = match(request, stage.places, metresFrom(request), books);
  const found = search(stage.known, request, ALL);
  const chance = chanceOf(index + 1);
  const differences = [
    ...lines('answer', [wholeOf(answer)], [wholeOfFound(stage, request, found)]),
    ...lines('candidate', answer.candidates.map(lineOf), proposed(answer, found)),
    ...lines('excluded', answer.excluded.map(codesLineOf), found.excluded.map(codesLineOf)),
    ...(answer.outcome === 'blocked_consent' ? [] : oneByOne(stage, request, answer, chance)),
  ];
  return { differences, answer };
}

/** Without a proposal there are no candidates, whatever fits. */
const proposed = ({ outcome }: ReferenceAnswer, { candidates }: Found): readonly string[] =>
  outcome === 'proposal' ? candidates.map(lineOfRow) : [];

/** Some named places however far, and one place as the rest of the product judges one. */
function oneByOne(stage: Stage, request: Request, answer: ReferenceAnswer, chance: Chance): readonly string[] {
  const chosen = chance.some(answer.judged, 1, 5);
  const among = chosen.map(({ menuId }) => menuId);
  const named = search(stage.known, request, { ...ALL, among });
  const rows = [...named.candidates, ...named.excluded].map(codesLineOf).sort();
  const [first] = chosen;
  const place = stage.byId.get(first?.menuId ?? '');
  if (first === undefined || place === undefined) return ['no place was chosen'];
  const { codes, score } = judgeOne({ ...request, ...place });
  return [
    ...lines('named', chosen.map(codesLineOf).sort(), rows),
    ...lines('pair', [lineOf(first)], [textOf(first.menuId, codes, score && termsOf(score))]),
  ];
}

function wholeOf({ outcome, counts, compared, outOfReach, information }: ReferenceAnswer): string {
  return `${outcome} ${sorted(counts)} compared ${compared} far ${outOfReach} told ${information.join()}`;
}

function wholeOfFound({ byId }: Stage, request: Request, found: Found): string {
  const result = explained(request, found, (menuId) => byId.get(menuId)?.menu ?? null, '2026-11-16T00:00:00.000Z');
  const told = result.information.map(({ menuId }) => menuId).sort();
  return `${result.outcome} ${sorted(found.counts)} compared ${found.compared} far ${found.outOfReach} told ${told.join()}`;
}

const sorted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([code, count]) => `${code} ${count}`)
    .sort()
    .join();

type Terms = Readonly<Record<string, number>>;

const textOf = (menuId: string, codes: readonly string[], terms: Terms | null): string =>
  `${menuId} [${codes.join()}] ${terms === null ? '' : sorted(terms)}`;

function lineOf({ menuId, codes, points }: JudgedPlace): string {
  return textOf(menuId, codes, points && { total: points.total, ...points.terms });
}

function termsOf({ total, terms }: NonNullable<FoundRow['score']>): Terms {
  return { total, ...Object.fromEntries(terms.map(({ code, points }) => [code, points])) };
}

const lineOfRow = ({ menuId, codes, score }: FoundRow): string => textOf(menuId, codes, score && termsOf(score));

/** Of what is kept out only the codes are told. */
const codesLineOf = ({ menuId, codes }: Pick<NamedRow | JudgedPlace, 'menuId' | 'codes'>): string =>
  textOf(menuId, codes, null);

/** The first line of a list that differs. */
function lines(what: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
  for (let at = 0; at < Math.max(wanted.length, got.length); at += 1) {
    if (wanted[at] !== got[at])
      return [`${what} ${at}: reference ${wanted[at] ?? 'none'}, engine ${got[at] ?? 'none'}`];
  }
  return [];
}
