import { createDataSource, type StoreOptions } from './data-source';

const MIGRATION_LOCK = 7_467_201;

interface MigrateOptions extends Omit<StoreOptions, 'poolSize' | 'statementTimeoutMs'> {
  /** Login that the service itself uses; gets rights on rows, none on tables. */
  readonly appLogin: string;
  /** Municipalities of this deployment, six digits each. */
  readonly tenants: readonly string[];
}

/**
 * The migrate step, run by the owner login. Several at once wait for each other (advisory lock);
 * killed in the middle, nothing of it stays, because all migrations share one transaction.
 * Returns the names of the migrations that were run.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const source = createDataSource({ ...options, poolSize: 2, statementTimeoutMs: 120_000 });
  await source.initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.query('SET lock_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const done = await source.runMigrations();
      await lock.query(`GRANT USAGE ON SCHEMA public TO ${quoted(options.appLogin)}`);
      await lock.query(
        `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${quoted(options.appLogin)}`,
      );
      await lock.query(`REVOKE INSERT, UPDATE, DELETE ON tenants, schema_migrations FROM ${quoted(options.appLogin)}`);
      await lock.query('INSERT INTO tenants (tenant) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
        options.tenants,
      ]);
      return done.map(({ name }) => name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}

const quoted = (login: string): string => `"${login.replaceAll('"', '""')}"`;
