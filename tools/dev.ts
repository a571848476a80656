import { watch } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '#libs/kernel';
import type { Service } from './embedded/services';
import { run } from './embedded/run';
import { dataFolder, ROOT } from './paths';
import { fail, note, say, step } from './say';
import { startSystem } from './system';

const QUIET_MS = 150;

/** `npm run dev`: the system in the foreground; what is saved is built, and the services it concerns are restarted. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
  const port = Number(process.env['TSUNAGI_HTTP_PORT'] ?? 3000);
  const system = await startSystem({
    dataDir: dataFolder(),
    httpPort: port,
    environment: 'development',
    progress: true,
    signal: stopping.signal,
  });
  say(`${system.baseUrl} reloads when something in libs/ or services/ is saved. Ctrl-C stops it.`);
  const changed = new Set<Service>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const reload = async (): Promise<void> => {
    const services = [...changed];
    changed.clear();
    const built = await run(process.execPath, [join(ROOT, 'tools', 'build.mjs')]);
    if (built.status !== 0) return note(built.stderr.trim());
    await step(`restarting ${services.join(' ')}`, () =>
      Promise.all(services.map((service) => system.restart(service))),
    );
  };
  const noteChange = (services: readonly Service[]): void => {
    for (const service of services) changed.add(service);
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(reload).catch(fail);
    }, QUIET_MS);
  };
  const { signal } = stopping;
  watch(join(ROOT, 'libs'), { recursive: true, signal }, () => noteChange(SERVICES));
  for (const service of SERVICES)
    watch(join(ROOT, 'services', service, 'src'), { recursive: true, signal }, () => noteChange([service]));
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await step('stopping', () => system.stop());
  process.exit(0);
}

main().catch((error: unknown) => {
  fail(error);
  process.exit(1);
});
