// Loads specs into this process and runs their tests one after the other: what jest does, without its start.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join, sep } from 'node:path';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);
const fc = require('fast-check');
const { transformSync } = require('@swc/core');
/** Parts of jest come from jest. */
const ofJest = createRequire(require.resolve('jest'));
const { expect } = ofJest('expect');
const { bind } = ofJest('jest-each');

/** A property stops at its first counterexample, starts from the same seed for every mutant, and is tried less often. */
const RUNS = 15;
fc.configureGlobal({ endOnFailure: true, seed: 20_261_116 });
const assert = (property, { numRuns = RUNS, ...rest } = {}) =>
  fc.assert(property, { ...rest, numRuns: Math.min(numRuns, RUNS) });
require.cache[require.resolve('fast-check')].exports = { ...fc, __esModule: true, default: { ...fc, assert } };

const { $schema: _, ...settings } = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
const translated = new Map();

Module._extensions['.ts'] = (module, filename) => {
  const code = translated.get(filename) ?? translate(filename);
  module._compile(code, filename);
};

function translate(filename) {
  const options = { ...settings, swcrc: false, sourceMaps: false, filename };
  const { code } = transformSync(readFileSync(filename, 'utf8'), options);
  translated.set(filename, code);
  return code;
}

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const [, lib] = /^#libs\/([^/]+)$/.exec(request) ?? [];
  return resolve(lib ? join(process.cwd(), 'libs', lib, 'src/index.ts') : request, ...rest);
};

/** Tests of the file that is being loaded, and the names of the blocks around the next one. */
let tests = [];
let blocks = [];

const describe = (name, body) => {
  blocks.push(name);
  body();
  blocks.pop();
};
const it = (name, body) => {
  tests.push({ name: [...blocks, name].join(' '), body });
};
describe.each = (...table) => bind(describe, false)(...table);
it.each = (...table) => bind(it, false)(...table);
Object.assign(globalThis, { expect, describe, it });

/** Every module of the project is loaded anew from now on: nothing is left of what the last mutant did. */
export function forget() {
  for (const file of Object.keys(require.cache)) {
    if (file.endsWith('.ts') && !file.includes(`${sep}node_modules${sep}`)) delete require.cache[file];
  }
}

/** The tests of a file. Their ids name it, so that any process finds them. */
export function testsOf(file) {
  tests = [];
  blocks = [];
  require(join(process.cwd(), file));
  return tests.map(({ name, body }) => ({ id: `${file}: ${name}`, file, body }));
}

/** Milliseconds for one test; the slowest takes a tenth of it. */
const TEST_LIMIT = 5_000;
const START = new Script('globalThis.__testBody()');

/** Null where a test passes, else why it fails. A test that runs on and on is stopped, which only a script can be. */
export async function failureOf({ body }) {
  globalThis.__testBody = body;
  try {
    await START.runInThisContext({ timeout: TEST_LIMIT });
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** Specs of a folder by their names. */
export function specsIn(folder, names) {
  const found = readdirSync(folder).filter((name) => names.test(name));
  return found.sort().map((name) => `${folder}/${name}`);
}
