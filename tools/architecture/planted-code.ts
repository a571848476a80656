/** One piece of code that must not be. */
export interface PlantedCode {
  /** The one rule of eslint.config.mjs that is to report it. */
  readonly rule: string;
  /** Part of what the rule is to say; tells the restrictions of one rule apart. */
  readonly says: string;
  /** New in the skeleton; no other planted file has this path. */
  readonly file: string;
  readonly text: string;
}

const SYNTAX = 'no-restricted-syntax';
const PROPERTY = 'no-restricted-properties';
const IMPORT = 'no-restricted-imports';
const GLOBAL = 'no-restricted-globals';
const DOMAIN = 'services/matching/src/domain';
const COMMANDS = 'services/intake/src/commands';

const TIME = 'Take the time as an argument';
const WAIT = 'Rules do not wait';
const RUNS = 'Every test runs';
const MIGRATIONS = 'by migrations only';
const ROWS = 'Rows change by explicit SQL';
const SORTED = 'ORDER BY takes the text';
/** Said apart: this file is linted, too. */
const SHOWN = 'seq';
const FILLED = 'Only row and payload classes';
const ASK = 'Ask with ServiceClient';
const CONFIG = 'Only config.ts reads the environment';
const TERMINAL = 'Services speak through their log';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

const PURITY: readonly PlantedCode[] = [
  { rule: SYNTAX, says: TIME, file: `${DOMAIN}/now.ts`, text: 'export const a = (): Date => new Date();\n' },
  { rule: SYNTAX, says: TIME, file: `${DOMAIN}/clock.ts`, text: 'export const a = (): number => Date.now();\n' },
  { rule: SYNTAX, says: TIME, file: `${DOMAIN}/words.ts`, text: 'export const a = (): string => Date();\n' },
  { rule: SYNTAX, says: TIME, file: 'libs/kernel/src/clock.ts', text: 'export const a = (): number => Date.now();\n' },
  { rule: SYNTAX, says: TIME, file: 'libs/contracts/src/clock.ts', text: 'export const a = Date.now();\n' },
  {
    rule: SYNTAX,
    says: 'the same answer twice',
    file: `${DOMAIN}/dice.ts`,
    text: 'export const a = (): number => Math.random();\n',
  },
  {
    rule: SYNTAX,
    says: WAIT,
    file: `${DOMAIN}/waiting-longer.ts`,
    text: 'export async function a(b: Promise<number>): Promise<void> {\n  await b;\n}\n',
  },
  {
    rule: SYNTAX,
    says: WAIT,
    file: `${DOMAIN}/waiting.ts`,
    text: 'export const a = async (b: Promise<number>): Promise<number> => await b;\n',
  },
  ...['process.pid', "Buffer.from('a')", 'performance.timeOrigin', 'crypto.subtle', 'fetch', 'setTimeout'].map(
    (text, index) => ({
      rule: GLOBAL,
      says: `'${/^\w+/.exec(text)?.[0] ?? ''}'`,
      file: `${DOMAIN}/global-${index}.ts`,
      text: `export const a: unknown = ${text};\n`,
    }),
  ),
  {
    rule: GLOBAL,
    says: "'process'",
    file: 'libs/contracts/src/global.ts',
    text: 'export const a = process.pid;\n',
  },
];

const STORE_AND_BUS: readonly PlantedCode[] = [
  {
    rule: SYNTAX,
    says: ROWS,
    file: 'services/intake/src/storage/a.store.ts',
    text: "import type { Repository } from 'typeorm';\nexport const a = (rows: Repository<object>): Promise<unknown> => rows.save({});\n",
  },
  {
    rule: SYNTAX,
    says: ROWS,
    file: 'services/intake/test/rows.ts',
    text: "import type { EntityManager } from 'typeorm';\nexport const a = (db: EntityManager): Promise<unknown> => db.save({});\n",
  },
  {
    rule: SYNTAX,
    says: MIGRATIONS,
    file: 'libs/persistence/src/data-source.ts',
    text: 'export const a = { synchronize: true };\n',
  },
  {
    rule: SYNTAX,
    says: MIGRATIONS,
    file: 'libs/testing/src/tables.ts',
    text: "import type { DataSource } from 'typeorm';\nexport const a = (source: DataSource): Promise<void> => source.synchronize();\n",
  },
  ...[
    `export const a = 'SELECT m.${SHOWN}::text, id FROM menus m WHERE seq > $1 ORDER BY seq LIMIT $2';\n`,
    `export const a = "SELECT id, ${SHOWN}::text FROM menus ORDER BY day, seq";\n`,
    `export const a = (where: string): string => \`SELECT ${SHOWN}::text FROM menus WHERE \${where} ORDER BY seq\`;\n`,
  ].map((text, index) => ({
    rule: SYNTAX,
    says: SORTED,
    file: `services/intake/src/queries/sorted-${index}.ts`,
    text,
  })),
  ...['ClientProxy', 'ClientsModule', 'MessagePattern', 'EventPattern'].map((name) => ({
    rule: IMPORT,
    says: ASK,
    file: `services/intake/src/messages/raw-${name.toLowerCase()}.ts`,
    text: `import { ${name} } from '@nestjs/microservices';\nexport const a: unknown = ${name};\n`,
  })),
];

