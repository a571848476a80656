import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, inTransaction } from '#libs/persistence';
import { Client } from 'pg';
import { keyOwnersOf, openKeys } from '../../services/intake/src/for-tools';
import { nextKek } from '../embedded/keys';
import { readJson, writeJson } from '../embedded/files';
import type { RunningSystem } from '../running-system';
import { keysFolder } from '../state';

const DATABASE = 'tsunagi_intake';
const BACKUP = 'tsunagi_intake_backup';
const KEYS = 'tsunagi_keys';

/** Whatever somebody does who has the database server and its files. */
export class Intruder {
  constructor(private readonly system: RunningSystem) {}

  /** A copy of intake's database as it is now: its files, page by page. The key store is not in it. */
  async backUp(): Promise<void> {
    await this.without('intake', (admin) =>
      admin.query(`CREATE DATABASE ${BACKUP} TEMPLATE ${DATABASE} STRATEGY FILE_COPY`),
    );
  }

  /** Puts the copy in the place of the database. `whileAway`: done before the key store lets anybody in. */
  async restore<T>(whileAway: () => Promise<T>): Promise<T> {
    await this.without('intake', async (admin) => {
      await admin.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${DATABASE} TEMPLATE ${BACKUP} STRATEGY FILE_COPY`);
      await admin.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO intake_app, intake_owner`);
      await admin.query(`ALTER DATABASE ${KEYS} ALLOW_CONNECTIONS false`);
    });
    try {
      return await whileAway();
    } finally {
      await this.admin((admin) => admin.query(`ALTER DATABASE ${KEYS} ALLOW_CONNECTIONS true`));
    }
  }

  /** Of the files of the database server, its log of writes included, those in which one of these texts stands. */
  async filesWith(texts: readonly string[]): Promise<readonly string[]> {
    await this.admin((admin) => admin.query('CHECKPOINT'));
    const wanted = texts.map((text) => Buffer.from(text));
    const folder = join(this.system.dataDir, 'postgres');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => {
        const bytes = readFileSync(path);
        return wanted.some((text) => bytes.includes(text));
      });
  }

  async change(text: string, values: readonly unknown[]): Promise<void> {
    const owner = new Client({ connectionString: this.system.databases.intake.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [this.system.tenant]);
      await owner.query(text, [...values]);
    } finally {
      await owner.end();
    }
  }

  private async without(instance: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
    await this.system.stopInstance(instance);
    await this.admin(work);
    await this.system.startAgain(instance);
  }

  private async admin(work: (admin: Client) => Promise<unknown>): Promise<void> {
    const admin = new Client({ connectionString: this.system.adminDatabaseUrl });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }
}

const kekFileOf = (system: RunningSystem): string => join(keysFolder(system.dataDir), 'kek.json');

/** Destroys the keys of a person, as disposal does. Returns how many. */
export async function destroyKeysOf(system: RunningSystem, personRef: string): Promise<number> {
  const { databases, tenant } = system;
  const source = createDataSource({
    ...{ url: databases.intake.appUrl, applicationName: 'proof', entities: [], migrations: [], poolSize: 2 },
  });
  const keys = openKeys({ keysDatabaseUrl: databases.keys.appUrl, kek: { file: kekFileOf(system) } }, 'proof');
  await source.initialize();
  try {
    const owners = await inTransaction(source, tenant, 'READ ONLY', ({ db }) => keyOwnersOf(db, personRef));
    await keys.shred(tenant, owners);
    return owners.length;
  } finally {
    await keys.close();
    await source.destroy();
  }
}

/** A new version of the key outside the database; the services hear of it by themselves. */
export function renewKek(system: RunningSystem): number {
  const next = nextKek(readJson(kekFileOf(system)));
  writeJson(kekFileOf(system), next);
  return next.current;
}

/** Data keys that another version wraps. */
export async function wrappedOtherwise(system: RunningSystem, kek: number): Promise<number> {
  const owner = new Client({ connectionString: system.databases.keys.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM data_keys WHERE kek <> $1', [
      kek,
    ]);
    return rows[0]?.n ?? 0;
  } finally {
    await owner.end();
  }
}
