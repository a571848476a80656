import { inTransaction, listOf } from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { PolledLoop } from '../polled-loop';
import type { AuditLog } from './audit-log';
import { readEntries, type EntryRow, ENTRY_COLUMNS } from './entry-rows';
import { BEFORE_ALL, hashOf } from './entry';

/** Links of one transaction. */
const BATCH = 2_000;
/** Municipalities in which nobody did anything here are looked at so often: another process may have died. */
const ALL_EVERY_MS = 60_000;
const SEAL_LOCK = 7_467_203;

interface Head {
  readonly position: string;
  readonly hash: string;
  readonly seen: string;
}

/**
 * Links the entries of each municipality into its chain, about a second after they were committed. One at a time
 * in a municipality; what is committed late is linked late, and nothing is left out: an entry counts as new while
 * its transaction was not over at the last look.
 */
export class AuditSealer {
  private readonly loop: PolledLoop;
  private allAt = 0;

  constructor(
    private readonly source: DataSource,
    private readonly log: AuditLog,
    onError: (error: unknown) => void,
  ) {
    this.loop = new PolledLoop(() => this.turn(), onError);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async turn(): Promise<boolean> {
    const tenants = await this.due();
    let more = false;
    for (const tenant of tenants) {
      this.log.grown.delete(tenant);
      try {
        if (!(await this.seal(tenant))) continue;
        this.log.grown.add(tenant);
        more = true;
      } catch (error) {
        this.log.grown.add(tenant);
        throw error;
      }
    }
    return more;
  }

  private async due(): Promise<readonly string[]> {
    if (performance.now() < this.allAt) return [...this.log.grown];
    const rows = await this.source.query<readonly { readonly tenant: string }[]>('SELECT tenant FROM tenants');
    this.allAt = performance.now() + ALL_EVERY_MS;
    return rows.map(({ tenant }) => tenant);
  }

  /** True where more waits. */
  private seal(tenant: string): Promise<boolean> {
    return inTransaction(this.source, tenant, 'READ WRITE', async ({ db }) => {
      const [lock] = await db.query<readonly { readonly mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine',
        [SEAL_LOCK, tenant],
      );
      if (lock?.mine !== true) return false;
      const head = await headOf(db);
      const [now] = await db.query<readonly { readonly xmin: string }[]>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
      );
      const rows = await unlinked(db, head.seen);
      if (rows.length > 0) await this.link(db, tenant, head, rows);
      const full = rows.length === BATCH;
      if (!full && now) await db.query('UPDATE audit_heads SET seen = $1::xid8', [now.xmin]);
      return full;
    });
  }

  private async link(db: EntityManager, tenant: string, head: Head, rows: readonly EntryRow[]): Promise<void> {
    let { hash } = head;
    const hashes = readEntries(rows).map((entry) => (hash = hashOf(hash, entry, tenant)));
    const from = BigInt(head.position) + 1n;
    await db.query(
      `INSERT INTO audit_links (position, entry_id, hash)
       SELECT $1::bigint + n - 1, id, hash FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS l (id, hash, n)`,
      [from.toString(), listOf(rows.map(({ id }) => id)), hashes],
    );
    await db.query('UPDATE audit_heads SET position = position + $1, hash = $2', [rows.length, hash]);
  }
}

async function headOf(db: EntityManager): Promise<Head> {
  const select = 'SELECT position::text AS position, hash, seen::text AS seen FROM audit_heads';
  const [known] = await db.query<readonly Head[]>(select);
  if (known) return known;
  await db.query(`INSERT INTO audit_heads (position, hash, seen) VALUES (0, $1, '0')`, [BEFORE_ALL]);
  return { position: '0', hash: BEFORE_ALL, seen: '0' };
}

const unlinked = (db: EntityManager, seen: string): Promise<readonly EntryRow[]> =>
  db.query(
    `SELECT ${ENTRY_COLUMNS} FROM audit_entries e
      WHERE xid >= $1::xid8 AND NOT EXISTS (SELECT 1 FROM audit_links l WHERE l.entry_id = e.id)
      ORDER BY seq LIMIT ${BATCH}`,
    [seen],
  );
