import { parseArgs } from 'node:util';
import { BENCHES } from './bench/all';
import type { Bench, BenchCase } from './bench/bench';
import { fail, note, Refusal, say } from './say';

const USAGE = 'npm run bench -- <a|b|d|e|all> [--brief] [--seed S] [--json]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { brief: { type: 'boolean' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  });
  const chosen = benchesFor(positionals[0] ?? 'all');
  const seed = Number(values.seed ?? '2026');
  if (!Number.isSafeInteger(seed)) throw new Refusal(`--seed wants a whole number. Usage: ${USAGE}`);
  const brief = values.brief === true;
  const cases: BenchCase[] = [];
  for (const bench of chosen) {
    note(bench.sentence);
    const measured = await bench.run({ brief, seed, progress: (line) => note(`  ${line}`) });
    // The goals are those of the full size.
    cases.push(...(brief ? measured.map((one) => ({ ...one, want: null })) : measured));
  }
  if (values.json === true) say(JSON.stringify(cases));
  else for (const one of cases) say(lineOf(one, brief));
  process.exitCode = cases.every(({ want, ratio }) => want === null || ratio >= want) ? 0 : 1;
}

function benchesFor(name: string): readonly Bench[] {
  const chosen = name === 'all' ? BENCHES : BENCHES.filter((bench) => bench.name === name);
  if (chosen.length === 0) throw new Refusal(`There is no bench "${name}". Usage: ${USAGE}`);
  return chosen;
}

function lineOf({ goal, case: what, figure, floor, unit, ratio, want, spread }: BenchCase, brief: boolean): string {
  const unjudged = brief ? 'not judged at this size' : 'for comparison';
  const verdict = want === null ? unjudged : `${ratio >= want ? 'reached' : 'missed'}, wanted ${want}`;
  const spreadText = `±${(spread * 100).toFixed(0)} %`;
  return `${goal} ${what}: ${figure} against ${floor} ${unit}, ratio ${ratio.toFixed(2)} (${spreadText}): ${verdict}`;
}

main().catch(fail);
