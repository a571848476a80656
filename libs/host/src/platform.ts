import { type DynamicModule, Global, Module } from '@nestjs/common';
import {
  ActorTokens,
  AuditLog,
  AuditSealer,
  BusConnection,
  DeadLetters,
  OutboxRelay,
  publishEnvelope,
  ServiceClient,
  UnitOfWork,
} from '#libs/messaging';
import { createDataSource, ReadScope, type StoreOptions } from '#libs/persistence';
import { DataSource } from 'typeorm';
import { auditDoorsOf } from './audit-doors';
import { failing } from './background-failure';
import { HealthController } from './health.controller';
import { hostDoorsOf } from './host-doors';
import type { Log } from './logger';
import { Metrics } from './metrics';
import { probeController } from './probe';
import { Readiness } from './readiness';
import { Replayer } from './replayer';
import type { ServiceConfig } from './service-config';

/** Everything that all five services are made of, made once per process. */
export interface Platform {
  readonly config: ServiceConfig;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly source: DataSource;
  readonly bus: BusConnection;
  readonly tokens: ActorTokens;
  readonly unit: UnitOfWork;
  readonly reads: ReadScope;
  readonly client: ServiceClient;
  readonly deadLetters: DeadLetters;
  readonly replayer: Replayer;
  readonly relay: OutboxRelay;
  readonly audit: AuditLog;
  readonly sealer: AuditSealer;
}

const nudgeSubject = (service: string): string => `nudge.${service}.written`;

export async function createPlatform(
  config: ServiceConfig,
  log: Log,
  store: Pick<StoreOptions, 'entities' | 'migrations'>,
  onLost: (reason: unknown) => void,
): Promise<Platform> {
  const metrics = new Metrics(config.service, config.instance);
  const source = createDataSource({
    ...store,
    url: config.databaseUrl,
    applicationName: config.instance,
    poolSize: config.poolSize,
  });
  await source.initialize();
  const bus = await BusConnection.open({ ...config.nats, name: config.instance }, onLost);
  const tokens = await ActorTokens.create(config.service, config.signingKey, config.trustedKeys);
  const relay = new OutboxRelay(source, bus, failing({ metrics, log }, 'relay'));
  const audit = new AuditLog(source, config.service, config.fingerprintKey);
  const unit = new UnitOfWork(source, {
    nudge: () => {
      if (bus.isUp) bus.nats.publish(nudgeSubject(config.service));
    },
    publishNow: (envelope) => publishEnvelope(bus, envelope),
  });
  return {
    config,
    log,
    metrics,
    readiness: watchReadiness(source, bus, store.migrations.length),
    source,
    bus,
    tokens,
    unit,
    reads: new ReadScope(source),
    client: new ServiceClient(bus, tokens),
    deadLetters: new DeadLetters(source),
    replayer: new Replayer(log),
    relay,
    audit,
    sealer: new AuditSealer(source, audit, failing({ metrics, log }, 'audit')),
  };
}

/** Tells all replicas of this service that something was committed; `tx.publish` does it by itself. */
export function nudge({ bus, config }: Platform): void {
  if (bus.isUp) bus.nats.publish(nudgeSubject(config.service));
}

/** Calls `wake` whenever some replica of this service committed something. */
export function onNudge({ bus, config }: Platform, wake: () => void): void {
  bus.nats.subscribe(nudgeSubject(config.service), { callback: wake });
}

function watchReadiness(source: DataSource, bus: BusConnection, migrations: number): Readiness {
  const readiness = new Readiness();
  readiness.add('bus', () => bus.isUp);
  readiness.add('database', async () => {
    const rows = await source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM schema_migrations');
    return (rows[0]?.n ?? 0) >= migrations;
  });
  return readiness;
}

/** Makes the platform's parts known to Nest, so that commands and doors ask for them by class. */
@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    const parts = [
      { provide: UnitOfWork, useValue: platform.unit },
      { provide: ReadScope, useValue: platform.reads },
      { provide: ServiceClient, useValue: platform.client },
      { provide: DeadLetters, useValue: platform.deadLetters },
      { provide: Replayer, useValue: platform.replayer },
      { provide: Metrics, useValue: platform.metrics },
      { provide: Readiness, useValue: platform.readiness },
      { provide: DataSource, useValue: platform.source },
      { provide: BusConnection, useValue: platform.bus },
      { provide: PLATFORM, useValue: platform },
    ];
    const { service, mode } = platform.config;
    const probes = mode === 'test' ? [probeController(service)] : [];
    const controllers = [HealthController, hostDoorsOf(service), auditDoorsOf(service), ...probes];
    return { module: PlatformModule, controllers, providers: parts, exports: parts };
  }
}

export const PLATFORM = Symbol('platform');
