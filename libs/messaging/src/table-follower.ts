import { CopiedTexts } from '#libs/persistence';
import type { DataSource, QueryRunner } from 'typeorm';
import { PolledLoop } from './polled-loop';

/** Rows of one step of the first look: enough to be quick, few enough to be thrown away at once. */
const BATCH = 10_000;
/** Steps that are asked for before the first of them is taken in: the database never waits for us. */
const AHEAD = 2;
/** Rows that are read whole together. */
const WHOLE = 1_000;

interface Followed {
  /** A table made with `followed: true`. */
  readonly table: string;
  /** Columns to read, as SQL. */
  readonly columns: string;
  /** Puts changed rows into memory. May see a row again that it has seen: compare versions or overwrite. */
  readonly apply: (tenant: string, rows: readonly unknown[]) => unknown;
  readonly brief?: Brief;
}

/** A shorter reading of the rows, for the first look: it streams, and costs no object for each row. */
interface Brief {
  /** Each row as one text, as SQL. */
  readonly text: string;
  /** A column by which rows are found. */
  readonly key: string;
  /** Gives the keys of rows that have to be read whole. */
  readonly apply: (tenant: string, texts: Iterable<string>) => readonly string[];
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
  private readonly loop: PolledLoop;

  constructor(
    private readonly source: DataSource,
    private readonly followed: readonly Followed[],
    private readonly listener: Listener,
  ) {
    this.loop = new PolledLoop(() => this.look(), listener.onError);
  }

  /** Resolves when everything is in memory for the first time. */
  async start(): Promise<void> {
    await this.look();
    this.loop.start();
  }

  nudge(): void {
    this.loop.nudge();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Afterwards nothing waits that is known of. */
  private async look(): Promise<false> {
    const tenants = await this.source.query<readonly { tenant: string }[]>('SELECT tenant FROM tenants');
    const copied = new CopiedTexts(this.source);
    try {
      for (const { tenant } of tenants) await this.lookAt(tenant, copied);
    } finally {
      await copied.close();
    }
    return false;
  }

  private async lookAt(tenant: string, copied: CopiedTexts): Promise<void> {
    const since = this.seen.get(tenant);
    const { now, apply } = await this.inOneSnapshot(async (runner) => {
      const [shown] = await runner.manager.query<readonly [Snapshot]>(
        `SELECT set_config('tsunagi.tenant', $1, true), pg_current_snapshot()::text AS snapshot,
                pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
        [tenant],
      );
      if (since !== undefined) return { now: shown, apply: await this.changes(runner, tenant, since) };
      await this.readAll(runner, tenant, copied);
      return { now: shown, apply: [] };
    });
    for (const put of apply) put();
    this.seen.set(tenant, now.xmin);
    this.listener.onSeen?.(tenant, now.snapshot);
  }

  private async inOneSnapshot<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction('REPEATABLE READ');
      const result = await work(runner);
      await runner.commitTransaction();
      return result;
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

  private async readAll(runner: QueryRunner, tenant: string, copied: CopiedTexts): Promise<void> {
    for (const one of this.followed) {
      if (one.brief === undefined) await readRows(runner, one, tenant);
      else await readTexts(runner, one, one.brief, { tenant, copied });
    }
  }
}

interface Reading {
  readonly tenant: string;
  readonly copied: CopiedTexts;
}

/** What the texts leave open is read whole meanwhile, by a connection that sees the same. */
async function readTexts(
  runner: QueryRunner,
  { table, columns, apply }: Followed,
  brief: Brief,
  { tenant, copied }: Reading,
): Promise<void> {
  const [{ snapshot }] = await runner.manager.query<readonly [{ readonly snapshot: string }]>(
    `SELECT pg_export_snapshot() AS snapshot, set_config('idle_in_transaction_session_timeout', '0', true)`,
  );
  const readWhole = async (keys: readonly string[]): Promise<void> => {
    const sql = `SELECT ${columns} FROM ${table} WHERE tenant = $1 AND ${brief.key} = ANY($2)`;
    apply(tenant, await runner.manager.query<readonly unknown[]>(sql, [tenant, keys]));
  };
  let keys: string[] = [];
  const rows = `SELECT ${brief.text} FROM ${table} WHERE tenant = current_setting('tsunagi.tenant')`;
  for await (const texts of copied.of({ tenant, snapshot }, rows)) {
    keys.push(...brief.apply(tenant, texts));
    if (keys.length < WHOLE) continue;
    await readWhole(keys);
    keys = [];
  }
  if (keys.length > 0) await readWhole(keys);
}

/** The database prepares the next rows while these are taken in. */
async function readRows(runner: QueryRunner, { table, columns, apply }: Followed, tenant: string): Promise<void> {
  await runner.query(`DECLARE following NO SCROLL CURSOR FOR SELECT ${columns} FROM ${table} WHERE tenant = $1`, [
    tenant,
  ]);
  const fetch = (): Promise<readonly unknown[]> => askedAhead(runner.query(`FETCH ${BATCH} FROM following`));
  const ahead = Array.from({ length: AHEAD }, fetch);
  for (let rows = await ahead.shift(); rows !== undefined && rows.length > 0; rows = await ahead.shift()) {
    ahead.push(fetch());
    apply(tenant, rows);
  }
  await runner.query('CLOSE following');
}

/** Where something fails before it is waited for, whoever waits next hears of it. */
function askedAhead<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}
