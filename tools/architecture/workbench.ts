import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../paths';
import { SKELETON, type Sources } from './skeleton';

/** What a tool said about a file of the tree: the rule, and the words of the message. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly words: string;
}

const HOUSE_RULES = ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', 'eslint.config.mjs', 'knip.json'];
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Works on a throw-away tree of the skeleton and these files, under the house's real rules. */
export async function inTree<T>(planted: Sources, work: (tree: string) => Promise<T>): Promise<T> {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'tsunagi-architecture-')));
  try {
    for (const file of HOUSE_RULES) cpSync(join(ROOT, file), join(tree, file));
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    for (const [file, text] of Object.entries({ ...SKELETON, ...planted })) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    return await work(tree);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

interface CruiseReport {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** dependency-cruiser over the tree. The packages are a link, which must not be followed to where they are. */
export async function cruise(tree: string): Promise<readonly Finding[]> {
  const args = ['libs', 'services', 'tools', 'e2e', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { modules, summary } = (await runForJson(bin, [...args, '--preserve-symlinks'], tree)) as CruiseReport;
  if (modules.length < Object.keys(SKELETON).length) throw new Error('The cruise did not see the whole skeleton.');
  return summary.violations.map(({ from, to, rule }) => ({ file: from, rule: rule.name, words: to }));
}

type LintReport = readonly {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}[];

/** ESLint over the tree, warnings included. */
export async function lint(tree: string): Promise<readonly Finding[]> {
  const report = (await runForJson(
    join(ROOT, 'node_modules/eslint/bin/eslint.js'),
    ['.', '--format', 'json'],
    tree,
  )) as LintReport;
  if (report.length < Object.keys(SKELETON).length) throw new Error('ESLint did not see the whole skeleton.');
  return report.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => ({
      file: relative(tree, filePath),
      rule: ruleId ?? 'none',
      words: message,
    })),
  );
}

interface DeadReport {
  readonly issues: readonly {
    readonly file: string;
    readonly files?: readonly unknown[];
    readonly exports?: readonly { readonly name: string }[];
  }[];
}

/** knip over the tree: files that nothing reaches, exports that nothing imports. */
export async function findDead(tree: string): Promise<readonly Finding[]> {
  const bin = join(ROOT, 'node_modules/knip/bin/knip.js');
  const args = ['--include', 'files,exports', '--reporter', 'json', '--no-progress'];
  const { issues } = (await runForJson(bin, args, tree)) as DeadReport;
  return issues.flatMap(({ file, files = [], exports = [] }) => [
    ...files.map(() => ({ file, rule: 'files', words: file })),
    ...exports.map(({ name }) => ({ file, rule: 'exports', words: name })),
  ]);
}

interface LintPart {
  readonly name?: string;
  readonly rules?: Readonly<Record<string, string | readonly unknown[]>>;
}

/** The rules that eslint.config.mjs itself switches on, with their options. */
export async function ownLintRules(): Promise<readonly (readonly [rule: string, options: readonly unknown[]])[]> {
  const script = `import(${JSON.stringify(join(ROOT, 'eslint.config.mjs'))}).then(({ default: parts }) =>
    console.log(JSON.stringify(parts.map(({ name, rules }) => ({ name, rules })))))`;
  const parts = (await runForJson('--eval', [script], ROOT)) as readonly LintPart[];
  return parts
    .filter(({ name }) => name === undefined)
    .flatMap(({ rules = {} }) => Object.entries(rules))
    .filter(([, value]) => value !== 'off')
    .map(([rule, value]) => [rule, typeof value === 'string' ? [] : value.slice(1)] as const);
}

/** Runs a Node program whose output is JSON; a finding makes it end with a status that says so, which is no failure. */
function runForJson(program: string, args: readonly string[], cwd: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: OUTPUT_LIMIT };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(`${program} gave no report: ${stderr.trim() || (error?.message ?? 'no output')}`));
      }
    });
  });
}
