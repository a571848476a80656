import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './paths';
import { PROOFS } from './proofs/all';
import { fail, note, Refusal, say, step } from './say';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Shown where something failed. */
  readonly output: string;
}

interface Part {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const OUTPUT_LINES = 80;
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const built = (name: string): string => join(ROOT, 'dist', 'tools', `${name}.js`);

/** One check: passed where the command ends well. */
const check = (name: string, command: string, args: readonly string[]): Part => ({
  name,
  run: async () => {
    const { status, output } = await run(command, args);
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
  },
});

const jest = (name: string): Part => ({
  name,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tsunagi-jest-'));
    const report = join(folder, 'report.json');
    const { output } = await run(bin('jest'), [
      '--selectProjects',
      name,
      '--json',
      `--outputFile=${report}`,
      '--silent',
    ]);
    const result = readReport(report);
    rmSync(folder, { recursive: true, force: true });
    return { ...countsOf(result), output };
  },
});

/** A run that ended without a report, without a test or with a skipped one has failed. */
function countsOf(report: JestReport | undefined): Pick<Outcome, 'passed' | 'failed'> {
  if (!report) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = report;
  const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests + numTodoTests;
  return { passed, failed: passed + failed === 0 ? 1 : failed };
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

function readReport(path: string): JestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  } catch {
    return undefined;
  }
}

const scenarios: Part = {
  name: 'scenarios',
  run: async () => {
    const { status, output } = await run(process.execPath, [built('scenarios')]);
    const sum = /^(\d+) passed, (\d+) failed$/m.exec(output);
    const failed = Number(sum?.[2] ?? 1);
    return { passed: Number(sum?.[1] ?? 0), failed: status === 0 ? failed : Math.max(1, failed), output };
  },
};

const PARTS: readonly Part[] = [
  check('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  check('lint', bin('eslint'), ['--max-warnings', '0', '.']),
  check('types', bin('tsc'), ['--noEmit']),
  check('imports', bin('depcruise'), ['libs', 'services', 'tools', 'e2e', '--config', '.dependency-cruiser.cjs']),
  check('dead-code', bin('knip'), []),
  check('docs', process.execPath, [built('docs'), '--check']),
  jest('unit'),
  jest('int'),
  jest('e2e'),
  scenarios,
  ...PROOFS.map(({ name }) =>
    check(`proof ${name}`, process.execPath, [built('proof'), name, '--brief', '--seed', '1']),
  ),
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only?.split(',');
  const unknown = wanted?.filter((name) => !PARTS.some((part) => part.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Refusal(`No such part: ${unknown.join(', ')}. Parts: ${PARTS.map(({ name }) => name).join(', ')}`);
  let passed = 0;
  let failed = 0;
  for (const part of PARTS.filter(({ name }) => wanted?.includes(name) ?? true)) {
    const outcome = await step(
      part.name,
      part.run,
      ({ passed, failed }) => `${passed} passed, ${failed} failed`,
      ({ failed }) => failed === 0,
    );
    passed += outcome.passed;
    failed += outcome.failed;
    if (outcome.failed > 0) note(outcome.output.trimEnd().split('\n').slice(-OUTPUT_LINES).join('\n'));
  }
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function run(command: string, args: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

main().catch(fail);
