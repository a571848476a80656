import { SERVICES, type ServiceName } from '#libs/kernel';
import { BusConnection, streamOf } from '#libs/messaging';
import { republish } from '../republish';
import { ProbeRig } from './probe-rig';
import { pause, type Proof, type ProofOptions, type ProofResult } from './proof';
import type { Verdict } from './verdict';

const SPEAKERS: readonly ServiceName[] = ['intake', 'community'];

const damage = ({ lostAcks, lost, duplicated, phantom }: Verdict): number => lostAcks + lost + duplicated + phantom;

async function run({ runs, brief, seed, progress }: ProofOptions): Promise<ProofResult> {
  const rig = await ProbeRig.start();
  try {
    const probes = runs ?? (brief ? 200 : 2_000);
    for (let done = 0; done < probes; done += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          rig.say(SERVICES[index % SERVICES.length] ?? 'intake', 0, Date.now() + 30_000),
        ),
      );
    }
    await rig.settle();
    const before = await rig.verdict();
    progress(`${probes} probes said and heard: ${JSON.stringify(before)}`);
    const bus = await BusConnection.open({ ...rig.system.nats, name: 'refill' }, () => undefined);
    const manager = await bus.manager();
    for (const speaker of SPEAKERS) await manager.streams.delete(streamOf(speaker));
    // While the streams are gone the services go on: what they say now waits in the outbox.
    await Promise.all(SPEAKERS.map((speaker) => rig.say(speaker, 0, Date.now() + 30_000)));
    await pause(1_500);
    const again = await republish(rig.system.databases, rig.system.nats, { probes: true });
    progress(`${again} events to be published again`);
    await rig.settle();
    const refilled = await messagesIn(bus);
    const recorded = await eventsOf(rig);
    const after = await rig.verdict();
    const repeats = await repeatsOf(rig);
    await bus.close();
    // The control: the events really came again, and it was the inbox that dropped them.
    const holds = damage(before) === 0 && damage(after) === 0 && refilled >= recorded && repeats > 0;
    return { holds, figures: { probes, recorded, refilled, repeatsDropped: repeats, ...after, seed } };
  } finally {
    await rig.stop();
  }
}

async function messagesIn(bus: BusConnection): Promise<number> {
  const manager = await bus.manager();
  const infos = await Promise.all(SPEAKERS.map((speaker) => manager.streams.info(streamOf(speaker))));
  return infos.reduce((sum, { state }) => sum + state.messages, 0);
}

async function eventsOf(rig: ProbeRig): Promise<number> {
  let count = 0;
  await rig.eachOwner(async (owner, service) => {
    if (!SPEAKERS.includes(service)) return;
    const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox');
    count += rows[0]?.n ?? 0;
  });
  return count;
}

/** How often the inboxes said «had that already», read from the services' own figures. */
async function repeatsOf(rig: ProbeRig): Promise<number> {
  const texts = await Promise.all(
    SERVICES.map(async (service) => (await fetch(`${rig.system.healthUrl(service)}/metrics`)).text()),
  );
  const lines = texts.join('\n').match(/^tsunagi_event_seconds_count\{[^}]*outcome="repeated"[^}]*\} \d+$/gm) ?? [];
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

export const refill: Proof = {
  name: 'refill',
  sentence: 'A stream that was deleted by hand is filled again from the outboxes, and nothing is applied twice.',
  run,
};
