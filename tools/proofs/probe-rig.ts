import { randomUUID } from 'node:crypto';
import { probeRequest } from '#libs/host';
import { SERVICES, type ServiceName, systemActor } from '#libs/kernel';
import { Client } from 'pg';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { type BusClient, openBusClient } from './bus-client';
import { pause } from './proof';
import { type Counts, type Verdict, verdictOf } from './verdict';

const ASK_MS = 4_000;
const SETTLE_MS = 120_000;

/**
 * The five services as processes, under a load of probes that nothing in their tables hides: each is
 * written once by its speaker and must be heard exactly once by each of the four others.
 */
export class ProbeRig {
  readonly acked = new Set<string>();

  private constructor(
    readonly system: RunningSystem,
    private readonly bus: BusClient,
    private readonly crashes: ReadonlyMap<string, number>,
  ) {}

  static async start(): Promise<ProbeRig> {
    const crashes = new Map<string, number>();
    const system = await startSystem({
      environment: 'test',
      env: { TSUNAGI_LOG_LEVEL: 'warn' },
      onRestart: (instance) => {
        const service = instance.replace(/-\d+$/, '');
        crashes.set(service, (crashes.get(service) ?? 0) + 1);
      },
    });
    const rig = new ProbeRig(system, await openBusClient(system), crashes);
    await rig.eachOwner((owner, service) => owner.query(tablesFor(service)));
    return rig;
  }

  /** Processes of a service that ended unasked so far. */
  crashesOf(service: ServiceName): number {
    return this.crashes.get(service) ?? 0;
  }

  /** One probe, asked again under the same key until the service says that it is done, or `until` has passed. */
  async say(speaker: ServiceName, lastsMs: number, until: number): Promise<boolean> {
    const probeId = randomUUID();
    while (Date.now() < until) {
      try {
        await this.ask(speaker, probeId, lastsMs, ASK_MS);
        this.acked.add(`${speaker} ${probeId}`);
        return true;
      } catch {
        await pause(100);
      }
    }
    return false;
  }

  ask(speaker: ServiceName, probeId: string, lastsMs: number, deadlineMs: number): Promise<object> {
    const { tenant } = this.system;
    const request = probeRequest(speaker);
    return this.bus.client.ask(
      request,
      { probeId, lastsMs },
      { actor: systemActor('gateway', tenant), correlationId: probeId },
      { deadlineMs, idempotencyKey: probeId },
    );
  }

  /** Waits until every outbox is empty and every listener has been silent for a while. */
  async settle(): Promise<void> {
    const until = Date.now() + SETTLE_MS;
    let before = '';
    let quiet = 0;
    while (Date.now() < until && quiet < 4) {
      const now = await this.census().catch(() => '');
      quiet =
        now !== '' && now === before && now.startsWith('0 ') && (await this.allHeard().catch(() => false))
          ? quiet + 1
          : 0;
      before = now;
      await pause(250);
    }
  }

  async verdict(): Promise<Verdict> {
    const said = new Map<ServiceName, Counts>();
    const heard = new Map<ServiceName, Counts>();
    await this.eachOwner(async (owner, service) => {
      said.set(service, await countsOf(owner, 'probe_said'));
      heard.set(service, await countsOf(owner, 'probe_heard'));
    });
    return verdictOf(this.acked, said, heard);
  }

  /** Forgets all probes, so that the next part counts only its own. */
  async clear(): Promise<void> {
    this.acked.clear();
    await this.eachOwner((owner) => owner.query('TRUNCATE probe_said, probe_heard'));
  }

  async eachOwner(work: (owner: Client, service: ServiceName) => Promise<unknown>): Promise<void> {
    for (const service of SERVICES) {
      const owner = new Client({ connectionString: this.system.databases[service].ownerUrl });
      owner.on('error', () => undefined);
      await owner.connect();
      try {
        await work(owner, service);
      } finally {
        await owner.end();
      }
    }
  }

  /** What a broken relay left behind must not be carried by the sound one: it would hide the loss. */
  async forgetWaiting(): Promise<void> {
    await this.eachOwner((owner) => owner.query('UPDATE outbox SET published_at = now() WHERE published_at IS NULL'));
  }

  async stop(): Promise<void> {
    await this.bus.close();
    await this.system.stop();
  }

  /** «<waiting in outboxes> <effects of each service>». */
  private async census(): Promise<string> {
    let waiting = 0;
    const effects: number[] = [];
    await this.eachOwner(async (owner) => {
      const { rows } = await owner.query<{ waiting: number; heard: number }>(
        `SELECT (SELECT count(*)::int FROM outbox WHERE published_at IS NULL) AS waiting,
                (SELECT count(*)::int FROM probe_heard) AS heard`,
      );
      waiting += rows[0]?.waiting ?? 0;
      effects.push(rows[0]?.heard ?? 0);
    });
    return `${waiting} ${effects.join(' ')}`;
  }

  /** Nothing is waiting in a consumer: what is missing now will not come. */
  private async allHeard(): Promise<boolean> {
    const { monitorUrl } = this.system.nats;
    if (monitorUrl === undefined) return true;
    const answer = await fetch(`${monitorUrl}/jsz?consumers=1`);
    const { account_details: accounts = [] } = (await answer.json()) as { account_details?: AccountDetail[] };
    const consumers = accounts.flatMap(({ stream_detail: streams = [] }) =>
      streams.flatMap(({ consumer_detail: all = [] }) => all),
    );
    return consumers.every(({ num_pending, num_ack_pending }) => num_pending === 0 && num_ack_pending === 0);
  }
}

interface AccountDetail {
  readonly stream_detail?: readonly {
    readonly consumer_detail?: readonly { readonly num_pending: number; readonly num_ack_pending: number }[];
  }[];
}

async function countsOf(owner: Client, table: string): Promise<Counts> {
  const { rows } = await owner.query<{ id: string; n: number }>(
    `SELECT probe_id AS id, count(*)::int AS n FROM ${table} GROUP BY 1`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

const tablesFor = (service: ServiceName): string => `
  CREATE TABLE IF NOT EXISTS probe_said (probe_id uuid NOT NULL);
  CREATE TABLE IF NOT EXISTS probe_heard (probe_id uuid NOT NULL);
  GRANT INSERT, SELECT ON probe_said, probe_heard TO ${service}_app`;
