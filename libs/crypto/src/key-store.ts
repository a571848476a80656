import { AppError } from '#libs/kernel';
import { createDataSource, inTransaction, ReadScope } from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { keysUnreachable } from './errors';
import settings from './settings.json';

/** One version of a data key, wrapped. */
export interface StoredKey {
  readonly owner: string;
  readonly version: number;
  readonly wrapped: string;
  /** True where the next write takes a new version. */
  readonly old: boolean;
}

export interface NewKey {
  readonly owner: string;
  readonly version: number;
  readonly kek: number;
  readonly wrapped: string;
}

/** What is there of an owner's key: its versions, oldest first, or that it was destroyed. */
export interface Found {
  readonly versions: readonly StoredKey[];
  readonly shredded: boolean;
}

const POOL = 4;

/** The tables of the key store. Holds nothing that opens anything without the key outside. */
export class KeyStore {
  private readonly source: DataSource;
  private readonly reads: ReadScope;
  private opened: Promise<unknown> | undefined;

  constructor(url: string, applicationName: string) {
    this.source = createDataSource({ url, applicationName, entities: [], migrations: [], poolSize: POOL });
    this.reads = new ReadScope(this.source);
  }

  async find(tenant: string, owners: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const rows = await this.read<{ readonly owner: string; readonly version: number | null } & StoredKey>(
      tenant,
      `SELECT owner::text, version, wrapped, created_at < now() - make_interval(days => $2) AS old
         FROM data_keys WHERE owner = ANY($1::uuid[])
       UNION ALL SELECT owner::text, NULL, NULL, NULL FROM shredded_keys WHERE owner = ANY($1::uuid[])
       ORDER BY version`,
      [owners, settings.newKeyAfterDays],
    );
    const found = new Map<string, Found>();
    for (const row of rows) {
      const { versions = [], shredded = false } = found.get(row.owner) ?? {};
      if (row.version === null) found.set(row.owner, { versions, shredded: true });
      else found.set(row.owner, { versions: [...versions, row], shredded });
    }
    return found;
  }

  /** Adds versions; where another process was first, its version stays. Never for an owner whose key was destroyed. */
  add(tenant: string, keys: readonly NewKey[]): Promise<void> {
    return this.write(tenant, async (db) => {
      await db.query(
        `INSERT INTO data_keys (owner, version, kek, wrapped)
         SELECT k.owner, k.version, k.kek, k.wrapped
           FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[]) AS k (owner, version, kek, wrapped)
          WHERE NOT EXISTS (SELECT 1 FROM shredded_keys s WHERE s.owner = k.owner)
         ON CONFLICT DO NOTHING`,
        [keys.map((k) => k.owner), keys.map((k) => k.version), keys.map((k) => k.kek), keys.map((k) => k.wrapped)],
      );
    });
  }

  /** Destroys all versions of these keys. */
  shred(tenant: string, owners: readonly string[]): Promise<void> {
    return this.write(tenant, async (db) => {
      await db.query('INSERT INTO shredded_keys (owner) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [owners]);
      await db.query('DELETE FROM data_keys WHERE owner = ANY($1::uuid[])', [owners]);
    });
  }

  /** Owners whose key was destroyed within this time. What was added beside a destruction goes with it. */
  async shreddedWithin(tenant: string, seconds: number): Promise<readonly string[]> {
    const rows = await this.read<{ readonly owner: string }>(
      tenant,
      'SELECT owner::text FROM shredded_keys WHERE shredded_at > now() - make_interval(secs => $1)',
      [seconds],
    );
    return rows.map(({ owner }) => owner);
  }

  /** Keys that another version than this wraps. */
  wrappedOtherwise(tenant: string, kek: number): Promise<readonly StoredKey[]> {
    return this.read<StoredKey>(
      tenant,
      `(SELECT owner::text, version, wrapped, false AS old FROM data_keys WHERE kek < $1 LIMIT $2)
       UNION ALL (SELECT owner::text, version, wrapped, false FROM data_keys WHERE kek > $1 LIMIT $2)`,
      [kek, settings.rewrapAtOnce],
    );
  }

  rewrap(tenant: string, keys: readonly (NewKey & { readonly before: string })[]): Promise<void> {
    return this.write(tenant, async (db) => {
      await db.query(
        `UPDATE data_keys d SET kek = k.kek, wrapped = k.wrapped
           FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[])
                AS k (owner, version, kek, wrapped, before)
          WHERE d.owner = k.owner AND d.version = k.version AND d.wrapped = k.before`,
        [
          ...[keys.map((k) => k.owner), keys.map((k) => k.version), keys.map((k) => k.kek)],
          ...[keys.map((k) => k.wrapped), keys.map((k) => k.before)],
        ],
      );
    });
  }

  async close(): Promise<void> {
    await this.opened?.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
  }

  private read<R extends object>(tenant: string, text: string, values: readonly unknown[]): Promise<readonly R[]> {
    return this.reached(() => this.reads.one<R & Record<string, unknown>>({ tenant }, text, values));
  }

  private write(tenant: string, work: (db: EntityManager) => Promise<void>): Promise<void> {
    return this.reached(() => inTransaction(this.source, tenant, 'READ WRITE', ({ db }) => work(db)));
  }

  /** Opened by the first who needs it: a service also starts while the key store is away. */
  private async reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.opened ??= this.source.initialize();
      await this.opened;
      return await work();
    } catch (error) {
      if (!this.source.isInitialized) this.opened = undefined;
      throw error instanceof AppError && error.kind !== 'unavailable' ? error : keysUnreachable();
    }
  }
}
