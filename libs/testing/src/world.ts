import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { headers, type Msg } from '@nats-io/transport-node';
import type { AnswerOf, EventEnvelope, EventType, RequestType, Versioned } from '#libs/contracts';
import { type RunningService, type ServiceConfig, type ServiceDefinition, startService } from '#libs/host';
import { type Actor, type Role, type ServiceName, toWireError } from '#libs/kernel';
import { ActorTokens, type AskOptions, BusConnection, provision, ServiceClient } from '#libs/messaging';
import { migrate, PlatformTables1700000000000 } from '#libs/persistence';
import type { JSONWebKeySet, JWK } from 'jose';
import { Client } from 'pg';
import { eventually } from './eventually';
import { testServers, type TestServers } from './servers';

const TENANT = '990019';
const SERVICES: readonly ServiceName[] = ['intake', 'matching', 'outreach', 'community', 'gateway'];
const WIRE_ERROR_HEADER = 'Tsunagi-Error';

interface ActorWish {
  readonly orgId?: string | null;
  readonly tenant?: string;
  readonly sub?: string;
}

interface Asking extends Pick<AskOptions, 'deadlineMs' | 'ifMatch'> {
  readonly key?: string;
}

interface WorldOptions {
  /** Six-digit municipality codes; the first is the one that actors and events belong to. */
  readonly tenants?: readonly string[];
  /** Replicas of the service in this process. */
  readonly replicas?: number;
  /** How many connections a replica has. */
  readonly poolSize?: number;
  /** What only this service's configuration has. */
  readonly config?: object;
}

/** One real service in this process, on real servers, with the others played over the real bus. */
export class ServiceWorld {
  private constructor(
    private readonly definition: ServiceDefinition,
    readonly servers: TestServers,
    readonly services: RunningService[],
    private readonly config: (instance: string) => ServiceConfig,
    private readonly bus: BusConnection,
    private readonly client: ServiceClient,
    private readonly owner: Client,
  ) {}

  static async start(
    definition: ServiceDefinition,
    service: ServiceName,
    options: WorldOptions = {},
  ): Promise<ServiceWorld> {
    const servers = await testServers();
    // A world that cannot begin leaves nothing running: the test would never end.
    const opened: (() => Promise<void>)[] = [() => servers.stop()];
    try {
      const bus = await BusConnection.open({ url: servers.natsUrl, name: 'test', ...servers.tester }, () => undefined);
      opened.unshift(() => bus.close());
      const { ownerUrl, appUrl } = servers.databases[service];
      await migrate({
        entities: definition.store.entities,
        migrations: [PlatformTables1700000000000, ...definition.store.migrations],
        url: ownerUrl,
        applicationName: 'migrate',
        appLogin: `${service}_app`,
        tenants: options.tenants ?? [TENANT, '990027'],
      });
      if (definition.keyStore) {
        await migrate({
          ...{ entities: [], migrations: definition.keyStore, url: servers.databases.keys.ownerUrl },
          ...{ applicationName: 'migrate', appLogin: 'keys_app', tenants: options.tenants ?? [TENANT, '990027'] },
        });
      }
      const owner = new Client({ connectionString: ownerUrl });
      await owner.connect();
      opened.unshift(() => owner.end());
      const config = configure(service, servers, appUrl, options);
      const gatewayKey = readJson<JWK>(servers.files.signing.gateway);
      const tokens = await ActorTokens.create('gateway', gatewayKey, readJson<JSONWebKeySet>(servers.files.trusted));
      const world = new ServiceWorld(definition, servers, [], config, bus, new ServiceClient(bus, tokens), owner);
      await provision(await bus.manager(), SERVICES, []);
      for (let replica = 1; replica <= (options.replicas ?? 1); replica += 1) await world.addReplica();
      return world;
    } catch (error) {
      for (const close of opened) await close();
      throw error;
    }
  }

  get platform(): RunningService['platform'] {
    const first = this.services[0];
    if (!first) throw new Error('The world has no service.');
    return first.platform;
  }

  /** One more replica of the service. */
  async addReplica(): Promise<RunningService> {
    const instance = `${this.config('').service}-${this.services.length + 1}`;
    const service = await startService(this.definition, this.config(instance), () => undefined);
    await provision(await this.bus.manager(), SERVICES, [
      { listener: service.platform.config.service, subjects: service.heard },
    ]);
    this.services.push(service);
    return service;
  }

  actor(role: Role | readonly Role[], wish: ActorWish = {}): Actor {
    return {
      sub:
        wish.sub ?? (role === 'SYSTEM' ? 'system:gateway' : `test-${typeof role === 'string' ? role : role.join('-')}`),
      roles: typeof role === 'string' ? [role] : role,
      orgId: wish.orgId ?? null,
      tenant: wish.tenant ?? TENANT,
    };
  }

