import type { Bench, BenchCase, BenchOptions } from './bench';
import { baselineCases } from './matching/baselines';
import { ask, BEST, requireEqual } from './matching/equal';
import { changeCase, memoryCase, replicaCases } from './matching/replica';
import { type Duel, duel, timed, timedNow } from './matching/rounds';
import { BenchServer, type MatchStage, openStage, requestsOf } from './matching/stage';

const KM = 1_000;

interface SetOfPlaces {
  readonly name: string;
  readonly resources: number;
  /** Share of places that distance keeps nobody from. */
  readonly everywhere: number;
  readonly reaches: readonly { readonly km: number; readonly want: number }[];
}

const HUNDRED_THOUSAND: SetOfPlaces = {
  name: '100k',
  resources: 100_000,
  everywhere: 0.07,
  reaches: [{ km: 5, want: 30 }],
};
const MILLION: SetOfPlaces = {
  name: '1M',
  resources: 1_000_000,
  everywhere: 0.015,
  reaches: [
    { km: 5, want: 30 },
    { km: 50, want: 20 },
  ],
};
/** The short form: a tenth of the places. */
const tenthOf = (set: SetOfPlaces): SetOfPlaces => ({
  ...set,
  name: `a tenth of ${set.name}`,
  resources: set.resources / 10,
});

/** The engine against the server's own execution time. */
const WANT_OF_SERVER = 4;

const rounded = (value: number): number => Number(value.toPrecision(3));

function caseOf(what: string, { ours, theirs, ratio, spread }: Duel, want: number | null): BenchCase {
  return { goal: 'a', case: what, figure: rounded(ours), floor: rounded(theirs), unit: 'ms', ratio, want, spread };
}

async function searchCases(stage: MatchStage, set: SetOfPlaces, options: BenchOptions): Promise<readonly BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const { km, want } of set.reaches) {
    const requests = requestsOf(stage, km * KM, options.brief ? 10 : 30);
    const name = `${set.name}, ${km} km`;
    const results = await requireEqual(stage, requests);
    options.progress(`${name}: equal answers, ${results.toFixed(1)} results on average`);
    const at = (index: number) => {
      const request = requests[index];
      if (request === undefined) throw new Error('There is no such request.');
      return request;
    };
    const engine = (index: number): number => timedNow(() => ask(stage, at(index)));
    const rounds = options.brief ? 3 : 7;
    const throughPg = await duel(rounds, requests.length, engine, (index) =>
      timed(() => stage.sql.match(at(index), BEST)),
    );
    const inServer = await duel(Math.ceil(rounds / 3), requests.length, engine, (index) =>
      stage.sql.executionMs(at(index), BEST),
    );
    cases.push(caseOf(`${name}: SQL through pg`, throughPg, want));
    cases.push(caseOf(`${name}: the server's own time`, inServer, WANT_OF_SERVER));
  }
  return cases;
}

async function run(options: BenchOptions): Promise<readonly BenchCase[]> {
  const server = await BenchServer.start();
  try {
    const cases: BenchCase[] = [];
    for (const whole of [HUNDRED_THOUSAND, MILLION]) {
      const set = options.brief ? tenthOf(whole) : whole;
      const stage = await openStage(server.url, options.seed, set.resources, set.everywhere);
      options.progress(`${set.name}: loaded`);
      try {
        cases.push(...(await searchCases(stage, set, options)));
        cases.push(memoryCase(stage, set.name), changeCase(stage, set.name));
        if (whole === HUNDRED_THOUSAND) cases.push(...(await baselineCases(stage, server.url, set.name, options)));
      } finally {
        await stage.client.end();
      }
    }
    cases.push(...(await replicaCases(server.url, options)));
    return cases;
  } finally {
    await server.stop();
  }
}

export const a: Bench = {
  name: 'a',
  sentence: 'The matching engine against the best SQL that gives the same ids, scores and counts.',
  run,
};
