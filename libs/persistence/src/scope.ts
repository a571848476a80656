import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { databaseError } from './sql-errors';

/** Domain time of a transaction: one instant, the database's own plus the tenant's offset (zero in production). */
export interface Scope {
  readonly db: EntityManager;
  readonly now: Date;
  /** Sends a statement whose result nobody waits for. Where it fails, the commit fails. */
  readonly send: (text: string, values: readonly unknown[]) => void;
}

type Mode = 'READ WRITE' | 'READ ONLY';

export const BIND = `SELECT set_config('tsunagi.tenant', $1, true) AS tenant,
            now() + coalesce((SELECT clock_offset FROM tenants WHERE tenant = $1), '0') AS now`;

/**
 * Opens a transaction, binds it to the tenant and reads the time, runs `work`, commits. `ahead` is sent
 * in the same packet as the opening and must not need the time; `work` gets what it found.
 */
export async function inTransaction<T, A = undefined>(
  source: DataSource,
  tenant: string,
  mode: Mode,
  work: (scope: Scope, found: A) => Promise<T>,
  ahead?: (db: EntityManager) => Promise<A>,
): Promise<T> {
  const runner = source.createQueryRunner();
  const sent: Promise<unknown>[] = [];
  try {
    const client = (await runner.connect()) as PoolClient;
    markOpen(runner);
    const opened = [client.query(`BEGIN ${mode}`), client.query<{ now: Date }>(BIND, [tenant])] as const;
    const [, bound, found] = await settled([...opened, ahead?.(runner.manager) as Promise<A>]);
    const row = bound.rows[0];
    if (!row) throw new Error('The database did not tell the time.');
    const send: Scope['send'] = (text, values) => void sent.push(client.query(text, [...values]).catch(refusal));
    senders.set(runner.manager, send);
    tenants.set(runner.manager, tenant);
    const result = await work({ db: runner.manager, now: row.now, send }, found);
    const ended = commit(runner, client, mode, sent);
    // A read has its answer already: nothing can become of it any more.
    if (mode === 'READ WRITE') await ended;
    else void ended.catch(() => rollback(runner));
    return result;
  } catch (error) {
    await rollback(runner);
    // Where a statement that nobody waited for had failed, whatever failed after it only follows from that.
    throw databaseError((await firstRefusal(sent)) ?? error);
  }
}

const senders = new WeakMap<EntityManager, Scope['send']>();

/** `Scope.send` of the transaction that this manager works in; undefined outside of ours. */
export const senderOf = (db: EntityManager): Scope['send'] | undefined => senders.get(db);

const tenants = new WeakMap<EntityManager, string>();

/** The municipality that the transaction of this manager is bound to; undefined outside of ours. */
export const tenantOf = (db: EntityManager): string | undefined => tenants.get(db);

class Refusal {
  constructor(readonly error: unknown) {}
}

/** Keeps a failure until somebody asks: a rejection that nobody waits for would end the process. */
const refusal = (error: unknown): Refusal => new Refusal(error);

const firstRefusal = async (sent: readonly Promise<unknown>[]): Promise<unknown> =>
  (await Promise.all(sent)).find((result) => result instanceof Refusal)?.error;

/** TypeORM refuses row locks where it believes that no transaction is open, and would open one inside ours. */
const markOpen = (runner: QueryRunner): unknown =>
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });

async function commit(
  runner: QueryRunner,
  client: PoolClient,
  mode: Mode,
  sent: readonly Promise<unknown>[],
): Promise<void> {
  const { command } = await client.query('COMMIT');
  const refused = await firstRefusal(sent);
  if (refused !== undefined) throw refused as Error;
  // PostgreSQL says so, and says nothing else, where an earlier failure was swallowed.
  if (mode === 'READ WRITE' && command !== 'COMMIT') throw new Error('The transaction was rolled back.');
  await runner.release();
}

async function rollback(runner: QueryRunner): Promise<void> {
  if (runner.isReleased) return;
  const client = (await runner.connect().catch(() => undefined)) as PoolClient | undefined;
  await client?.query('ROLLBACK').catch(() => undefined);
  await runner.release().catch(() => undefined);
}

/** All results, or the first failure once nothing is under way any more. */
export async function settled<T extends readonly unknown[]>(
  all: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(all);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as Error;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}
