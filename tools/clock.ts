import { Client } from 'pg';
import { SERVICES, type Service } from './embedded/services';

type OwnerUrls = Readonly<Record<Service, { readonly ownerUrl: string }>>;

/**
 * Moves the domain clock of one municipality forward (or back, with a negative number) in every
 * service, by whole milliseconds. Only the owner logins can; production refuses to use the offset.
 */
export async function moveClock(databases: OwnerUrls, tenant: string, byMs: number): Promise<void> {
  await forEachOwner(databases, async (owner) => {
    await owner.query(
      `UPDATE tenants SET clock_offset = clock_offset + $2::double precision * interval '1 millisecond' WHERE tenant = $1`,
      [tenant, byMs],
    );
  });
}

/** Puts the domain clock of one municipality to an instant, counted from the database's own time. */
export async function setClock(databases: OwnerUrls, tenant: string, to: Date): Promise<void> {
  await forEachOwner(databases, async (owner) => {
    await owner.query('UPDATE tenants SET clock_offset = $2::timestamptz - now() WHERE tenant = $1', [
      tenant,
      to.toISOString(),
    ]);
  });
}

/** Puts the domain clock of one municipality back to the real time. */
export async function resetClock(databases: OwnerUrls, tenant: string): Promise<void> {
  await forEachOwner(databases, async (owner) => {
    await owner.query(`UPDATE tenants SET clock_offset = '0' WHERE tenant = $1`, [tenant]);
  });
}

/** The domain time of one municipality as the given service sees it. */
export async function readClock(databases: OwnerUrls, tenant: string, service: Service = 'intake'): Promise<Date> {
  return connected(databases[service].ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ readonly now: Date }>(
      'SELECT now() + clock_offset AS now FROM tenants WHERE tenant = $1',
      [tenant],
    );
    const row = rows[0];
    if (!row) throw new Error(`The tenant ${tenant} is not known to ${service}.`);
    return row.now;
  });
}

const forEachOwner = async (databases: OwnerUrls, work: (owner: Client) => Promise<void>): Promise<void> => {
  await Promise.all(SERVICES.map((service) => connected(databases[service].ownerUrl, work)));
};

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
