import { readFileSync } from 'node:fs';
import type { ServiceName } from '#libs/kernel';
import type { JSONWebKeySet, JWK } from 'jose';

type Environment = Readonly<Record<string, string | undefined>>;

/** What every service needs to know. Made once at the start and never changed. */
export interface ServiceConfig {
  readonly service: ServiceName;
  /** Which replica, for logs and lists of clients; the service's name where it is the only one. */
  readonly instance: string;
  readonly mode: 'development' | 'test' | 'production';
  readonly databaseUrl: string;
  /** Owner login: the migrate step only. */
  readonly ownerDatabaseUrl: string | undefined;
  readonly tenants: readonly string[];
  readonly poolSize: number;
  readonly nats: { readonly url: string; readonly user: string; readonly password: string };
  readonly signingKey: JWK;
  readonly trustedKeys: JSONWebKeySet;
  readonly fingerprintKey: Buffer;
  readonly port: number;
  /** Address to listen on; 127.0.0.1 unless a container says otherwise. */
  readonly host: string;
  readonly logLevel: string;
  readonly sabotage: { readonly crash: string | undefined; readonly broken: string | undefined };
}

/** Reads and checks the environment; names everything that is missing or wrong at once. */
export class ConfigReader {
  private readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string, fallback?: string): string {
    const value = this.env[name] ?? fallback;
    if (value === undefined || value === '') this.problems.push(`${name} is missing.`);
    return value ?? '';
  }

  optional(name: string): string | undefined {
    return this.env[name];
  }

  integer(name: string, min: number, max: number, fallback?: number): number {
    const value = Number(this.env[name] ?? fallback);
    if (!Number.isInteger(value) || value < min || value > max) {
      this.problems.push(`${name} must be a whole number from ${min} to ${max}.`);
    }
    return value;
  }

  file(name: string): Buffer {
    const path = this.text(name);
    try {
      return path === '' ? Buffer.alloc(0) : readFileSync(path);
    } catch {
      this.problems.push(`${name} names a file that cannot be read.`);
      return Buffer.alloc(0);
    }
  }

  json<T extends object>(name: string): T {
    const bytes = this.file(name);
    try {
      return JSON.parse(bytes.length === 0 ? '{}' : bytes.toString('utf8')) as T;
    } catch {
      this.problems.push(`${name} names a file that is no JSON.`);
      return {} as T;
    }
  }

  /** Throws one error that lists all problems. */
  finish(): void {
    if (this.problems.length > 0) throw new Error(`Configuration: ${this.problems.join(' ')}`);
  }

  refuse(problem: string): void {
    this.problems.push(problem);
  }
}

/** `portVariable`: where the service listens for health checks, and the gateway for everything. */
export function readServiceConfig(
  service: ServiceName,
  env: Environment,
  portVariable = 'TSUNAGI_HEALTH_PORT',
): ServiceConfig {
  const read = new ConfigReader(env);
  const mode = read.text('TSUNAGI_ENV', 'production');
  if (!['development', 'test', 'production'].includes(mode))
    read.refuse('TSUNAGI_ENV must be development, test or production.');
  const sabotage = { crash: env['TSUNAGI_CRASH_AT'], broken: env['TSUNAGI_BROKEN'] };
  if (mode !== 'test' && (sabotage.crash ?? sabotage.broken) !== undefined)
    read.refuse('TSUNAGI_CRASH_AT and TSUNAGI_BROKEN are for tests.');
  const config: ServiceConfig = {
    service,
    instance: read.text('TSUNAGI_INSTANCE', service),
    mode: mode as ServiceConfig['mode'],
    databaseUrl: read.text('TSUNAGI_DATABASE_URL'),
    ownerDatabaseUrl: read.optional('TSUNAGI_OWNER_DATABASE_URL'),
    tenants: (env['TSUNAGI_TENANTS'] ?? '').split(',').filter((code) => /^\d{6}$/.test(code)),
    poolSize: read.integer('TSUNAGI_POOL_SIZE', 2, 100, 10),
    nats: {
      url: read.text('TSUNAGI_NATS_URL'),
      user: read.text('TSUNAGI_NATS_USER', service),
      password: read.text('TSUNAGI_NATS_PASSWORD'),
    },
    signingKey: read.json<JWK>('TSUNAGI_SIGNING_KEY_FILE'),
    trustedKeys: read.json<JSONWebKeySet>('TSUNAGI_TRUSTED_KEYS_FILE'),
    fingerprintKey: read.file('TSUNAGI_FINGERPRINT_KEY_FILE'),
    port: read.integer(portVariable, 0, 65_535),
    host: read.text('TSUNAGI_LISTEN_HOST', '127.0.0.1'),
    logLevel: read.text('TSUNAGI_LOG_LEVEL', 'info'),
    sabotage,
  };
  read.finish();
  return Object.freeze(config);
}

/** What the migrate step needs: less than a service. `prefix`: of the variables that name the database. */
export function readMigrateConfig(
  env: Environment,
  prefix = 'TSUNAGI_',
): {
  ownerUrl: string;
  appLogin: string;
  tenants: readonly string[];
} {
  const read = new ConfigReader(env);
  const ownerUrl = read.text(`${prefix}OWNER_DATABASE_URL`);
  const appUrl = read.text(`${prefix}DATABASE_URL`);
  const tenants = read.text('TSUNAGI_TENANTS').split(',');
  if (tenants.some((code) => !/^\d{6}$/.test(code)))
    read.refuse('TSUNAGI_TENANTS: six-digit municipality codes, separated by commas.');
  read.finish();
  return { ownerUrl, appLogin: decodeURIComponent(new URL(appUrl).username), tenants };
}
