import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../paths';
import { PLANTED_CODE } from './planted-code';
import { PLANTED_IMPORTS } from './planted-imports';
import type { Sources } from './skeleton';
import { cruise, type Finding, findDead, inTree, lint, ownLintRules } from './workbench';

jest.setTimeout(120_000);

const { forbidden } = createRequire(__filename)(join(ROOT, '.dependency-cruiser.cjs')) as {
  readonly forbidden: readonly { readonly name: string }[];
};
const uniqueSources = (entries: readonly (readonly [string, string])[]): Sources => {
  const sources = Object.fromEntries(entries);
  expect(Object.keys(sources)).toHaveLength(entries.length);
  return sources;
};
const about = (findings: readonly Finding[], file: string): readonly Finding[] =>
  findings.filter((finding) => finding.file === file);

describe('the import rules', () => {
  let clean: readonly Finding[];
  let findings: readonly Finding[];
  beforeAll(async () => {
    const planted = PLANTED_IMPORTS.flatMap(({ file, text, besides = {} }) => [
      [file, text] as const,
      ...Object.entries(besides),
    ]);
    [clean, findings] = await Promise.all([inTree({}, cruise), inTree(uniqueSources(planted), cruise)]);
  });

  it('have nothing to say about a clean tree', () => expect(clean).toEqual([]));

  it.each(forbidden.map(({ name }) => name))('have a violation planted for %s', (name) => {
    expect(PLANTED_IMPORTS.map(({ rule }) => rule)).toContain(name);
  });

  it.each(PLANTED_IMPORTS)('$rule alone reports $file', ({ rule, file }) => {
    expect(about(findings, file).map((finding) => finding.rule)).toEqual([rule]);
  });

  it('report nothing else in the planted tree', () => {
    const planted = PLANTED_IMPORTS.flatMap(({ file, besides = {} }) => [file, ...Object.keys(besides)]);
    expect(findings.filter(({ file }) => !planted.includes(file))).toEqual([]);
  });
});

describe('the lint rules', () => {
  let own: Awaited<ReturnType<typeof ownLintRules>>;
  let findings: readonly Finding[];
  beforeAll(async () => {
    const planted = uniqueSources(PLANTED_CODE.map(({ file, text }) => [file, text]));
    [own, findings] = await Promise.all([ownLintRules(), inTree(planted, lint)]);
  });

  it('have nothing to say about clean files', () => {
    const planted = PLANTED_CODE.map(({ file }) => file);
    expect(findings.filter(({ file }) => !planted.includes(file))).toEqual([]);
  });

  it('each have something planted', () => {
    const planted = PLANTED_CODE.map(({ rule }) => rule);
    expect([...new Set(own.map(([rule]) => rule))].filter((rule) => !planted.includes(rule))).toEqual([]);
  });

  it('have each restriction of our own planted, by its message', () => {
    const messages = own.flatMap(([rule, options]) => messagesOf(options).map((message) => ({ rule, message })));
    const missing = messages.filter(
      ({ rule, message }) => !PLANTED_CODE.some((code) => code.rule === rule && message.includes(code.says)),
    );
    expect(messages.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it.each(PLANTED_CODE)('$rule alone reports $file', ({ rule, says, file }) => {
    const found = about(findings, file).filter(({ rule: by }) => by !== 'none');
    expect([...new Set(found.map((finding) => finding.rule))]).toEqual([rule]);
    expect(found.every(({ words }) => words.includes(says))).toBe(true);
  });

  it('cannot be silenced by a comment', () => {
    const silenced = about(findings, 'services/intake/src/commands/silenced.ts');
    expect(silenced.map((finding) => finding.rule)).toContain('no-console');
  });
});

describe('the search for dead code', () => {
  const file = 'services/intake/src/domain/dead.ts';
  const half = 'services/intake/src/domain/half-dead.ts';
  const user = 'services/intake/src/main.ts';
  let findings: readonly Finding[];
  beforeAll(async () => {
    const planted = {
      [file]: 'export const dead = 1;\n',
      [half]: 'export const living = 1;\nexport const unheard = 2;\n',
      [user]: "import { living } from './domain/half-dead';\nvoid living;\n",
    };
    findings = await inTree(planted, findDead);
  });

  it('finds a file that nothing reaches', () => {
    expect(about(findings, file).map(({ rule }) => rule)).toEqual(['files']);
  });

  it('finds an export that nothing imports, and leaves the other', () => {
    expect(about(findings, half)).toEqual([{ file: half, rule: 'exports', words: 'unheard' }]);
  });
});

/** The messages in the options of a rule, however deep. */
function messagesOf(options: unknown): readonly string[] {
  if (typeof options !== 'object' || options === null) return [];
  const own = 'message' in options && typeof options.message === 'string' ? [options.message] : [];
  return [...own, ...Object.values(options).flatMap(messagesOf)];
}
