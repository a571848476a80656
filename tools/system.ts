import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceDatabases, type ServiceDatabase } from './embedded/databases';
import { ensureKeys } from './embedded/keys';
import { takeLock, type InstanceLock } from './embedded/lock';
import { migrateService, provisionBus } from './embedded/one-shots';
import { openBus, type Bus } from './embedded/nats-access';
import { startOidc, type RunningOidc } from './embedded/oidc';
import { portProblem } from './embedded/ports';
import { startPostgres } from './embedded/postgres';
import { endLeftovers, Roster } from './embedded/roster';
import type { Surroundings } from './embedded/service-processes';
import { SERVICES, type Service } from './embedded/services';
import { buildMark, isMigrated, rememberMigrated } from './migrated';
import { ensureFolder, ROOT } from './paths';
import type { RunningSystem } from './running-system';
import { Refusal, step, warn } from './say';
import { ServiceFleet } from './service-fleet';
import { endWithSignals } from './embedded/end-with-signals';
import { keysFolder, type Ports, readPorts, readState, removeState, writePorts, writeState } from './state';
import { systemOf } from './system-handle';
import { SAKURANO, type SystemOptions } from './system-options';

const NEEDED_BYTES = 300_000_000;

/**
 * Starts everything and resolves when all of it is ready: PostgreSQL, nats-server, the OpenID provider,
 * the migrations, the streams, the services. What an earlier, killed start left behind is ended first.
 * If something cannot be started, what has been started is stopped again.
 */
export async function startSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  if (options.signal === undefined) endWithSignals();
  const temporary = options.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'tsunagi-')) : undefined;
  const dataDir = options.dataDir ?? temporary ?? '';
  if (temporary) await chmod(temporary, 0o755);
  const launch = new Launch(options, dataDir, temporary !== undefined);
  try {
    return await launch.run();
  } catch (error) {
    await launch.stop();
    throw options.signal?.aborted ? new Refusal('Stopped before everything was ready.') : error;
  }
}

type Keys = ReturnType<typeof ensureKeys>;

