import 'reflect-metadata';
import { probeEvent } from '#libs/host';
import { BusConnection, heardBy, type Listening, provision } from '#libs/messaging';
import { SERVICES, type ServiceName } from '#libs/kernel';
import * as community from '../services/community/src/messages/subscriptions';
import * as intake from '../services/intake/src/messages/subscriptions';
import * as matching from '../services/matching/src/messages/subscriptions';
import * as outreach from '../services/outreach/src/messages/subscriptions';
import { readDurability } from './durability';
import { note, say, warn } from './say';

const TABLES: Readonly<Partial<Record<ServiceName, object>>> = { intake, matching, outreach, community };

/** Who hears what, read from the subscription tables of the services; with `probes` also what only proofs say. */
function listeners(probes: boolean): readonly Listening[] {
  return SERVICES.map((listener) => ({
    listener,
    subjects: [
      ...Object.values(TABLES[listener] ?? {}).flatMap((controller) =>
        heardBy(controller).map(({ subject }) => subject),
      ),
      ...(probes
        ? SERVICES.filter((speaker) => speaker !== listener).map((speaker) => probeEvent(speaker).subject)
        : []),
    ],
  }));
}

const REACHED_WITHIN_MS = 30_000;

/** The connection waits for its server for ever; a step that has to end does not. */
function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const say = (): void => reject(new Error(`the bus was not reached within ${REACHED_WITHIN_MS / 1000} s`));
    setTimeout(say, REACHED_WITHIN_MS).unref();
  });
  return Promise.race([work, late]);
}

/** Creates or updates all streams and durables with the administrator's login. Safe to repeat. */
export async function provisionBus(
  bus: { readonly url: string; readonly user: string; readonly password: string },
  options: { readonly replicas?: number; readonly probes?: boolean } = {},
): Promise<void> {
  const connection = await inTime(BusConnection.open({ ...bus, name: 'provision' }, () => undefined));
  try {
    const { probes = false, replicas = 1 } = options;
    // A proof does not wait half a minute for each message that a crash left unacknowledged.
    const pace = probes ? { ackWaitMs: 8_000 } : {};
    await provision(await connection.manager(), SERVICES, listeners(probes), { replicas, ...pace });
  } finally {
    await connection.close();
  }
}

/** Where the server can be asked: refused in production, a warning otherwise. */
async function checkDurability(monitorUrl: string | undefined, mode: string | undefined): Promise<void> {
  const problem = monitorUrl === undefined ? undefined : await readDurability(monitorUrl);
  if (problem === undefined) return;
  if (mode !== 'development' && mode !== 'test') throw new Error(problem);
  warn(problem);
}

async function main(): Promise<void> {
  const {
    TSUNAGI_NATS_URL: url = '',
    TSUNAGI_NATS_USER: user = 'admin',
    TSUNAGI_NATS_PASSWORD: password = '',
  } = process.env;
  const mode = process.env['TSUNAGI_ENV'];
  await checkDurability(process.env['TSUNAGI_NATS_MONITOR_URL'], mode);
  const replicas = Number(process.env['TSUNAGI_NATS_REPLICAS'] ?? 1);
  await provisionBus({ url, user, password }, { replicas, probes: mode === 'test' });
  say('Streams and consumers are in place.');
}

if (require.main === module) {
  main().catch((error: unknown) => {
    note(`The bus could not be provisioned: ${error instanceof Error ? error.message : 'unknown'}`);
    // The client would go on trying to reach its server.
    process.exit(1);
  });
}
