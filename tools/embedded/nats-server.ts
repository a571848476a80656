import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answers, Child, type ChildEvents } from './children';
import { writeWhole } from './files';
import { findNatsServer, type NatsBinary } from './nats-binary';
import { renderNatsConfig, type NatsLogin } from './nats-config';
import { freePort } from './ports';

export interface NatsOptions {
  /** Folder of its own: configuration, store, log. */
  readonly dir: string;
  readonly passwords: Readonly<Record<NatsLogin, string>>;
  /** Found by `findNatsServer` if not given. */
  readonly binary?: NatsBinary;
  /** Kept if it is free, else another. */
  readonly port?: number;
  readonly monitorPort?: number;
  readonly logFile?: string;
  /** Adds the login `tester`, who may do everything. Tests only. */
  readonly testerPassword?: string;
}

export interface RunningNats {
  /** nats://127.0.0.1:<port>, without credentials. */
  readonly url: string;
  readonly port: number;
  readonly monitorUrl: string;
  readonly monitorPort: number;
  readonly version: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/** Starts nats-server with JetStream on the loopback address and waits until its store is recovered. */
export async function startNats(options: NatsOptions, events: ChildEvents = {}): Promise<RunningNats> {
  const binary = options.binary ?? (await findNatsServer());
  const port = await freePort(options.port);
  const monitorPort = await freePort(options.monitorPort);
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const configFile = join(options.dir, 'nats-server.conf');
  const config = renderNatsConfig({
    serverName: 'tsunagi',
    host: '127.0.0.1',
    port,
    monitorHost: '127.0.0.1',
    monitorPort,
    storeDir: join(options.dir, 'store'),
    passwords: options.passwords,
    ...(options.testerPassword === undefined ? {} : { testerPassword: options.testerPassword }),
  });
  writeWhole(configFile, config);
  const monitorUrl = `http://127.0.0.1:${monitorPort}`;
  const child = new Child(
    {
      name: 'nats-server',
      command: binary.path,
      args: ['--config', configFile],
      logFile: options.logFile ?? join(options.dir, 'nats-server.log'),
      isReady: () => answers(`${monitorUrl}/healthz?js-enabled-only=true`),
      stopSignal: 'SIGTERM',
      stopWithinMs: 1_500,
    },
    events,
  );
  await child.start();
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    monitorUrl,
    monitorPort,
    version: binary.version,
    child,
    stop: () => child.stop(),
  };
}
