const { projects } = require('../../jest.config.cjs');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** The specs that have to notice a mutant of the engine or the ledger. */
module.exports = {
  ...unit,
  rootDir: process.cwd(),
  setupFiles: ['<rootDir>/tools/jest.setup.ts'],
  roots: ['<rootDir>/services/matching/src/domain'],
};
