import type { CallContext } from '#libs/kernel';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { databaseError } from './sql-errors';

/** Domain time of a transaction: one instant, the database's own plus the tenant's offset (zero in production). */
export interface Scope {
  readonly db: EntityManager;
  readonly now: Date;
}

/** Opens a transaction, binds it to the tenant and reads the time, runs `work`, commits. */
export async function inTransaction<T>(
  source: DataSource,
  tenant: string,
  mode: 'READ WRITE' | 'READ ONLY',
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    const now = await bind(runner, tenant, mode);
    const result = await work({ db: runner.manager, now });
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw databaseError(error);
  } finally {
    await runner.release().catch(() => undefined);
  }
}

async function bind(runner: QueryRunner, tenant: string, mode: string): Promise<Date> {
  if (mode === 'READ ONLY') await runner.query('SET TRANSACTION READ ONLY');
  const rows = await runner.manager.query<readonly { readonly now: Date }[]>(
    `SELECT set_config('tsunagi.tenant', $1, true) AS tenant,
            now() + coalesce((SELECT clock_offset FROM tenants WHERE tenant = $1), '0') AS now`,
    [tenant],
  );
  const row = rows[0];
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}

/** Reads of one municipality, in one read-only transaction. */
export class ReadScope {
  constructor(private readonly source: DataSource) {}

  run<T>(ctx: Pick<CallContext, 'tenant'>, work: (scope: Scope) => Promise<T>): Promise<T> {
    return inTransaction(this.source, ctx.tenant, 'READ ONLY', work);
  }

  /** Municipalities of this deployment; timers and followers go through them one by one. */
  async tenants(): Promise<readonly string[]> {
    const rows = await this.source.query<
      readonly {
        tenant: string;
      }[]
    >('SELECT tenant FROM tenants ORDER BY tenant');
    return rows.map(({ tenant }) => tenant);
  }
}
