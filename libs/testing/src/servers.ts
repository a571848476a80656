import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { createServiceDatabases, dropServiceDatabases } from '../../../tools/embedded/databases';
import { ensureKeys, type KeyFiles, type Secrets } from '../../../tools/embedded/keys';
import { renderNatsConfig } from '../../../tools/embedded/nats-config';
import { startNats } from '../../../tools/embedded/nats-server';

const TESTER = 'tester';

/** Servers of one world: databases of its own, a NATS server of its own, the keys of all services. */
export interface TestServers {
  readonly databases: Awaited<ReturnType<typeof createServiceDatabases>>;
  readonly natsUrl: string;
  readonly secrets: Secrets;
  readonly files: KeyFiles;
  /** Login on the bus that may do everything. */
  readonly tester: { readonly user: string; readonly password: string };
  /** Stops the bus and starts it again on the same port with the same store after `awayMs`. */
  restartNats(awayMs?: number): Promise<void>;
  stop(): Promise<void>;
}

let worlds = 0;

const needed = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by jest's global setup.`);
  return value;
};

/** Starts the servers of a world. Never skipped and never mocked: containers where Docker answers, else embedded. */
export async function testServers(): Promise<TestServers> {
  const root = needed('TSUNAGI_TEST_DIR');
  const dir = mkdtempSync(join(root, 'world-'));
  const { secrets, files } = ensureKeys(join(root, 'keys'));
  const suffix = `t${process.pid}_${(worlds += 1)}`;
  const adminUrl = needed('TSUNAGI_TEST_POSTGRES_URL');
  const databases = await createServiceDatabases(adminUrl, secrets.databases, { suffix });
  const password = secrets.nats.admin;
  const nats =
    needed('TSUNAGI_TEST_CONTAINERS') === 'yes'
      ? await natsContainer(dir, secrets, password)
      : await startNats({ dir: join(dir, 'nats'), passwords: secrets.nats, testerPassword: password });
  return {
    databases,
    natsUrl: nats.url,
    secrets,
    files,
    tester: { user: TESTER, password },
    restartNats: async (awayMs = 0) => {
      await nats.child.stop();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      await nats.child.start();
    },
    stop: async () => {
      await nats.stop();
      await dropServiceDatabases(adminUrl, suffix);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface StartedNats {
  readonly url: string;
  readonly child: { start(): Promise<void>; stop(): Promise<void> };
  stop(): Promise<void>;
}

async function natsContainer(dir: string, secrets: Secrets, testerPassword: string): Promise<StartedNats> {
  const config = join(dir, 'nats-server.conf');
  writeFileSync(
    config,
    renderNatsConfig({
      serverName: 'tsunagi',
      host: '0.0.0.0',
      port: 4222,
      monitorHost: '0.0.0.0',
      monitorPort: 8222,
      storeDir: '/data',
      passwords: secrets.nats,
      testerPassword,
    }),
  );
  const container = await new GenericContainer('nats:2.14-alpine')
    .withCopyContentToContainer([{ content: readFileSync(config, 'utf8'), target: '/etc/nats/nats-server.conf' }])
    .withCommand(['--config', '/etc/nats/nats-server.conf'])
    .withExposedPorts(4222, 8222)
    .withWaitStrategy(Wait.forHttp('/healthz', 8222))
    .start();
  return {
    url: `nats://${container.getHost()}:${container.getMappedPort(4222)}`,
    child: {
      start: () => container.restart(),
      stop: async () => {
        await container.exec(['nats-server', '--signal', 'quit']);
      },
    },
    stop: async () => {
      await container.stop();
    },
  };
}
