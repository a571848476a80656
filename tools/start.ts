import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readJson, writeJson } from './embedded/files';
import { isAlive, markOf, parentOf, commandOf, type ProcessMark } from './embedded/processes';
import { clusterMark } from './migrated';
import { dataFolder } from './paths';
import type { Hook, RunningSystem } from './running-system';
import { explain, fail, note, Refusal, say, step, warn } from './say';
import { startSystem } from './system';

/** `npm start`: brings the whole system up, shows it at work once, and stays until it is told to stop. */
async function main(): Promise<void> {
  const dataDir = dataFolder();
  const httpPort = publicPort(process.env['TSUNAGI_HTTP_PORT']);
  const stopping = stopSignal();
  note(`つなぎ Tsunagi, data in ${dataDir}`);
  const system = await startSystem({
    ...{ dataDir, httpPort, environment: 'development', progress: true, signal: stopping },
    onRestart: (instance, why) => warn(`${instance} ended (${why}) and is started again`),
  });
  for (const name of ['seed', 'story'] as const) if (!stopping.aborted) await runHook(system, name, stopping);
  if (!stopping.aborted) greet(system);
  await new Promise<void>((resolve) => {
    if (stopping.aborted) resolve();
    else stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  await step('stopping', () => system.stop());
  process.exit(0);
}

function publicPort(given: string | undefined): number {
  if (given === undefined || given === '') return 3000;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Refusal(`TSUNAGI_HTTP_PORT must be a port number, not "${given}".`);
}

/** Fires once, at the first of: Ctrl-C, SIGTERM, the terminal's end, the end of the npm that started us. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  // npm passes a Ctrl-C on that the terminal has sent us already: repetitions mean nothing.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  const starters = npmAndItsShell();
  const watch = setInterval(() => {
    if (!starters.every(isAlive)) stop.abort();
  }, 1_000);
  watch.unref();
  return stop.signal;
}

/** npm runs us through a shell; if either is killed, nobody could stop us from the terminal any more. */
function npmAndItsShell(): readonly ProcessMark[] {
  if (process.env['npm_lifecycle_event'] === undefined) return [];
  const shell = parentOf(process.pid);
  const npm = shell === undefined || !/^\S*sh\b/.test(commandOf(shell)) ? undefined : parentOf(shell);
  return [shell, npm].flatMap((pid) => (pid === undefined || pid <= 1 ? [] : (markOf(pid) ?? [])));
}

/** Runs seeding or the story once per database; they speak for themselves. One that failed is tried again at the next start. */
async function runHook(system: RunningSystem, name: 'seed' | 'story', stopping: AbortSignal): Promise<void> {
  const script = join(__dirname, `${name}.js`);
  const marker = join(system.dataDir, `${name}.done.json`);
  const cluster = clusterMark(system.dataDir);
  if (!existsSync(script) || readJson<{ readonly cluster: string }>(marker)?.cluster === cluster) return;
  try {
    const hook = (createRequire(__filename)(script) as Readonly<Record<string, Hook | undefined>>)[name];
    if (!hook) throw new Error(`${script} does not export ${name}().`);
    await hook(system);
    writeJson(marker, { cluster });
  } catch (error) {
    if (!stopping.aborted) warn(`${name}: ${explain(error)} The next start tries again.`);
  }
}

function greet({ baseUrl }: RunningSystem): void {
  const lines = [
    '',
    'Tsunagi is ready.',
    `  API         ${baseUrl}/api/v1`,
    `  documents   ${baseUrl}/docs   (${baseUrl}/openapi.json)`,
    `  health      ${baseUrl}/health/ready`,
    '  a token     npm run token -- PARTICIPATION_WORKER   (without a role: the list)',
    '  stop        npm stop, or Ctrl-C here',
  ];
  for (const line of lines) say(line);
}

main().catch((error: unknown) => {
  fail(error);
  process.exit(1);
});
