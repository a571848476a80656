import { setTimeout } from 'node:timers/promises';
import { note } from '../tools/say';
import { type Host, type Seeker, World } from './world';

jest.setTimeout(240_000);

const REPORTS = 20;
/** A ranking says to the second of when a report is: one report a second, so that no two look alike. */
const SECOND_MS = 1_000;
const TOTAL = 50;
/** So many searches at a time that both replicas answer some, all but surely. */
const SEARCHES = 6;

describe('a new report of free places', () => {
  let world: World;
  let host: Host;
  let seeker: Seeker;

  beforeAll(async () => {
    world = await World.start({ replicas: { matching: 2 } });
    host = await world.host('時計店', { total: TOTAL, used: 0 });
    seeker = await world.seeker([host]);
    await world.ranked(seeker.requestId, [host]);
  });

  afterAll(() => world.stop());

  it('is in the ranking of both replicas of matching within seconds, and nobody asked for it', async () => {
    const took: number[] = [];
    for (let number = 1; number <= REPORTS; number += 1) {
      await setTimeout(SECOND_MS);
      const reportedAt = await world.report(host, { total: TOTAL, used: number });
      took.push(await untilEverywhere(reportedAt));
    }
    const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
    note(`  report of free places → rankings of both replicas (${REPORTS} reports): p50 ${p50} ms, p99 ${p99} ms`);
    expect({ p50: p50 < 5_000, p99: p99 < 5_000 }).toEqual({ p50: true, p99: true });
    expect(await searchesAnsweredBy('matching')).toBeGreaterThan(0);
    expect(await searchesAnsweredBy('matching-2')).toBeGreaterThan(0);
  });

  /** Milliseconds until a round of searches sees nothing older any more. */
  async function untilEverywhere(reportedAt: string): Promise<number> {
    const began = performance.now();
    for (;;) {
      const rankings = await Promise.all(
        Array.from({ length: SEARCHES }, () => world.search(seeker.requestId, [host])),
      );
      const seen = rankings.map(({ candidates }) => secondOf(candidates[0]?.capacityReportedAt ?? ''));
      if (seen.every((at) => at === secondOf(reportedAt))) return Math.round(performance.now() - began);
      if (performance.now() - began > 10_000) throw new Error(`Not everywhere after 10 s: ${seen.join(' ')}`);
    }
  }

  async function searchesAnsweredBy(instance: string): Promise<number> {
    const text = await (await fetch(`${world.system.healthUrl(instance)}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('tsunagi_request_seconds_count'));
    const line = lines.find((one) => one.includes('rpc.matching.search-candidates.v1'));
    return Number(line?.split(' ').at(-1) ?? 0);
  }
});

const secondOf = (time: string): number => Math.floor(Date.parse(time) / SECOND_MS);

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? Number.NaN;
