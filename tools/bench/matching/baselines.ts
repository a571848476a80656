import { Client } from 'pg';
import { Between, DataSource, EntitySchema, In, type Repository } from 'typeorm';
import type { CapacityView } from '../../../services/matching/src/domain/capacity-view';
import { eastScaleAt, gridPointOf } from '../../../services/matching/src/domain/engine/grid';
import type { Request } from '../../../services/matching/src/domain/engine/found';
import type { MenuFacts } from '../../../services/matching/src/domain/menu-facts';
import type { Place } from '../../municipality/municipality';
import { match } from '../../reference/reference';
import { copyIn } from '../../sql-matcher/copy';
import { isEverywhere } from '../../sql-matcher/row';
import type { BenchCase, BenchOptions } from '../bench';
import { ask, BEST } from './equal';
import { metresFrom } from '../../reference/metres';
import { duel, timed, timedNow } from './rounds';
import { type MatchStage, requestsOf } from './stage';

const METRES = 5_000;

interface StoredPlace {
  readonly menuId: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly everywhere: boolean;
  readonly facts: MenuFacts;
  readonly capacity: CapacityView | null;
  readonly load: number;
}

const STORED = new EntitySchema<StoredPlace>({
  name: 'stored_place',
  tableName: 'stored_places',
  columns: {
    menuId: { name: 'menu_id', type: 'uuid', primary: true },
    x: { type: 'int', nullable: true },
    y: { type: 'int', nullable: true },
    everywhere: { type: 'boolean' },
    facts: { type: 'jsonb' },
    capacity: { type: 'jsonb', nullable: true },
    load: { type: 'int' },
  },
});

const escaped = (value: unknown): string => JSON.stringify(value).replaceAll('\\', '\\\\');

function* linesOf(places: Iterable<Place>): Generator<string> {
  for (const { menu, capacity, load } of places) {
    const point = gridPointOf(menu.location);
    const cells = [menu.menuId, point?.x ?? '\\N', point?.y ?? '\\N', isEverywhere(menu) ? 't' : 'f'];
    yield [...cells, escaped(menu), capacity === null ? '\\N' : escaped(capacity), load].join('\t');
  }
}

async function store(url: string, places: Iterable<Place>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP TABLE IF EXISTS stored_places;
      CREATE UNLOGGED TABLE stored_places (menu_id uuid PRIMARY KEY, x int, y int, everywhere boolean NOT NULL,
        facts jsonb NOT NULL, capacity jsonb, load int NOT NULL)`);
    await copyIn(client, 'stored_places', linesOf(places));
    await client.query(`CREATE INDEX ON stored_places (y, x);
      CREATE INDEX ON stored_places (menu_id) WHERE everywhere; ANALYZE stored_places`);
  } finally {
    await client.end();
  }
}

/** Judged, scored and put in order by the application, from whole objects. */
function scoresOf(request: Request, stored: readonly StoredPlace[]): readonly number[] {
  const places = stored.map(({ facts, capacity, load }) => ({ menu: facts, capacity, load }));
  const { candidates } = match(request, places, metresFrom(request));
  return candidates.slice(0, BEST).map(({ points }) => points?.total ?? 0);
}

/** Everything near, and everything that distance does not keep away, through the ORM; the application does the rest. */
async function loadAndFilter(repository: Repository<StoredPlace>, request: Request): Promise<readonly number[]> {
  const centre = gridPointOf(request.need.point);
  if (centre === null || request.need.point === null) return [];
  const east = Math.ceil((METRES + 1) / eastScaleAt(request.need.point));
  const near = {
    x: Between(centre.x - east, centre.x + east),
    y: Between(centre.y - METRES - 1, centre.y + METRES + 1),
  };
  return scoresOf(request, await repository.find({ where: [{ everywhere: true }, near] }));
}

/** Who may be proposed by SQL, as care allocation systems do it; then the scores of those, greedily, in the application. */
async function greedy(
  stage: MatchStage,
  repository: Repository<StoredPlace>,
  request: Request,
): Promise<readonly number[]> {
  const ids = await stage.sql.eligibleIds(request);
  return scoresOf(request, await repository.findBy({ menuId: In([...ids]) }));
}

/** Two further ways in which such systems are built, for comparison. */
export async function baselineCases(
  stage: MatchStage,
  url: string,
  name: string,
  { brief }: BenchOptions,
): Promise<readonly BenchCase[]> {
  await store(url, stage.municipality.places());
  const source = await new DataSource({ type: 'postgres', url, entities: [STORED] }).initialize();
  try {
    const repository = source.getRepository(STORED);
    const ways = {
      'load all and filter through the ORM': (request: Request) => loadAndFilter(repository, request),
      'eligibility by SQL, greedy scores in the application': (request: Request) => greedy(stage, repository, request),
    };
    const cases: BenchCase[] = [];
    for (const [way, answer] of Object.entries(ways))
      cases.push(await baseline(stage, `${name}, 5 km: ${way}`, answer, brief));
    return cases;
  } finally {
    await source.destroy();
  }
}

async function baseline(
  stage: MatchStage,
  what: string,
  answer: (request: Request) => Promise<readonly number[]>,
  brief: boolean,
): Promise<BenchCase> {
  const requests = requestsOf(stage, METRES, brief ? 3 : 8);
  for (const request of requests) {
    const wanted = ask(stage, request).candidates.map(({ score }) => score?.total);
    if (JSON.stringify(wanted) !== JSON.stringify(await answer(request))) throw new Error(`${what}: other scores.`);
  }
  const at = (index: number): Request => requests[index] ?? requests[0] ?? fail();
  const { ours, theirs, ratio, spread } = await duel(
    3,
    requests.length,
    (index) => timedNow(() => ask(stage, at(index))),
    (index) => timed(() => answer(at(index))),
  );
  const rounded = (value: number): number => Number(value.toPrecision(3));
  return {
    goal: 'a',
    case: what,
    figure: rounded(ours),
    floor: rounded(theirs),
    unit: 'ms',
    ratio,
    want: null,
    spread,
  };
}

function fail(): never {
  throw new Error('There is no request to ask.');
}