  /** Asks over the bus as the gateway would; a refusal is thrown as AppError. A fresh key unless one is given. */
  ask<R extends RequestType>(
    request: R,
    input: Partial<InstanceType<R>>,
    actor: Actor,
    options: Asking = {},
  ): Promise<AnswerOf<R>> {
    return this.client.ask(
      request,
      input as InstanceType<R>,
      { actor, correlationId: randomUUID() },
      {
        deadlineMs: options.deadlineMs ?? 10_000,
        ifMatch: options.ifMatch,
        idempotencyKey: options.key ?? (request.reads === true ? undefined : randomUUID()),
      },
    );
  }

  /** Answers for another service. The last one given for a request is used. */
  neighbour<R extends RequestType>(
    request: R,
    answer: (input: InstanceType<R>) => AnswerOf<R> | Promise<AnswerOf<R>>,
  ): void {
    this.neighbours.get(request.subject)?.unsubscribe();
    const subscription = this.bus.nats.subscribe(request.subject, {
      callback: (error, message) => {
        if (!error) void respond(message, answer as (input: object) => unknown);
      },
    });
    this.neighbours.set(request.subject, subscription);
  }

  private readonly neighbours = new Map<string, { unsubscribe(): void }>();

  /** Publishes an event of another service; resolves when this service has handled it. */
  async hears<T extends object & Versioned>(
    event: EventType<T>,
    data: T,
    options: { readonly tenant?: string; readonly id?: string } = {},
  ): Promise<string> {
    const id = options.id ?? randomUUID();
    const aggregateId = String((data as Record<string, unknown>)[event.aggregate]);
    const envelope = {
      id,
      subject: event.subject,
      tenant: options.tenant ?? TENANT,
      correlationId: randomUUID(),
      occurredAt: new Date().toISOString(),
      aggregateId,
      data,
    };
    await this.bus.js.publish(event.subject, JSON.stringify(envelope));
    await eventually(`${event.subject} to be handled`, async () => {
      const { rows } = await this.owner.query(
        'SELECT 1 FROM inbox WHERE event_id = $1 UNION ALL SELECT 1 FROM dead_letters WHERE event_id = $1::text',
        [id],
      );
      return rows.length > 0;
    });
    return id;
  }

  /** What the service said so far, oldest first. */
  async said<T extends object>(event: EventType<T>): Promise<readonly T[]> {
    const { rows } = await this.owner.query('SELECT data FROM outbox WHERE subject = $1 ORDER BY seq', [event.subject]);
    return rows.map((row: { data: T }) => row.data);
  }

  /** Moves the domain clock of this service's municipality forward (or back, with negative days). */
  async moveClock(
    { days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number },
    tenant = TENANT,
  ): Promise<void> {
    await this.owner.query(
      'UPDATE tenants SET clock_offset = clock_offset + make_interval(days => $2, mins => $3) WHERE tenant = $1',
      [tenant, days, minutes],
    );
  }

  /** As the owner login, with the tenant set. */
  async sql<T extends object>(text: string, params: readonly unknown[] = [], tenant = TENANT): Promise<readonly T[]> {
    await this.owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [tenant]);
    const { rows } = await this.owner.query(text, [...params]);
    return rows as readonly T[];
  }

  /** Handles an event again in the first replica, as an operator's replay does. */
  replay(envelope: EventEnvelope): Promise<void> {
    const first = this.services[0];
    if (!first) throw new Error('The world has no service.');
    return first.replay(envelope);
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.owner.end();
    await this.bus.close();
    await this.servers.stop();
  }
}

/** A world with one service. */
export function serviceUnderTest(definition: ServiceDefinition, options: WorldOptions = {}): Promise<ServiceWorld> {
  return ServiceWorld.start(definition, definition.name, options);
}

async function respond(message: Msg, answer: (input: object) => unknown): Promise<void> {
  try {
    message.respond(JSON.stringify(await answer(message.json<object>())));
  } catch (error) {
    const hdrs = headers();
    hdrs.set(WIRE_ERROR_HEADER, 'error');
    message.respond(JSON.stringify(toWireError(error)), { headers: hdrs });
  }
}

/** What opens the words about people, as intake's configuration has it. */
const sealingOf = ({ databases, files }: TestServers): object => ({
  keysDatabaseUrl: databases.keys.appUrl,
  kek: { file: files.kek },
  indexKey: readFileSync(files.index),
});

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

function configure(
  service: ServiceName,
  servers: TestServers,
  databaseUrl: string,
  options: WorldOptions,
): (instance: string) => ServiceConfig {
  return (instance) => ({
    service,
    instance,
    mode: 'test',
    databaseUrl,
    ownerDatabaseUrl: undefined,
    tenants: [],
    poolSize: options.poolSize ?? 10,
    nats: { url: servers.natsUrl, user: service, password: servers.secrets.nats[service] },
    signingKey: readJson<JWK>(servers.files.signing[service]),
    trustedKeys: readJson<JSONWebKeySet>(servers.files.trusted),
    fingerprintKey: readFileSync(servers.files.fingerprint),
    port: 0,
    host: '127.0.0.1',
    logLevel: process.env['TSUNAGI_LOG_LEVEL'] ?? 'silent',
    sabotage: { crash: undefined, broken: undefined },
    ...(service === 'intake' && { sealing: sealingOf(servers) }),
    ...options.config,
  });
}
