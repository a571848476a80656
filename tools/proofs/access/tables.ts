import { SERVICES } from '#libs/kernel';
import { Client } from 'pg';
import type { RunningSystem } from '../../running-system';
import { pause } from '../proof';
import listed from './tables-of-all.json';

const LOOKS_AT_REST = 3;
const AT_REST_WITHIN_MS = 30_000;

export interface TableFindings {
  readonly tables: number;
  /** Rows that the owner sees: without any, nothing would have been shown. */
  readonly rows: number;
  readonly wrong: string[];
}

async function withLogin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const count = async (client: Client, table: string): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`);
  return rows[0]?.n ?? 0;
};

interface Table {
  readonly name: string;
  readonly guarded: boolean;
}

const TABLES_OF = `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS guarded
                     FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`;

/** What the requests of a proof could have written: not what counts or notes the requests themselves. */
const isNote = (name: string): boolean => listed.notes.some((start) => name.startsWith(start));

async function rowsOf(system: RunningSystem): Promise<number> {
  let sum = 0;
  for (const service of SERVICES) {
    sum += await withLogin(system.databases[service].ownerUrl, async (owner) => {
      await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
      const { rows: tables } = await owner.query<Table>(TABLES_OF);
      let here = 0;
      for (const { name } of tables.filter((table) => !isNote(table.name))) here += await count(owner, name);
      return here;
    });
  }
  return sum;
}

/** The count once it stands still. */
export async function rowsAtRest(system: RunningSystem): Promise<number> {
  const until = Date.now() + AT_REST_WITHIN_MS;
  let rows = await rowsOf(system);
  for (let equal = 0; equal < LOOKS_AT_REST;) {
    if (Date.now() > until) throw new Error('Rows are still being written although nobody asks for anything.');
    await pause(200);
    const now = await rowsOf(system);
    equal = now === rows ? equal + 1 : 0;
    rows = now;
  }
  return rows;
}

/** Every table: kept apart by municipality, or listed; and with a service's own login empty while none is named. */
export async function tryTables(system: RunningSystem): Promise<TableFindings> {
  const wrong: string[] = [];
  let tables = 0;
  for (const service of SERVICES) {
    const { appUrl, ownerUrl } = system.databases[service];
    const all = await withLogin(ownerUrl, async (owner) => (await owner.query<Table>(TABLES_OF)).rows);
    await withLogin(appUrl, async (app) => {
      for (const { name, guarded } of all) {
        tables += 1;
        const shared = listed.withoutTenant.some((table) => table.name === name);
        if (shared === guarded) wrong.push(`${service}.${name} is ${guarded ? '' : 'not '}kept apart by municipality`);
        if (guarded && (await seen(app, name)) > 0)
          wrong.push(`${service}.${name} shows rows of nobody’s municipality`);
      }
    });
  }
  return { tables, rows: await rowsOf(system), wrong };
}

/** None where the login may not even look. */
async function seen(app: Client, table: string): Promise<number> {
  try {
    return await count(app, table);
  } catch (error) {
    if ((error as { readonly code?: string }).code === '42501') return 0;
    throw error;
  }
}