const ENVIRONMENT: readonly PlantedCode[] = [
  { rule: PROPERTY, says: CONFIG, file: `${COMMANDS}/env.ts`, text: "export const a = process.env['A'];\n" },
  { rule: PROPERTY, says: CONFIG, file: 'libs/messaging/src/env.ts', text: "export const a = process.env['A'];\n" },
  {
    rule: IMPORT,
    says: CONFIG,
    file: `${COMMANDS}/env-by-import.ts`,
    text: "import { env } from 'node:process';\nexport const a = env['A'];\n",
  },
  {
    rule: IMPORT,
    says: CONFIG,
    file: `${COMMANDS}/env-by-old-name.ts`,
    text: "import { env } from 'process';\nexport const a = env['A'];\n",
  },
  {
    rule: PROPERTY,
    says: TERMINAL,
    file: `${COMMANDS}/speak.ts`,
    text: "export const a = process.stdout.write('a');\n",
  },
  { rule: PROPERTY, says: TERMINAL, file: 'tools/speak.ts', text: "export const a = process.stderr.write('a');\n" },
  { rule: 'no-console', says: 'console', file: `${COMMANDS}/console.ts`, text: "console.log('a');\nexport {};\n" },
  { rule: 'no-console', says: 'console', file: 'tools/console.ts', text: "console.log('a');\nexport {};\n" },
];

const TESTS: readonly PlantedCode[] = [
  ...[
    'it.only',
    'it.skip',
    'it.failing',
    'test.skip',
    'describe.only',
    'describe.skip',
    'fit',
    'xit',
    'xdescribe',
    'it.only.each([1])',
  ].map((call, index) => ({
    rule: SYNTAX,
    says: RUNS,
    file: `${DOMAIN}/some-${index}.spec.ts`,
    text: `${call}('a', () => undefined);\n`,
  })),
  { rule: SYNTAX, says: RUNS, file: 'e2e/later.e2e.spec.ts', text: "it.todo('a');\n" },
  { rule: SYNTAX, says: 'is not mocked', file: `${DOMAIN}/mock.spec.ts`, text: "jest.mock('./engine');\n" },
];

const STYLE: readonly PlantedCode[] = [
  { rule: SYNTAX, says: 'Export by name', file: `${COMMANDS}/default.ts`, text: 'export default 1;\n' },
  { rule: SYNTAX, says: 'Only a lib has', file: `${COMMANDS}/index.ts`, text: 'export const a = 1;\n' },
  { rule: SYNTAX, says: FILLED, file: `${COMMANDS}/later.ts`, text: 'export class A {\n  readonly a!: string;\n}\n' },
  { rule: SYNTAX, says: FILLED, file: `${DOMAIN}/later.ts`, text: 'export class A {\n  readonly a!: string;\n}\n' },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    says: 'used as types',
    file: `${COMMANDS}/type-import.ts`,
    text: "import { AppError } from '#libs/kernel';\nexport type A = AppError;\n",
  },
  {
    rule: '@typescript-eslint/no-explicit-any',
    says: 'any',
    file: `${COMMANDS}/any.ts`,
    text: 'export const a = (b: any): boolean => b === 1;\n',
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    says: 'awaited',
    file: `${COMMANDS}/forgotten.ts`,
    text: 'export const a = (b: Promise<number>): void => {\n  b.then((c) => c);\n};\n',
  },
  {
    rule: '@typescript-eslint/no-misused-promises',
    says: 'Promise',
    file: `${COMMANDS}/misused.ts`,
    text: 'export const a = (b: Promise<boolean>): number => (b ? 1 : 2);\n',
  },
  {
    rule: '@typescript-eslint/no-non-null-assertion',
    says: 'non-null',
    file: `${COMMANDS}/bang.ts`,
    text: 'export const a = (b: string | null): string => b!;\n',
  },
  {
    rule: '@typescript-eslint/no-unused-vars',
    says: 'never used',
    file: `${COMMANDS}/unused.ts`,
    text: 'export const a = (b: number, c: number): number => b;\n',
  },
  {
    rule: '@typescript-eslint/prefer-readonly',
    says: 'readonly',
    file: `${COMMANDS}/readonly.ts`,
    text: 'export class A {\n  private b = 1;\n  c(): number {\n    return this.b;\n  }\n}\n',
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    says: 'not exhaustive',
    file: `${COMMANDS}/missed.ts`,
    text: "export function a(b: 'c' | 'd'): number {\n  switch (b) {\n    case 'c':\n      return 1;\n  }\n  return 2;\n}\n",
  },
  {
    rule: 'complexity',
    says: 'Maximum allowed is 10',
    file: `${COMMANDS}/tangled.ts`,
    text: `export function a(b: number): number {\n${lines(10, '  if (b > 1) return b;')}  return 1;\n}\n`,
  },
  {
    rule: 'eqeqeq',
    says: '===',
    file: `${COMMANDS}/equal.ts`,
    text: 'export const a = (b: number): boolean => b == 1;\n',
  },
  { rule: 'max-lines', says: '250', file: `${COMMANDS}/endless.ts`, text: `${lines(250, 'void 0;')}export {};\n` },
  { rule: 'max-lines', says: '250', file: `${DOMAIN}/endless.spec.ts`, text: `${lines(250, 'void 0;')}export {};\n` },
  {
    rule: 'max-lines-per-function',
    says: '50',
    file: `${COMMANDS}/long.ts`,
    text: `export function a(): void {\n${lines(49, '  void 0;')}}\n`,
  },
  { rule: 'no-warning-comments', says: 'todo', file: `${COMMANDS}/later-maybe.ts`, text: '// todo: a\nexport {};\n' },
  {
    rule: 'no-console',
    says: 'console',
    file: `${COMMANDS}/silenced.ts`,
    text: "// eslint-disable-next-line\nconsole.log('a');\nexport {};\n",
  },
];

/** At least one piece for each restriction of our own. */
export const PLANTED_CODE: readonly PlantedCode[] = [...PURITY, ...STORE_AND_BUS, ...ENVIRONMENT, ...TESTS, ...STYLE];
