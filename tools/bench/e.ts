import { readFileSync } from 'node:fs';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { type Bench, type BenchCase, type BenchOptions, median, spreadOf } from './bench';
import { listOf, Track } from './e-track';

async function measure(
  track: Track,
  name: string,
  ours: () => Promise<number>,
  {
    want,
    count,
    progress,
    floor = () => track.floor(),
  }: {
    readonly want: number | null;
    readonly count: number;
    readonly progress: BenchOptions['progress'];
    readonly floor?: () => Promise<number>;
  },
): Promise<BenchCase> {
  const floors: number[] = [];
  const figures: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const first = round % 2 === 0;
    if (first) floors.push(await floor());
    figures.push(await ours());
    if (!first) floors.push(await floor());
    progress(`${name}: ${figures.at(-1)} rows/s against ${floors.at(-1)} rows/s`);
  }
  const ratios = figures.map((figure, round) => figure / (floors[round] ?? Number.NaN));
  return {
    ...{ goal: 'e', case: name, unit: 'rows/s', want, ratio: median(ratios), spread: spreadOf(ratios) },
    ...{ figure: Math.round(median(figures)), floor: Math.round(median(floors)) },
  };
}

/** The most memory that the process ever had, in MB. */
function peakOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Peaks of a fresh process after a small, a larger and a large file: the large one may cost no more than its keys. */
async function memory(system: RunningSystem, large: number, seed: number): Promise<BenchCase> {
  const peaks: number[] = [];
  for (const rows of [large / 100, large / 10, large]) {
    await system.restart('community');
    const track = await Track.attach(system, listOf(rows, seed));
    await track.job();
    peaks.push(peakOf(system.pid('community')));
    await track.stop();
  }
  const [small = Number.NaN, middle = Number.NaN, big = Number.NaN] = peaks;
  return {
    ...{
      goal: 'e',
      case: `peak memory, ${large / 100} against ${large} rows (${large / 10} rows: ${middle} MB)`,
      unit: 'MB',
      want: null,
      spread: 0,
    },
    ...{ figure: big, floor: small, ratio: small / big },
  };
}

async function run({ brief, seed, progress }: BenchOptions): Promise<readonly BenchCase[]> {
  const system = await startSystem({ environment: 'test', durable: true });
  try {
    const rows = brief ? 10_000 : 100_000;
    const count = brief ? 2 : 5;
    await system.stopInstance('community');
    const track = await Track.start(system, listOf(rows, seed));
    const upsert = await measure(track, 'staged upsert', () => track.upsert(), { want: 0.6, count, progress });
    const kept = await measure(
      track,
      'staged upsert, against a COPY of the places and of what the list says',
      () => track.upsert(),
      {
        ...{ want: null, count, progress, floor: () => track.floorOfAll() },
      },
    );
    await system.startAgain('community');
    const job = await measure(track, 'with parsing and validation', () => track.job(), { want: 0.4, count, progress });
    await track.stop();
    return [upsert, kept, job, await memory(system, rows, seed)];
  } finally {
    await system.stop();
  }
}

export const e: Bench = {
  name: 'e',
  sentence: 'Rows of a list, imported with their provenance and accounted for, against a bare COPY of the same rows.',
  run,
};
