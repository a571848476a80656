const { readFileSync } = require('node:fs');

const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.$schema;

// ES modules that jest's CommonJS loader cannot load: they are translated like our own files.
const TRANSLATED =
  '@nestjs|@nats-io|jose|openid-client|oauth4webapi|file-type|strtok3|token-types|uint8array-extras|@borewit|@tokenizer|cookie|set-cookie-parser|load-esm';

const level = (displayName, testRegex, ignored = [], servers = true) => ({
  ...(servers && {
    globalSetup: '<rootDir>/tools/jest.global-setup.ts',
    globalTeardown: '<rootDir>/tools/jest.global-teardown.ts',
    setupFilesAfterEnv: ['<rootDir>/tools/jest.with-servers.ts'],
  }),
  displayName,
  rootDir: __dirname,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/tools', '<rootDir>/e2e'],
  testEnvironment: 'node',
  testRegex,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...ignored],
  moduleNameMapper: { '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: { '^.+\\.(ts|m?js)$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
  transformIgnorePatterns: [`/node_modules/(?!(${TRANSLATED})/)`],
  setupFiles: ['<rootDir>/tools/jest.setup.ts'],
});

module.exports = {
  maxWorkers: 2,
  projects: [
    level('unit', '\\.spec\\.ts$', ['\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'], false),
    level('int', '\\.int\\.spec\\.ts$'),
    level('e2e', '\\.e2e\\.spec\\.ts$'),
  ],
};