class Launch {
  private readonly roster: Roster;
  private readonly tenants: readonly string[];
  private readonly environment: string;
  private readonly logDir: string;
  private lock: InstanceLock | undefined;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly options: SystemOptions,
    private readonly dataDir: string,
    private readonly temporary: boolean,
  ) {
    this.tenants = options.tenants ?? [SAKURANO];
    this.environment = options.environment ?? 'test';
    this.logDir = join(dataDir, 'logs');
    this.roster = new Roster(join(dataDir, 'children.json'), (name, why) => options.onRestart?.(name, why));
  }

  async run(): Promise<RunningSystem> {
    this.options.signal?.addEventListener('abort', () => void this.stop(), { once: true });
    await this.prepare();
    const keys = ensureKeys(keysFolder(this.dataDir));
    const ports = readPorts(this.dataDir);
    const httpPort = this.options.httpPort ?? 0;
    // Three chains side by side: nothing of one waits for another.
    const [{ postgres, databases }, bus, oidc] = await Promise.all([
      this.openDatabases(keys, ports),
      this.openBus(keys, ports),
      this.openOidc(keys, ports, httpPort),
    ]);
    writePorts(this.dataDir, {
      ...ports,
      postgres: postgres.port,
      oidc: oidc.port,
      ...(bus.port === undefined || bus.monitorPort === undefined
        ? {}
        : { nats: bus.port, natsMonitor: bus.monitorPort }),
    });
    const around: Surroundings = {
      environment: this.environment,
      databases,
      natsUrl: bus.url,
      natsLogin: bus.login,
      files: keys.files,
      issuer: oidc.issuer,
      logDir: this.logDir,
      script: this.script,
      env: this.options.env ?? {},
    };
    const fleet = new ServiceFleet(this.roster, around, this.options);
    await this.progress(
      'services',
      () => fleet.start(this.services, httpPort),
      (names) => names.join(' '),
    );
    const baseUrl = `http://localhost:${fleet.port('gateway') ?? httpPort}`;
    writeState(this.dataDir, { baseUrl, issuer: oidc.issuer, tenants: this.tenants });
    return systemOf({
      ...{ baseUrl, databases, fleet, oidc, bus, postgres, dataDir: this.dataDir, logDir: this.logDir },
      ...{
        tenants: this.tenants,
        roster: this.roster,
        clientSecret: keys.secrets.demoClients,
        stop: () => this.stop(),
      },
    });
  }

  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<void> {
    this.lock?.markStopping();
    await this.roster.stopAll();
    if (this.lock) removeState(this.dataDir);
    this.lock?.release();
    if (this.temporary) rmSync(this.dataDir, { recursive: true, force: true });
  }

  private get services(): readonly Service[] {
    return this.options.services ?? SERVICES;
  }

  private progress<T>(label: string, work: () => Promise<T>, describe?: (result: T) => string): Promise<T> {
    this.options.signal?.throwIfAborted();
    return this.options.progress ? step(label, work, describe) : work();
  }

  /** Everything that can refuse at once: the folder, another instance, the disk, the public port. */
  private async prepare(): Promise<void> {
    ensureFolder(this.dataDir);
    ensureFolder(this.logDir);
    const lock = await takeLock(this.dataDir);
    if ('heldBy' in lock) {
      const where = readState(this.dataDir)?.baseUrl ?? 'it is still starting';
      throw new Refusal(`Tsunagi runs here already (process ${lock.heldBy.pid}, ${where}). Stop it with: npm stop`);
    }
    this.lock = lock;
    const left = await endLeftovers(join(this.dataDir, 'children.json'));
    if (left.length > 0 && this.options.progress) warn(`ended what an earlier start left behind: ${left.join(', ')}`);
    const { bavail, bsize } = await statfs(this.dataDir);
    if (bavail * bsize < NEEDED_BYTES) {
      throw new Refusal(
        `The disk is nearly full: ${Math.floor((bavail * bsize) / 1e6)} MB free at ${this.dataDir}, ${NEEDED_BYTES / 1e6} MB needed. Free some space, or set TSUNAGI_DATA_DIR.`,
      );
    }
    await this.checkPublicPort();
  }

  private async checkPublicPort(): Promise<void> {
    const port = this.options.httpPort ?? 0;
    const problem = port === 0 ? undefined : await portProblem(port);
    if (problem === undefined) return;
    const why = problem === 'taken' ? 'is taken by another program' : 'may not be used by this user';
    throw new Refusal(
      `Port ${port} ${why}. Choose another: TSUNAGI_HTTP_PORT=${port < 1024 ? 3000 : port + 1} npm start`,
    );
  }

  /** PostgreSQL, the databases of the services, their migrations. */
  private async openDatabases({ secrets }: Keys, ports: Ports) {
    const start = () =>
      startPostgres(
        {
          dir: join(this.dataDir, 'postgres'),
          serversDir: this.temporary ? join('/var/lib/tsunagi', 'servers') : join(this.dataDir, 'servers'),
          password: secrets.postgresAdmin,
          logFile: join(this.logDir, 'postgresql.log'),
          durable: this.options.durable ?? this.environment !== 'test',
          ...(ports.postgres === undefined ? {} : { port: ports.postgres }),
        },
        this.roster.events,
      );
    const postgres = await this.progress('PostgreSQL', start, ({ version, port }) => `${version} on port ${port}`);
    const databases = await createServiceDatabases(postgres.adminUrl, secrets.databases);
    const mark = this.options.scripts ? undefined : buildMark(this.dataDir, this.tenants);
    if (mark === undefined || !isMigrated(this.dataDir, mark)) {
      await this.progress('migrations', () =>
        Promise.all(
          this.services.map((service) =>
            this.migrate(service, databases[service], service === 'intake' ? databases.keys : undefined),
          ),
        ),
      );
      if (mark !== undefined) rememberMigrated(this.dataDir, mark);
    }
    return { postgres, databases };
  }

  private migrate(service: Service, database: ServiceDatabase, keys?: ServiceDatabase): Promise<void> {
    return migrateService(service, {
      ...{ environment: this.environment, tenants: this.tenants, database, script: this.script(service) },
      ...{ logDir: this.logDir, env: this.options.env ?? {} },
      ...(keys ? { keys } : {}),
      ...(this.options.signal ? { signal: this.options.signal } : {}),
    });
  }

  /** nats-server with its streams and consumers. */
  private async openBus({ secrets }: Keys, ports: Ports): Promise<Bus> {
    const external = process.env['TSUNAGI_NATS_URL'];
    const start = () =>
      openBus(
        {
          dir: join(this.dataDir, 'nats'),
          logFile: join(this.logDir, 'nats-server.log'),
          passwords: secrets.nats,
          ...(ports.nats === undefined ? {} : { port: ports.nats }),
          ...(ports.natsMonitor === undefined ? {} : { monitorPort: ports.natsMonitor }),
          ...(external ? { external } : {}),
          ...(this.options.progress ? { tell: warn } : {}),
        },
        this.roster.events,
      );
    const bus = await this.progress(
      'nats-server',
      start,
      ({ version, source, url }) => `${version} (${source}) at ${url}`,
    );
    const { scripts, signal } = this.options;
    await this.progress('streams', () =>
      provisionBus({
        ...{ environment: this.environment, natsUrl: bus.url, login: bus.login('admin'), logDir: this.logDir },
        script: scripts?.provision ?? join(ROOT, 'dist', 'tools', 'provision.js'),
        ...(bus.monitorUrl === undefined ? {} : { monitorUrl: bus.monitorUrl }),
        ...(signal ? { signal } : {}),
      }),
    );
    return bus;
  }

  private openOidc({ secrets, files }: Keys, ports: Ports, httpPort: number): Promise<RunningOidc> {
    const start = () =>
      startOidc(
        {
          ...{ dir: join(this.dataDir, 'oidc'), keysFile: files.oidc, secrets, tenants: this.tenants },
          redirectUris: ['localhost', '127.0.0.1'].map((host) => `http://${host}:${httpPort || 3000}/auth/callback`),
          logFile: join(this.logDir, 'openid-provider.log'),
          ...(ports.oidc === undefined ? {} : { port: ports.oidc }),
        },
        this.roster.events,
      );
    return this.progress('OpenID provider', start, ({ issuer }) => issuer);
  }

  private readonly script = (service: Service): string =>
    this.options.scripts?.service(service) ?? join(ROOT, 'dist', 'services', service, 'src', 'main.js');
}
