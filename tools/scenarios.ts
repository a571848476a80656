import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { localDay } from '#libs/kernel';
import { Api, clientFromEnvironment, kept } from './api';
import { fetchToken } from './embedded/tokens';
import { dataFolder, ROOT } from './paths';
import { fail, note, Refusal, say, step } from './say';
import type { Scenario, ScenarioFile } from './scenarios/format';
import { play, type Played } from './scenarios/play';
import type { Cast } from './scenarios/stage';
import { readSecrets, readState } from './state';
import { startSystem } from './system';

const SIDE_BY_SIDE = 4;

/** Plays all scenarios and says one line each; gives what was played. */
export async function playAll(scenarios: readonly Scenario[], cast: Cast, today: string): Promise<readonly Played[]> {
  const results: Played[] = [];
  const waiting = [...scenarios];
  const lane = async (): Promise<void> => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift())
      results.push(await play(scenario, cast, today));
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return results.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function readScenarios(file: string): readonly Scenario[] {
  let parsed: Partial<ScenarioFile>;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8')) as Partial<ScenarioFile>;
  } catch (error) {
    throw new Refusal(`${file} cannot be read as a scenario file: ${(error as Error).message}`);
  }
  if (!Array.isArray(parsed.scenarios)) throw new Refusal(`${file} has no list "scenarios".`);
  return parsed.scenarios as readonly Scenario[];
}

export const GOLDEN = join(ROOT, 'e2e', 'scenarios', 'golden.json');

/** The roles in which the scenarios are entered; an organisation's own editor speaks for it alone. */
export function castOf(baseUrl: string, tokenFor: (role: string, org?: string) => Promise<string>): Cast {
  return {
    worker: new Api(
      baseUrl,
      kept(() => tokenFor('CSW')),
    ),
    registry: new Api(
      baseUrl,
      kept(() => tokenFor('COMMUNITY_COORDINATOR')),
    ),
    editorOf: (orgId) =>
      new Api(
        baseUrl,
        kept(() => tokenFor('REGISTRY_EDITOR', orgId)),
      ),
  };
}

/** One client that has all roles it needs, for a system that is not ours. */
function castOfClient(baseUrl: string, token: () => Promise<string>): Cast {
  const api = new Api(baseUrl, token);
  return { worker: api, registry: api, editorOf: () => api };
}

function castAt(url: string): Cast {
  const client = clientFromEnvironment();
  if (client) return castOfClient(url, client);
  const dataDir = dataFolder();
  const state = readState(dataDir);
  const secrets = readSecrets(dataDir);
  if (!state || !secrets || new URL(state.baseUrl).port !== new URL(url).port) {
    throw new Refusal('Set TSUNAGI_CLIENT_ID, TSUNAGI_CLIENT_SECRET and TSUNAGI_TOKEN_URL for the system at --url.');
  }
  const source = { issuer: state.issuer, clientSecret: secrets.demoClients };
  return castOf(url, (role, org) => fetchToken(source, role, org === undefined ? {} : { org }));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { url: { type: 'string' } } });
  const scenarios = readScenarios(resolve(positionals[0] ?? GOLDEN));
  const failed =
    values.url === undefined
      ? await onOwnSystem(scenarios)
      : report(await playAll(scenarios, castAt(values.url), localDay(new Date())));
  process.exitCode = failed === 0 ? 0 : 1;
}

async function onOwnSystem(scenarios: readonly Scenario[]): Promise<number> {
  const system = await step('a system of its own', () =>
    startSystem({ environment: 'test', env: { TSUNAGI_LOG_LEVEL: 'warn' } }),
  );
  try {
    const cast = castOf(system.baseUrl, (role, org) => system.token(role, org === undefined ? {} : { org }));
    return report(await playAll(scenarios, cast, localDay(new Date())));
  } finally {
    await system.stop();
  }
}

/** One line per scenario, last line the sum. Returns how many failed. */
function report(results: readonly Played[]): number {
  for (const { id, expected, got, problems } of results) {
    say(`${problems.length === 0 ? '✓' : '✗'} ${id}  expected ${expected}  got ${got}`);
    for (const problem of problems) note(`    ${problem}`);
  }
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  say(`${results.length - failed} passed, ${failed} failed`);
  return failed;
}

if (require.main === module) main().catch(fail);
