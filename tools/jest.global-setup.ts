import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeys } from './embedded/keys';
import { startPostgres } from './embedded/postgres';
import { findNatsServer } from './embedded/nats-binary';
import { runOrThrow } from './embedded/run';
import { ROOT } from './paths';
import { startContainers } from './test-containers';

/**
 * Servers of one jest run: PostgreSQL in a container where Docker answers, else the embedded one.
 * Each world of a test has databases of its own in it, and a NATS server of its own.
 */
export default async function setup(): Promise<void> {
  // Tests of the whole system start what was built.
  await runOrThrow(process.execPath, [join(ROOT, 'tools', 'build.mjs'), '--quiet']);
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-tests-'));
  chmodSync(dir, 0o755);
  const { secrets } = ensureKeys(join(dir, 'keys'));
  const containers = await startContainers(secrets.postgresAdmin);
  const postgres =
    containers ??
    (await startPostgres({
      dir: join(dir, 'postgres'),
      serversDir: join(dir, 'servers'),
      password: secrets.postgresAdmin,
      logFile: join(dir, 'postgresql.log'),
      durable: false,
    }));
  if (!containers) await findNatsServer();
  process.env['TSUNAGI_TEST_DIR'] = dir;
  process.env['TSUNAGI_TEST_POSTGRES_URL'] = postgres.adminUrl;
  process.env['TSUNAGI_TEST_CONTAINERS'] = containers ? 'yes' : 'no';
  (globalThis as { tsunagiTestServers?: { stop(): Promise<void> } }).tsunagiTestServers = postgres;
}
