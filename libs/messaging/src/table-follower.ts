import type { DataSource } from 'typeorm';

const POLL_MS = 1_000;

interface Followed {
  /** A table made with `followed: true`. */
  readonly table: string;
  /** Columns to read, as SQL. */
  readonly columns: string;
  /** Puts changed rows into memory. May see a row again that it has seen: compare versions or overwrite. */
  readonly apply: (tenant: string, rows: readonly unknown[]) => void;
}

/**
 * Keeps a replica's memory in step with its own service's tables. A row counts as new when the
 * transaction that changed it was not visible at the last look (xid against the snapshot's xmin),
 * so that nothing committed late is missed. Wakes on a nudge and once a second anyway.
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
    private readonly onError: (error: unknown) => void,
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
      if (!this.stopping) await this.look().catch(this.onError);
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
      const [snapshot] = await runner.manager.query<readonly { xmin: string }[]>(
        `SELECT set_config('tsunagi.tenant', $1, true), pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
        [tenant],
      );
      for (const { table, columns, apply } of this.followed) {
        const rows = await runner.manager.query<readonly unknown[]>(
          `SELECT ${columns} FROM ${table} WHERE tenant = $1 AND changed_xid >= $2::xid8`,
          [tenant, this.seen.get(tenant) ?? '0'],
        );
        if (rows.length > 0) apply(tenant, rows);
      }
      await runner.commitTransaction();
      if (snapshot) this.seen.set(tenant, snapshot.xmin);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release().catch(() => undefined);
    }
  }
}
