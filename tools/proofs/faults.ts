import { CRASH_POINTS } from '#libs/messaging';
import { SERVICES, type ServiceName } from '#libs/kernel';
import { ProbeRig } from './probe-rig';
import { pause, type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';
import type { Verdict } from './verdict';

/** These run inside the four inner services; the gateway is hit by the random faults. */
const INNER: readonly ServiceName[] = ['intake', 'matching', 'outreach', 'community'];
const PASSAGES_BEFORE_CRASH = 4;
const LOADERS = 6;
const CRASH_WITHIN_MS = 20_000;
const CONTROL_ROUNDS = 3;
/** The guarantees of the bus; others have proofs of their own. */
const CONTROLS = ['NO_INBOX', 'DUAL_WRITE', 'CURSOR_RELAY'];

/** Probes from all services until it is told to stop. */
class Load {
  private running = true;
  private readonly loaders: Promise<void>[];

  constructor(
    private readonly rig: ProbeRig,
    random: () => number,
    private readonly maxLastsMs = 0,
  ) {
    this.loaders = Array.from({ length: LOADERS }, () => this.loop(random));
  }

  /** No new probes; those that were begun are carried through. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.loaders);
  }

  private async loop(random: () => number): Promise<void> {
    while (this.running) {
      const speaker = SERVICES[Math.floor(random() * SERVICES.length)] ?? 'intake';
      await this.rig.say(speaker, Math.floor(random() * this.maxLastsMs), Date.now() + 60_000);
      await pause(5);
    }
  }
}

const damage = ({ lostAcks, lost, duplicated, phantom }: Verdict): number => lostAcks + lost + duplicated + phantom;

/** Each crash point `times` over, four services at once, each at another point. */
async function crashPoints(
  rig: ProbeRig,
  times: number,
  random: () => number,
  progress: (line: string) => void,
): Promise<number> {
  let crashed = 0;
  for (let first = 0; first < CRASH_POINTS.length; first += INNER.length) {
    const points = CRASH_POINTS.slice(first, first + INNER.length);
    const load = new Load(rig, random);
    await Promise.all(
      points.map(async (point, index) => {
        const service = INNER[index] ?? 'intake';
        const instance = await exchange(rig, service, { TSUNAGI_CRASH_AT: `${point}:${PASSAGES_BEFORE_CRASH}` });
        const seen = await crashRepeatedly(rig, service, instance, times);
        crashed += Math.min(seen, times);
        progress(`${point} in ${service}: ${seen} crashes`);
        await putBack(rig, service, instance);
      }),
    );
    await load.stop();
  }
  return crashed;
}

/** Crashes one process at its point, waits until it is back, and again. Gives how often it really crashed. */
async function crashRepeatedly(rig: ProbeRig, service: ServiceName, instance: string, times: number): Promise<number> {
  for (let crashes = 0; crashes < times; crashes += 1) {
    const before = rig.crashesOf(service);
    rig.system.signal(instance, 'SIGUSR2');
    const until = Date.now() + CRASH_WITHIN_MS;
    while (rig.crashesOf(service) === before) {
      if (Date.now() > until) return crashes;
      await pause(20);
    }
    await rig.system.untilReady(instance, 60_000);
  }
  return times;
}

/** The ordinary process of a service is replaced by one with another environment. */
async function exchange(rig: ProbeRig, service: ServiceName, env: Record<string, string>): Promise<string> {
  await rig.system.stopInstance(service);
  return rig.system.startReplica(service, env);
}

async function putBack(rig: ProbeRig, service: ServiceName, instance: string): Promise<void> {
  await rig.system.stopInstance(instance);
  await rig.system.startAgain(service);
}

async function oneFault(rig: ProbeRig, random: () => number): Promise<string> {
  const { system } = rig;
  const service = SERVICES[Math.floor(random() * SERVICES.length)] ?? 'intake';
  const kind = random();
  if (kind < 0.5) {
    await system.kill(service);
    return `kill ${service}`;
  }
  if (kind < 0.7) {
    system.signal(service, 'SIGSTOP');
    await pause(500 + random() * 2_000);
    system.signal(service, 'SIGCONT');
    return `pause ${service}`;
  }
  if (kind < 0.85) {
    await system.kill('nats-server');
    return 'kill nats-server';
  }
  system.signal('postgresql', 'SIGQUIT');
  return 'immediate restart of postgresql';
}

async function randomFaults(
  rig: ProbeRig,
  count: number,
  random: () => number,
  progress: (line: string) => void,
): Promise<number> {
  const load = new Load(rig, random);
  let done = 0;
  for (; done < count; done += 1) {
    progress(`fault ${done + 1}: ${await oneFault(rig, random)}`);
    await pause(600 + random() * 1_200);
    if (done % 5 === 4)
      await Promise.all([...SERVICES, 'nats-server', 'postgresql'].map((name) => rig.system.untilReady(name, 60_000)));
  }
  await load.stop();
  return done;
}

/** One guarantee switched off in all inner services: there must be damage. */
async function control(rig: ProbeRig, name: string, random: () => number): Promise<number> {
  const crash = { NO_INBOX: 'consumer.after-commit:6', DUAL_WRITE: 'unit.before-commit:6' }[name];
  const env = { TSUNAGI_BROKEN: name, ...(crash !== undefined && { TSUNAGI_CRASH_AT: crash }) };
  const instances = await Promise.all(INNER.map((service) => exchange(rig, service, env)));
  for (const instance of instances) rig.system.signal(instance, 'SIGUSR2');
  const load = new Load(rig, random, name === 'CURSOR_RELAY' ? 120 : 0);
  await pause(6_000);
  await load.stop();
  if (name === 'CURSOR_RELAY') {
    // What its cursor has passed it will never carry; the sound relay must not do it in its place.
    await pause(3_000);
    await rig.forgetWaiting();
  }
  await Promise.all(INNER.map((service, index) => putBack(rig, service, instances[index] ?? '')));
  await rig.settle();
  return damage(await rig.verdict());
}

/** What a switched-off guarantee costs happens by chance: the control looks again where a round was lucky. */
async function firstDamage(rig: ProbeRig, name: string, random: () => number): Promise<number> {
  let damaged = 0;
  for (let round = 0; damaged === 0 && round < CONTROL_ROUNDS; round += 1) {
    await rig.clear();
    damaged = await control(rig, name, random);
  }
  return damaged;
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const random = randomOf(seed);
  const rig = await ProbeRig.start();
  try {
    const crashes = await crashPoints(rig, brief ? 1 : 5, random, progress);
    const faults = await randomFaults(rig, runs ?? (brief ? 10 : 60), random, progress);
    await rig.settle();
    const verdict = await rig.verdict();
    progress(JSON.stringify(verdict));
    const controls: Record<string, number> = {};
    for (const name of CONTROLS) {
      controls[name] = await firstDamage(rig, name, random);
      progress(`control ${name}: ${controls[name]} damaged`);
    }
    const wanted = CRASH_POINTS.length * (brief ? 1 : 5);
    const holds =
      damage(verdict) === 0 && crashes === wanted && Object.values(controls).every((damaged) => damaged > 0);
    return { holds, figures: { ...verdict, crashes, crashesWanted: wanted, faults, ...controls, seed } };
  } finally {
    await rig.stop();
  }
}

export const faults: Proof = {
  name: 'faults',
  sentence:
    'A crash at any point, a pause or the loss of the bus or the database loses no event, repeats none and invents none; and without inbox, outbox or the unpublished mark it would.',
  run,
};
