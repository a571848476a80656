import { randomUUID } from 'node:crypto';
import type { EventType } from '#libs/contracts';
import { BusConnection } from '#libs/messaging';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { AddedV1, COUNTER, TakenV1, TotalV1 } from './counter-service';

jest.setTimeout(60_000);

const EVENTS = 300;
/** Of a missing cause: tried again for 15 s, then kept as a dead letter. */
const WAITS = -2;

interface Said {
  readonly event: EventType;
  readonly counterId: string;
  readonly amount: number;
}

/** Says things on the bus while nobody listens. */
async function say(world: ServiceWorld, things: readonly Said[]): Promise<void> {
  const { natsUrl, tester } = world.servers;
  const bus = await BusConnection.open({ url: natsUrl, name: 'speaker', ...tester }, () => undefined);
  for (const [index, { event, counterId, amount }] of things.entries()) {
    const envelope = {
      ...{ id: randomUUID(), subject: event.subject, tenant: '990019', correlationId: randomUUID() },
      ...{ occurredAt: new Date().toISOString(), aggregateId: counterId },
      data: { counterId, amount, version: index + 1 },
    };
    await bus.js.publish(event.subject, JSON.stringify(envelope));
  }
  await bus.close();
}

async function away(world: ServiceWorld): Promise<void> {
  await Promise.all(world.services.splice(0).map((service) => service.stop()));
}

const added = (counterId: string, count: number): readonly Said[] =>
  Array.from({ length: count }, () => ({ event: AddedV1, counterId, amount: 1 }));

const ask = (world: ServiceWorld, counterId: string, deadlineMs: number): Promise<number | string> =>
  world.ask(TotalV1, { counterId, why: 'x' }, world.actor('CSW'), { deadlineMs }).then(
    ({ total }) => total,
    (error: { code?: string }) => String(error.code),
  );

/** What the service answers first after it was away. */
async function firstAnswer(world: ServiceWorld, counterId: string): Promise<number | string> {
  const asked = ask(world, counterId, 30_000);
  await world.addReplica();
  return asked;
}

describe('a service that was away', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceUnderTest(COUNTER);
  });
  afterAll(() => world.stop());

  it('handles what was said meanwhile before it answers anybody', async () => {
    const counterId = randomUUID();
    await away(world);
    await say(world, added(counterId, EVENTS));
    expect(await firstAnswer(world, counterId)).toBe(EVENTS);
  });

  it('does not wait for ever for an event that waits for something else', async () => {
    const counterId = randomUUID();
    await away(world);
    await say(world, [{ event: AddedV1, counterId: randomUUID(), amount: WAITS }, ...added(counterId, 5)]);
    const began = performance.now();
    expect(await firstAnswer(world, counterId)).toBe(5);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('answers nobody while it has not applied what ends a permission', async () => {
    const counterId = randomUUID();
    await away(world);
    await say(world, [...added(counterId, 1), { event: TakenV1, counterId: randomUUID(), amount: WAITS }]);
    const starting = world.addReplica();
    expect(await ask(world, counterId, 4_000)).toBe('outreach.unreachable');
    // Tried five times in vain it is kept for a human, and the doors open.
    await starting;
    expect(await ask(world, counterId, 4_000)).toBe(1);
    expect((await world.platform.readiness.check()).parts).toMatchObject({ backlog: true });
  });
});

it('would answer from what it no longer may know without that wait', async () => {
  const sabotage = { crash: undefined, broken: 'SERVE_BEFORE_BACKLOG' };
  const world = await serviceUnderTest(COUNTER, { config: { sabotage } });
  try {
    const counterId = randomUUID();
    await away(world);
    await say(world, added(counterId, EVENTS));
    expect(await firstAnswer(world, counterId)).not.toBe(EVENTS);
  } finally {
    await world.stop();
  }
});
