import { Client } from 'pg';
import { People } from '../people';
import { type Chance, chanceOf } from '../municipality/random';
import { startSystem } from '../system';
import type { RunningSystem } from '../running-system';
import { until } from '../until';
import type { Bench, BenchCase, BenchOptions } from './bench';

const BATCH = 5_000;
const PLACES_OF_AN_ORGANISATION = 10;
const READ_MS = 120_000;
/** Milliseconds that a search may take, 99 of 100. */
const ALLOWED_MS = 50;

/** Parts of names: towns, what it is for, what it is. */
const TOWNS = '銀座 築地 月島 勝どき 八丁堀 日本橋 人形町 浜町 明石町 新川 晴海 佃 京橋 茅場町 入船 湊 豊海 新富'.split(
  ' ',
);
const FOR_WHAT =
  'こども 料理 木工 音楽 手芸 健康 体操 学習 将棋 写真 園芸 語らい 朗読 陶芸 卓球 書道 絵本 編み物 折り紙 囲碁 太鼓 合唱'.split(
    ' ',
  );
const KINDS = '教室 食堂 ひろば サロン カフェ 作業所 広場 の会 の家 クラブ 工房 文庫 農園 センター'.split(' ');
const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ';

function nameOf(chance: Chance): string {
  const own = Array.from({ length: 3 }, () => chance.one([...KANA])).join('');
  return `${chance.one(TOWNS)}${chance.one(FOR_WHAT)}${chance.one(KINDS)} ${own}`;
}

/** What workers type: a kind, a kind and a town, a name's beginning, a reading with a wrong letter, nothing that is there. */
function queryOf(chance: Chance, index: number): string {
  const own = Array.from({ length: 3 }, () => chance.one([...KANA])).join('');
  const what = `${chance.one(FOR_WHAT)}${chance.one(KINDS)}`;
  return (
    [what, `${chance.one(TOWNS)} ${chance.one(FOR_WHAT)}`, own, `${what}${own}`, '存在しない水族館'][index % 5] ?? what
  );
}

const NEAR = { lat: 35.67, lng: 139.77, maxMeters: 3_000 };

async function load(system: RunningSystem, places: number, chance: Chance): Promise<void> {
  const owner = new Client({ connectionString: system.databases.community.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    for (let done = 0; done < places; done += BATCH) {
      const names = Array.from({ length: Math.min(BATCH, places - done) }, () => nameOf(chance));
      await owner.query(
        `WITH named AS (SELECT name, row_number() OVER () AS n FROM unnest($1::text[]) AS name),
              orgs AS (INSERT INTO organizations (id, version, name, kind)
                       SELECT gen_random_uuid(), 1, 'ほほえみ会' || n, 'npo' FROM named WHERE n % $2 = 1 RETURNING id),
              numbered AS (SELECT id, row_number() OVER () AS n FROM orgs),
              entered AS (INSERT INTO resources (id, version, org_id, state, name, type, address, location, address_confidential)
                          SELECT gen_random_uuid(), 1, o.id, 'ACTIVE', p.name, 'place', '中央区' || left(p.name, 2) || p.n,
                                 jsonb_build_object('lat', 35.6 + p.n % 977 / 5000.0, 'lng', 139.7 + p.n % 887 / 5000.0), false
                            FROM named p JOIN numbered o ON o.n = 1 + (p.n - 1) / $2 RETURNING id, org_id, name)
         INSERT INTO menus (id, version, resource_id, org_id, name, content)
         SELECT gen_random_uuid(), 1, id, org_id, name || '木曜の部', '{"purposes": ["role"], "activities": ["cooking"]}' FROM entered`,
        [names, PLACES_OF_AN_ORGANISATION],
      );
    }
  } finally {
    await owner.end();
  }
}

interface Found {
  readonly total: number;
}

async function run({ brief, seed, progress }: BenchOptions): Promise<readonly BenchCase[]> {
  const places = brief ? 10_000 : 100_000;
  const system = await startSystem();
  try {
    const worker = new People(system).as('CSW');
    const search = (body: object): Promise<Found> => worker.post<Found>('/resource-search', body);
    await load(system, places, chanceOf(seed));
    await until(
      'all places in memory',
      async () => ((await search({ query: '' })).total >= places ? true : undefined),
      READ_MS,
    );
    progress(`${places} places loaded`);
    const chance = chanceOf(seed + 1);
    const asked = Array.from({ length: brief ? 100 : 500 }, (_, index) => queryOf(chance, index));
    const cases: BenchCase[] = [];
    for (const [what, extra] of [
      ['by words', {}],
      ['by words within 3 km', { near: NEAR }],
    ] as const) {
      for (const query of asked.slice(0, 50)) await search({ query, ...extra });
      const took: number[] = [];
      for (const query of asked) {
        const began = performance.now();
        await search({ query, ...extra });
        took.push(performance.now() - began);
      }
      cases.push(...casesOf(`search among ${places} places ${what}`, took));
    }
    return cases;
  } finally {
    await system.stop();
  }
}

function casesOf(what: string, took: readonly number[]): readonly BenchCase[] {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (part: number): number => Math.round((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) * 10) / 10;
  const caseOf = (name: string, figure: number, want: number | null): BenchCase => ({
    ...{ goal: 'search', case: `${what}, ${name}`, figure, floor: ALLOWED_MS, unit: 'ms' },
    ...{ ratio: ALLOWED_MS / figure, want, spread: 0 },
  });
  return [caseOf('p50', at(0.5), null), caseOf('p99', at(0.99), 1)];
}

/** Over HTTP, one at a time: token, bus, search, the rows that are shown. */
export const search: Bench = {
  name: 'search',
  sentence: 'A search for workers in Japanese over HTTP among 100,000 places: 99 of 100 within 50 ms.',
  run,
};
