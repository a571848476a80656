import type { DataSource, QueryRunner } from 'typeorm';

const POLL_MS = 1_000;
/** Rows of one step of the first look: enough to be quick, few enough to be thrown away at once. */
const BATCH = 10_000;

interface Followed {
  /** A table made with `followed: true`. */
  readonly table: string;
  /** Columns to read, as SQL. */
  readonly columns: string;
  /** Puts changed rows into memory. May see a row again that it has seen: compare versions or overwrite. */
  readonly apply: (tenant: string, rows: readonly unknown[]) => void;
}

interface Listener {
  readonly onError: (error: unknown) => void;
  /** From now on the memory of this municipality is exactly what this snapshot (`pg_snapshot` as text) shows. */
  readonly onSeen?: (tenant: string, snapshot: string) => void;
}

interface Snapshot {
  readonly xmin: string;
  readonly snapshot: string;
}

/**
 * Keeps a replica's memory in step with its own service's tables. A row counts as new when the
 * transaction that changed it was not visible at the last look (xid against the snapshot's xmin),
 * so that nothing committed late is missed. Wakes on a nudge and once a second anyway.
 *
 * The first look at a municipality streams its rows; nobody may rely on them before `onSeen`. Each later
 * look is applied at once, so that memory never stands between two snapshots.
 */
export class TableFollower {
  private readonly seen = new Map<string, string>();
  private stopping = false;
  private wake: () => void = () => undefined;
  private nudged = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly followed: readonly Followed[],
    private readonly listener: Listener,
  ) {}

  /** Resolves when everything is in memory for the first time. */
  async start(): Promise<void> {
    await this.look();
    this.running = this.loop();
  }

  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      if (!this.nudged) await this.rest();
      this.nudged = false;
      if (!this.stopping) await this.look().catch(this.listener.onError);
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async look(): Promise<void> {
    const tenants = await this.source.query<readonly { tenant: string }[]>('SELECT tenant FROM tenants');
    for (const { tenant } of tenants) await this.lookAt(tenant);
  }

  private async lookAt(tenant: string): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction('REPEATABLE READ');
      const [now] = await runner.manager.query<readonly Snapshot[]>(
        `SELECT set_config('tsunagi.tenant', $1, true), pg_current_snapshot()::text AS snapshot,
                pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
        [tenant],
      );
      const since = this.seen.get(tenant);
      const apply =
        since === undefined ? await this.readAll(runner, tenant) : await this.changes(runner, tenant, since);
      await runner.commitTransaction();
      for (const put of apply) put();
      if (!now) return;
      this.seen.set(tenant, now.xmin);
      this.listener.onSeen?.(tenant, now.snapshot);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release().catch(() => undefined);
    }
  }

  private async changes(runner: QueryRunner, tenant: string, since: string): Promise<readonly (() => void)[]> {
    const changes: (() => void)[] = [];
    for (const { table, columns, apply } of this.followed) {
      const rows = await runner.manager.query<readonly unknown[]>(
        `SELECT ${columns} FROM ${table} WHERE tenant = $1 AND changed_xid >= $2::xid8`,
        [tenant, since],
      );
      if (rows.length > 0) changes.push(() => apply(tenant, rows));
    }
    return changes;
  }

  /** The database prepares the next rows while these are taken in. */
  private async readAll(runner: QueryRunner, tenant: string): Promise<readonly []> {
    for (const { table, columns, apply } of this.followed) {
      await runner.query(`DECLARE following NO SCROLL CURSOR FOR SELECT ${columns} FROM ${table} WHERE tenant = $1`, [
        tenant,
      ]);
      const fetch = (): Promise<readonly unknown[]> => runner.query(`FETCH ${BATCH} FROM following`);
      for (let rows = await fetch(); rows.length > 0;) {
        const next = fetch();
        apply(tenant, rows);
        rows = await next;
      }
      await runner.query('CLOSE following');
    }
    return [];
  }
}
