import type { ServiceDatabase } from './embedded/databases';
import type { DatabaseName, Service } from './embedded/services';
import type { TokenOptions } from './embedded/tokens';

export type { Service, TokenOptions };

/** How the admin login reaches the bus: provisioning, and nothing that a service may do. */
export interface NatsAccess {
  /** Without credentials. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** /varz, /jsz, /healthz; undefined for a server that is not ours. */
  readonly monitorUrl?: string;
}

/**
 * A system that is up: what seeding, the story, scenarios, proofs and end-to-end tests work with.
 *
 * A process is named by its instance: `matching`, `matching-2`, `gateway`, and `postgresql`,
 * `nats-server`, `openid-provider`. Whatever ends unasked is started again by itself.
 */
export interface RunningSystem {
  /** http://localhost:<port>, the public API. */
  readonly baseUrl: string;
  readonly issuer: string;
  /** The first municipality, six digits. */
  readonly tenant: string;
  readonly tenants: readonly string[];
  readonly dataDir: string;
  readonly databases: Readonly<Record<DatabaseName, ServiceDatabase>>;
  readonly adminDatabaseUrl: string;
  readonly nats: NatsAccess;

  /** An access token for the public API, by role (`INTAKE_WORKER` or `intake-worker`). Valid for an hour. */
  token(role: string, options?: TokenOptions): Promise<string>;
  /** From now on tokens of this role speak for this organisation unless they say otherwise. */
  setOrganisation(role: string, organisationId: string): void;
  /** Moves the domain clock of a municipality in all services. */
  moveClock(byMs: number, tenant?: string): Promise<void>;

  /** Base URL of an instance's /health/live, /health/ready and /metrics. */
  healthUrl(instance: string): string;
  logFile(instance: string): string;
  /** Process number now; undefined between two. */
  pid(instance: string): number | undefined;
  /** SIGKILL, as a crash. Resolves when it is dead. */
  kill(instance: string): Promise<void>;
  /** Any signal: SIGSTOP and SIGCONT for a pause, SIGQUIT to postgresql for its immediate shutdown. */
  signal(instance: string, name: NodeJS.Signals): void;
  /** Resolves when it runs and is ready. */
  untilReady(instance: string, withinMs?: number): Promise<void>;
  /** Orderly stop and start. */
  restart(instance: string): Promise<void>;
  /** Orderly stop; stays away until `startAgain`. */
  stopInstance(instance: string): Promise<void>;
  startAgain(instance: string): Promise<void>;
  /** Starts one more process of a service and gives its instance name. `env` is added to its environment. */
  startReplica(service: Service, env?: NodeJS.ProcessEnv): Promise<string>;
  /** Ends everything, services first, within eight seconds. */
  stop(): Promise<void>;
}

/** Implemented by tools/seed.ts and tools/story.ts: called once per data folder, after everything is ready. */
export type Hook = (system: RunningSystem) => Promise<void>;
