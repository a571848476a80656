import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { PipelinedClient } from './pipelined-client';
import { SnakeCase } from './snake-case';

type Class<T> = new (...args: never[]) => T;

export interface StoreOptions {
  /** `postgres://login:password@host:port/database`. */
  readonly url: string;
  readonly applicationName: string;
  readonly entities: readonly (Class<object> | EntitySchema)[];
  readonly migrations: readonly Class<MigrationInterface>[];
  /** Connections of this process, 1 to 100. */
  readonly poolSize: number;
  /** The migrate step may wait longer than a request. */
  readonly statementTimeoutMs?: number;
}

/**
 * The only way to a database. Every wait has an end: connecting 2 s, a statement 5 s, a lock 2 s,
 * an open transaction without work 10 s. `synchronize` is off: tables change by migration only.
 */
export function createDataSource(options: StoreOptions): DataSource {
  const statementTimeout = options.statementTimeoutMs ?? 5_000;
  // A step that may run for minutes also waits for a server that is busy starting.
  const connectTimeout = options.statementTimeoutMs === undefined ? 2_000 : 15_000;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
    poolSize: options.poolSize,
    connectTimeoutMS: connectTimeout,
    poolErrorHandler: () => undefined,
    extra: {
      Client: PipelinedClient,
      pipeline: true,
      max: options.poolSize,
      connectionTimeoutMillis: connectTimeout,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementTimeout,
      lock_timeout: Math.min(2_000, statementTimeout),
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      options: '-c timezone=UTC',
    },
  });
}
