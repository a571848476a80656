// Stryker's way to run specs of pure rules: each mutant gets fresh modules in a process that is there already, which
// takes milliseconds where a start of jest takes a second or two.
import { failureOf, forget, specsIn, testsOf } from './specs.mjs';

/** Of what is built on the engine and the ledger, the specs say little of them: these are the ones that do. */
const RULES =
  /^(admission.*|eligibility.*|engine|explanation|golden|judge|known-places|ledger.*|outcome|properties|request-view|stories|whom-it-is-for|windows.*)\.spec\.ts$/;
const DOMAIN = 'services/matching/src/domain';
/** What may be shared of a person, on which ground, who reads what was said in a conference, and what a plan rests on. */
const INTAKE = 'services/intake/src/domain';
const GROUNDS =
  /^(conference.*|consent.*|desk|referral.*|multi-agency|plan-.*|representative|share|support-plan.*|watch)\.spec\.ts$/;
const SECOND_MATCHER = ['tools/reference/golden.spec.ts', 'tools/proofs/oracle.spec.ts'];
/** Tests of speed and size say little of instrumented code, those of weights much too late. */
const LEFT_OUT = /in milliseconds$|a hundred bytes or less|no room for$|when every weight varies/;
const PASSED = 0;
const FAILED = 1;

/** Stryker waits for a hundred times the usual hits of a mutant before it calls it endless. */
const IMPATIENCE = 20;
const HITS_LEAST = 1_000_000;

/** Where instrumented code looks for the mutant and notes what a test reaches. */
const state = (globalThis.__stryker__ ??= {});

const specs = () => [
  ...specsIn(DOMAIN, RULES),
  ...specsIn(`${DOMAIN}/engine`, /\.spec\.ts$/),
  ...specsIn(INTAKE, GROUNDS),
  ...SECOND_MATCHER,
];

class InProcessRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    forget();
    const tests = [];
    for (const file of specs()) {
      for (const test of testsOf(file)) if (!LEFT_OUT.test(test.id)) tests.push(await measured(test));
    }
    tests.sort((a, b) => a.timeSpentMs - b.timeSpentMs);
    return { status: 'complete', tests, mutantCoverage: coverageInOrderOf(tests) };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit: patient = Infinity }) {
    const hitLimit = patient / IMPATIENCE + HITS_LEAST;
    Object.assign(state, { activeMutant: activeMutant.id, hitLimit, hitCount: 0 });
    try {
      const result = await firstFailure(testFilter);
      return state.hitCount > hitLimit ? { status: 'timeout', reason: `Over ${hitLimit} hits.` } : result;
    } finally {
      delete state.activeMutant;
    }
  }
}

async function measured(test) {
  state.currentTestId = test.id;
  const start = performance.now();
  const failureMessage = await failureOf(test);
  const timeSpentMs = performance.now() - start;
  delete state.currentTestId;
  const outcome = failureMessage === null ? { status: PASSED } : { status: FAILED, failureMessage };
  return { id: test.id, name: test.id, fileName: test.file, timeSpentMs, ...outcome };
}

/** Stryker asks for the tests of a mutant in the order of this: the quickest come first. */
function coverageInOrderOf(tests) {
  const { static: always = {}, perTest = {} } = state.mutantCoverage ?? {};
  return { static: always, perTest: Object.fromEntries(tests.map(({ id }) => [id, perTest[id] ?? {}])) };
}

/** Runs tests until one fails; all of them where none is named. */
async function firstFailure(testFilter) {
  forget();
  const byId = new Map();
  let nrOfTests = 0;
  for (const id of testFilter ?? specs()) {
    const file = id.split(': ', 1)[0];
    try {
      if (!byId.has(file)) byId.set(file, new Map(testsOf(file).map((test) => [test.id, test])));
    } catch (error) {
      return { status: 'killed', killedBy: [id], failureMessage: String(error), nrOfTests };
    }
    const tests = id === file ? [...byId.get(file).values()] : [byId.get(file).get(id)];
    for (const test of tests) {
      nrOfTests += 1;
      const failureMessage = await failureOf(test);
      if (failureMessage !== null) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
    }
  }
  return { status: 'survived', nrOfTests };
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
