import { SERVICES, type ServiceName } from '#libs/kernel';
import { Client } from 'pg';
import { provisionBus } from './provision';

type Databases = Readonly<Record<ServiceName, { readonly ownerUrl: string }>>;

/** Streams keep events for 30 days; older ones are history. */
const KEPT = '30 days';

/**
 * Puts streams and consumers in place and has every event of the last 30 days published again from
 * the outboxes. Listeners drop what they have had. Returns how many events that is.
 */
export async function republish(
  databases: Databases,
  bus: { readonly url: string; readonly user: string; readonly password: string },
  options: { readonly probes?: boolean } = {},
): Promise<number> {
  await provisionBus(bus, options);
  let again = 0;
  for (const service of SERVICES) {
    const owner = new Client({ connectionString: databases[service].ownerUrl });
    await owner.connect();
    try {
      const { rowCount } = await owner.query(
        'UPDATE outbox SET published_at = NULL WHERE published_at > now() - $1::interval',
        [KEPT],
      );
      again += rowCount ?? 0;
    } finally {
      await owner.end();
    }
  }
  return again;
}
