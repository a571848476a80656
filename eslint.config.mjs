import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/test/**/*.ts', '**/*-fixtures.ts', 'libs/testing/**/*.ts', 'tools/jest.*.ts'];

/** Parts of `no-restricted-syntax`. The rule's value is replaced as a whole, so each place names all its parts. */
const noSave = [
  {
    selector: "CallExpression[callee.property.name='save']",
    message: 'Rows change by explicit SQL under a lock with a version: findRow, lockRow, updateRow, insertRow.',
  },
];
const noSynchronize = [
  {
    selector: "Property[key.name='synchronize']:not([value.value=false])",
    message: 'Tables change by migrations only.',
  },
  {
    selector: "CallExpression[callee.property.name='synchronize']",
    message: 'Tables change by migrations only.',
  },
];
const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: one thing has one name everywhere.' },
];
const honestTests = [
  {
    selector:
      'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo|failing)$/]',
    message: 'Every test runs, in every run.',
  },
  {
    selector: 'MemberExpression[object.property.name=/^(only|skip|failing)$/][property.name="each"]',
    message: 'Every test runs, in every run.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|xit|xtest|fdescribe|xdescribe)$/]',
    message: 'Every test runs, in every run.',
  },
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'What we can run is not mocked.',
  },
];
const noPromisedField = [
  {
    selector: 'PropertyDefinition[definite=true]',
    message: 'Only row and payload classes are filled from outside; take the value in the constructor.',
  },
];
// `SELECT seq::text … ORDER BY seq` sorts by the column that it shows: 10 before 9.
const SORTED_TEXT = String.raw`/\b(\w+)::text\s*(,|FROM\b)[^]*\bORDER BY\s([^;)]*,\s*)?\1\b/i`;
const SEQ_TEXT = String.raw`/\bseq::text(?!\s+AS\s)(?![^]*\bORDER BY\b)/i`;
const noSortedText = ['TemplateElement[value.raw=', 'Literal[value='].flatMap((text) =>
  [SORTED_TEXT, SEQ_TEXT].map((pattern) => ({
    selector: `${text}${pattern}]`,
    message:
      'ORDER BY takes the text that is shown, not the number: select it raw, name it otherwise, or sort by table.column.',
  })),
);
const pure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time as an argument.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the time as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Rules must give the same answer twice.',
  },
  { selector: ':function[async=true]', message: 'Rules do not wait for anything.' },
  { selector: 'AwaitExpression', message: 'Rules do not wait for anything.' },
];

const common = [...noSave, ...noSynchronize, ...noDefaultExport, ...noSortedText, ...honestTests];
const syntax = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });

const rawBus = {
  name: '@nestjs/microservices',
  importNames: [
    'Client',
    'ClientKafka',
    'ClientNats',
    'ClientProxy',
    'ClientProxyFactory',
    'ClientsModule',
    'EventPattern',
    'MessagePattern',
    'NatsRecordBuilder',
  ],
  message: 'Ask with ServiceClient.ask(), say with tx.publish(), answer with @Answers and hear with @Hears.',
};
const rawEnvironment = {
  name: 'node:process',
  message: 'Only config.ts reads the environment; process is global where it may be used.',
};
const terminal = ['stdout', 'stderr'].map((property) => ({
  object: 'process',
  property,
  message: 'Services speak through their log, tools through tools/say.ts.',
}));
const environment = { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' };

const limit = (max) => ({ max, skipBlankLines: true, skipComments: true });

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/.tsunagi/**', '**/*.{js,cjs,mjs}'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      complexity: ['error', 10],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', limit(250)],
      'max-lines-per-function': ['error', limit(50)],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [rawBus, rawEnvironment, { ...rawEnvironment, name: 'process' }] }],
      'no-restricted-properties': ['error', environment, ...terminal],
      ...syntax(...common, ...noPromisedField),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },

  // Row and payload classes are filled from outside, and their fields are what is long about them.
  {
    files: ['libs/contracts/**/*.ts', 'libs/host/src/probe.ts', 'services/*/src/storage/**/*.ts', ...SPECS],
    rules: syntax(...common),
  },
  {
    files: ['services/*/src/storage/migrations/*.ts', 'libs/persistence/src/platform-tables.ts', ...SPECS],
    rules: { 'max-lines-per-function': 'off' },
  },

  // What a matcher of jest answers is `any`.
  {
    files: SPECS,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // jest asks for a default export; the provider's own `save` touches no table.
  { files: ['tools/jest.*.ts'], rules: syntax(...noSave, ...noSynchronize, ...noSortedText, ...honestTests) },
  {
    files: ['tools/embedded/**/*.ts'],
    rules: syntax(...noSynchronize, ...noDefaultExport, ...noSortedText, ...honestTests),
  },

  // Rules are the same at any time, on any machine.
  {
    files: ['services/*/src/domain/**/*.ts', 'libs/{kernel,contracts}/src/**/*.ts'],
    ignores: SPECS,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
        ...['Buffer', 'performance', 'crypto', 'require'],
      ],
    },
  },
  {
    files: ['services/*/src/domain/**/*.ts', 'libs/kernel/src/**/*.ts'],
    ignores: SPECS,
    rules: syntax(...common, ...noPromisedField, ...pure),
  },
  {
    files: ['libs/contracts/src/**/*.ts'],
    ignores: SPECS,
    rules: syntax(...common, ...pure),
  },

  // Who reads the environment, and who speaks to the terminal.
  { files: ['services/*/src/config.ts'], rules: { 'no-restricted-properties': ['error', ...terminal] } },
  { files: ['libs/host/src/run-service.ts', 'tools/say.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['tools/**/*.ts', 'e2e/**/*.ts', ...SPECS],
    ignores: ['tools/say.ts'],
    rules: { 'no-restricted-properties': ['error', ...terminal] },
  },

  // Our own decorators and transports stand on Nest's.
  { files: ['libs/messaging/**/*.ts', 'libs/host/src/probe.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/index.ts'],
    ignores: ['libs/*/src/index.ts'],
    rules: syntax({ selector: 'Program', message: 'Only a lib has a front door.' }),
  },
);
