import 'reflect-metadata';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  armSabotage,
  startTicking,
  type EventRecord,
  JetStreamStrategy,
  type RequestRecord,
  RequestStrategy,
} from '#libs/messaging';
import { migrate, PlatformTables1700000000000, type StoreOptions } from '#libs/persistence';
import type { EventEnvelope } from '#libs/contracts';
import type { ServiceName } from '#libs/kernel';
import { failing } from './background-failure';
import { createLog, describe, type Log, nestLogger } from './logger';
import { PassingFilter } from './passing-filter';
import { createPlatform, onNudge, type Platform, PlatformModule } from './platform';
import { readMigrateConfig, type ServiceConfig } from './service-config';

/** Oldest nats-server that may carry people's cases. */
const OLDEST_SERVER = [2, 14] as const;

export interface ServiceDefinition {
  readonly name: ServiceName;
  /** Reads and checks the environment; throws with all that is missing. */
  readonly config: () => ServiceConfig;
  readonly module: (platform: Platform) => DynamicModule | Type;
  readonly store: Pick<StoreOptions, 'entities' | 'migrations'>;
  /** Migrations of the key store, in the service that has it. */
  readonly keyStore?: StoreOptions['migrations'];
  /** What only this service does before it listens (the gateway's hooks and documents). */
  readonly prepare?: (app: NestFastifyApplication, platform: Platform) => Promise<void>;
  readonly adapter?: () => FastifyAdapter;
}

/**
 * Starts a service, or runs its migrations where the first argument is `migrate`. Stops cleanly on
 * SIGTERM and SIGINT: no new work, what runs is finished, then bus and database are let go.
 */
