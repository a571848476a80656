import type { CallContext } from '#libs/kernel';
import { notFound } from '#libs/kernel';
import type { PoolClient, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import { type AggregateRow, type Class, shapeOf } from './rows';
import { BIND, inTransaction, type Scope, settled } from './scope';
import { openedIn } from './sealed-rows';
import { databaseError } from './sql-errors';

/** TypeORM's driver as far as it lends connections: a query runner around one statement costs as much as the statement. */
interface Connections {
  obtainMasterConnection(): Promise<Lent>;
}
type Lent = readonly [PoolClient, () => void];

type Ctx = Pick<CallContext, 'tenant'>;

/** Reads of one municipality, in one read-only transaction. */
export class ReadScope {
  constructor(private readonly source: DataSource) {}

  run<T>(ctx: Ctx, work: (scope: Scope) => Promise<T>): Promise<T> {
    return inTransaction(this.source, ctx.tenant, 'READ ONLY', work);
  }

  /** One statement in a transaction of its own, all of it in one packet. */
  async one<R extends QueryResultRow>(
    { tenant }: Ctx,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly R[]> {
    let release: (() => void) | undefined;
    try {
      const [client, free] = await (this.source.driver as unknown as Connections).obtainMasterConnection();
      release = free;
      const [, , found] = await settled([
        client.query('BEGIN READ ONLY'),
        client.query(BIND, [tenant]),
        client.query<R>(text, [...values]),
        client.query('COMMIT'),
      ] as const);
      return found.rows;
    } catch (error) {
      throw databaseError(error);
    } finally {
      release?.();
    }
  }

  /** A row by its id; not found where it is missing or of another municipality. */
  async row<T extends AggregateRow>(ctx: Ctx, table: Class<T>, id: string, thing: string): Promise<T> {
    const { name, select, read } = shapeOf(this.source, table);
    const [raw] = await this.one(ctx, select, [id]);
    if (!raw) throw notFound(thing);
    const row = read(raw);
    await openedIn(this.source, ctx.tenant, name, row);
    return row;
  }

  /** Municipalities of this deployment; timers and followers go through them one by one. */
  async tenants(): Promise<readonly string[]> {
    const rows = await this.source.query<readonly { readonly tenant: string }[]>(
      'SELECT tenant FROM tenants ORDER BY tenant',
    );
    return rows.map(({ tenant }) => tenant);
  }
}