export function runService(definition: ServiceDefinition, args: readonly string[]): void {
  const work = args[0] === 'migrate' ? runMigrations(definition) : runUntilSignal(definition);
  work.catch((error: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: 60, msg: 'could not start', error: describe(error) })}\n`);
    process.exit(1);
  });
}

const withPlatform = ({ entities, migrations }: ServiceDefinition['store']): ServiceDefinition['store'] => ({
  entities,
  migrations: [PlatformTables1700000000000, ...migrations],
});

async function runMigrations(definition: ServiceDefinition): Promise<void> {
  const { ownerUrl, appLogin, tenants } = readMigrateConfig(process.env);
  if (definition.keyStore) {
    const keys = readMigrateConfig(process.env, 'TSUNAGI_KEYS_');
    const own = { url: keys.ownerUrl, appLogin: keys.appLogin, tenants, applicationName: 'migrate' };
    await migrate({ ...own, entities: [], migrations: definition.keyStore });
  }
  const done = await migrate({
    ...withPlatform(definition.store),
    url: ownerUrl,
    applicationName: 'migrate',
    appLogin,
    tenants,
  });
  process.stdout.write(`${JSON.stringify({ msg: 'migrated', done })}\n`);
}

/** A service in this process. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  /** Subjects of the events that it hears. */
  readonly heard: readonly string[];
  /** Handles an event again: a dead letter that an operator replays. */
  replay(envelope: EventEnvelope): Promise<void>;
  /** Takes no new work, finishes what runs, lets bus and database go. */
  readonly stop: () => Promise<void>;
}

/** Starts a service in this process; `onLost` hears when the bus is gone for good. */
export async function startService(
  definition: ServiceDefinition,
  config: ServiceConfig,
  onLost: (reason: unknown) => void,
): Promise<RunningService> {
  const log = createLog(config.service, config.instance, config.logLevel);
  armSabotage(config.sabotage);
  const platform = await createPlatform(config, log, withPlatform(definition.store), onLost);
  const { ready, parts } = await platform.readiness.check();
  if (!ready) throw new Error(`Not ready to start: ${JSON.stringify(parts)}. Has the migrate step been run?`);
  await refuseMovedClock(platform);
  checkServer(platform);
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: class Root {}, imports: [PlatformModule.with(platform), definition.module(platform)] },
    definition.adapter?.() ?? new FastifyAdapter(),
    { logger: nestLogger(log), abortOnError: false },
  );
  const strategies = connectStrategies(app, platform);
  await definition.prepare?.(app, platform);
  let started = false;
  platform.readiness.add('doors', () => started);
  // The port first: a process that cannot have it must not have taken anybody's request.
  await app.listen(config.port, config.host);
  // What this service said before it went away is not kept back until it has heard the others.
  platform.relay.start();
  platform.sealer.start();
  onNudge(platform, () => platform.relay.nudge());
  await app.startAllMicroservices();
  started = true;
  log.info({ url: await app.getUrl() }, 'listening');
  return {
    app,
    platform,
    heard: strategies.events.subjects,
    replay: (envelope) => strategies.events.replay(envelope),
    stop: () => shutDown(app, platform, strategies),
  };
}

/** In production the domain time is the database's own and nothing else. */
async function refuseMovedClock({ config, source }: Platform): Promise<void> {
  if (config.mode !== 'production') return;
  const moved = await source.query<
    readonly {
      tenant: string;
    }[]
  >(`SELECT tenant FROM tenants WHERE clock_offset <> '0'`);
  if (moved.length > 0)
    throw new Error(
      `The domain clock of ${moved.map(({ tenant }) => tenant).join(', ')} was moved: refused in production.`,
    );
}

/** Older servers lose acknowledged messages (2.10.20–22) or let logins be bypassed: never in production. */
function checkServer({ bus, config, log }: Platform): void {
  const [major = 0, minor = 0] = bus.serverVersion.split('.').map(Number);
  if (major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1])) return;
  const problem = `nats-server ${bus.serverVersion} is older than ${OLDEST_SERVER.join('.')}.`;
  if (config.mode === 'production') throw new Error(`${problem} Refused in production.`);
  log.warn({ serverVersion: bus.serverVersion }, problem);
}

async function runUntilSignal(definition: ServiceDefinition): Promise<void> {
  const config = definition.config();
  const { platform, stop } = await startService(definition, config, (reason) => {
    process.stderr.write(`${JSON.stringify({ level: 60, msg: 'bus lost', error: describe(reason) })}\n`);
    process.exit(1);
  });
  if (config.mode === 'test') process.on('SIGUSR2', () => startTicking());
  stopOnSignal(platform.log, stop);
}

interface Strategies {
  readonly requests: RequestStrategy;
  readonly events: JetStreamStrategy;
}

function connectStrategies(app: INestApplication, platform: Platform): Strategies {
  const { config, bus, tokens, reads, unit, deadLetters, audit } = platform;
  const events = new JetStreamStrategy(
    config.service,
    bus,
    unit,
    deadLetters,
    (record) => noteEvent(platform, record),
    failing(platform, 'consumer'),
  );
  const requests = new RequestStrategy(
    config.service,
    bus,
    tokens,
    reads,
    config.fingerprintKey,
    audit,
    (record) => noteRequest(platform, record),
    () => untilCaughtUp(platform, events),
  );
  platform.replayer.use((envelope) => events.replay(envelope));
  platform.metrics.gauge('tsunagi_dead_letters', 'Events that wait for a human.', () => deadLetters.count());
  const strategies: readonly CustomTransportStrategy[] = [events, requests];
  // Before the strategies: they take the filters that are there when they are connected.
  app.useGlobalFilters(new PassingFilter());
  for (const strategy of strategies) {
    app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  }
  return { requests, events };
}

/** What was said while the service was away comes before the first answer. */
async function untilCaughtUp({ readiness, log }: Platform, events: JetStreamStrategy): Promise<void> {
  let caughtUp = false;
  const began = performance.now();
  readiness.add('backlog', () => caughtUp);
  await events.caughtUp();
  caughtUp = true;
  log.info({ ms: Math.round(performance.now() - began) }, 'caught up with the events');
}

function noteRequest({ log, metrics }: Platform, { ms, error, ...record }: RequestRecord): void {
  metrics.requests.observe({ subject: record.subject, outcome: record.outcome }, ms / 1000);
  const line = { ...record, ms: Math.round(ms * 10) / 10 };
  if (record.outcome === 'bug') log.error({ ...line, error: describe(error) }, 'request');
  else log.info(line, 'request');
}

function noteEvent({ log, metrics }: Platform, { ms, error, ...record }: EventRecord): void {
  metrics.events.observe({ subject: record.subject, outcome: record.outcome }, ms / 1000);
  const line = { ...record, ms: Math.round(ms * 10) / 10 };
  if (error !== undefined) log.error({ ...line, error: describe(error) }, 'event');
  else log.info(line, 'event');
}

function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const leave = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => {
        log.info({ signal }, 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ error: describe(error) }, 'stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.on('unhandledRejection', (error) => crash(log, error));
  process.on('uncaughtException', (error) => crash(log, error));
}

async function shutDown(app: INestApplication, platform: Platform, strategies: Strategies): Promise<void> {
  platform.readiness.leave();
  await Promise.all([strategies.requests.drain(), strategies.events.close()]);
  await Promise.all([platform.relay.stop(), platform.sealer.stop()]);
  await app.close();
  await platform.bus.close();
  await platform.source.destroy();
}

function crash(log: Log, error: unknown): void {
  log.fatal({ error: describe(error) }, 'unhandled');
  process.exit(1);
}
