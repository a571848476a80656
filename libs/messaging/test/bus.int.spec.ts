import { randomUUID } from 'node:crypto';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { AddedV1, COUNTER, CountedV1, CountV1, SlowV1, TotalV1, UNHANDLED } from './counter-service';

jest.setTimeout(60_000);

let world: ServiceWorld;
beforeAll(async () => {
  world = await serviceUnderTest(COUNTER);
});
afterAll(() => world.stop());

const total = async (counterId: string): Promise<number> => {
  const rows = await world.sql<{ total: number }>('SELECT total FROM counters WHERE id = $1', [counterId]);
  return rows[0]?.total ?? 0;
};

describe('a request', () => {
  it('is answered to an inbox only, and nothing is written elsewhere in the name of who answers', async () => {
    const { nats } = world.platform.bus;
    const answered: string[] = [];
    const [elsewhere, inbox] = ['nudge.outreach.borrowed', '_INBOX_outreach.own'];
    const subscriptions = [elsewhere, inbox].map((subject) =>
      nats.subscribe(subject, { callback: (_, message) => void answered.push(message.subject) }),
    );
    for (const reply of [elsewhere, inbox]) nats.publish(CountV1.subject, '{}', { reply });
    await eventually('the answer to the inbox', () => Promise.resolve(answered.includes(inbox)));
    expect(answered).toEqual([inbox]);
    for (const subscription of subscriptions) subscription.unsubscribe();
  });

  it('is answered, and what it did is said', async () => {
    const counterId = randomUUID();
    const answer = await world.ask(CountV1, { counterId, amount: 2 }, world.actor('CSW'));
    expect(answer).toEqual({ id: counterId, state: 'COUNTED', version: 1 });
    expect(await world.said(CountedV1)).toContainEqual({ counterId, total: 2, version: 1 });
    await eventually('the event to be published', async () => {
      const rows = await world.sql('SELECT 1 FROM outbox WHERE published_at IS NULL');
      return rows.length === 0;
    });
  });

  it('counts once however often it is repeated, at once or later', async () => {
    const counterId = randomUUID();
    const key = randomUUID();
    const asks = Array.from({ length: 20 }, () =>
      world.ask(CountV1, { counterId, amount: 1 }, world.actor('CSW'), { key }),
    );
    const settled = await Promise.allSettled(asks);
    const answers = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await world.ask(CountV1, { amount: 1, counterId }, world.actor('CSW'), { key })).toEqual(answers[0]);
    expect(await total(counterId)).toBe(1);
  });

  it('is refused where the key was used for another body', async () => {
    const key = randomUUID();
    const counterId = randomUUID();
    await world.ask(CountV1, { counterId, amount: 1 }, world.actor('CSW'), { key });
    await expect(world.ask(CountV1, { counterId, amount: 2 }, world.actor('CSW'), { key })).rejects.toMatchObject({
      code: 'idempotency.other-body',
      status: 422,
    });
  });

  it('keeps keys of different people apart', async () => {
    const key = randomUUID();
    const counterId = randomUUID();
    await world.ask(CountV1, { counterId, amount: 1 }, world.actor('CSW', { sub: 'a' }), { key });
    await world.ask(CountV1, { counterId, amount: 5 }, world.actor('CSW', { sub: 'b' }), { key });
    expect(await total(counterId)).toBe(6);
  });

  it('keeps its key free where it failed', async () => {
    const key = randomUUID();
    const counterId = randomUUID();
    await expect(world.ask(CountV1, { counterId, amount: -1 }, world.actor('CSW'), { key })).rejects.toMatchObject({
      code: 'counter.no-negative',
    });
    await expect(world.ask(CountV1, { counterId, amount: 3 }, world.actor('CSW'), { key })).resolves.toBeDefined();
  });

  it('says which fields are wrong and how to mend them', async () => {
    await expect(world.ask(CountV1, { counterId: 'x', amount: 1.5 }, world.actor('CSW'))).rejects.toMatchObject({
      code: 'fields.invalid',
      fields: expect.arrayContaining([
        expect.objectContaining({ field: 'counterId' }),
        expect.objectContaining({ field: 'amount' }),
      ]),
    });
    await expect(
      world.ask(CountV1, { counterId: randomUUID(), amount: 1, extra: 1 } as never, world.actor('CSW')),
    ).rejects.toMatchObject({
      fields: [expect.objectContaining({ field: 'extra' })],
    });
  });

  it('is refused for a role that is not named, and for nobody', async () => {
    await expect(world.ask(CountV1, { counterId: randomUUID(), amount: 1 }, world.actor('OPS'))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'role.refused',
    });
  });

  it('is answered where nobody handles it', async () => {
    await expect(world.ask(UNHANDLED, {}, world.actor('CSW'))).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('is answered by its deadline at the latest', async () => {
    const started = Date.now();
    await expect(world.ask(SlowV1, { ms: 3_000 }, world.actor('CSW'), { deadlineMs: 300 })).rejects.toMatchObject({
      kind: 'unavailable',
      status: 504,
    });
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  it('does not see another municipality', async () => {
    const counterId = randomUUID();
    await world.ask(CountV1, { counterId, amount: 1 }, world.actor('CSW'));
    await expect(world.ask(TotalV1, { counterId, why: 'x' }, world.actor('CSW'))).resolves.toEqual({ total: 1 });
    await expect(
      world.ask(TotalV1, { counterId, why: 'x' }, world.actor('CSW', { tenant: '990027' })),
    ).rejects.toMatchObject({
      code: 'counter.not-found',
    });
  });

  it('does not tell what broke', async () => {
    await expect(world.ask(CountV1, { counterId: randomUUID(), amount: -3 }, world.actor('CSW'))).rejects.toThrow(
      'Unexpected failure.',
    );
  });
});

describe('an event', () => {
  it('has its effect once, however often it comes', async () => {
    const counterId = randomUUID();
    const id = await world.hears(AddedV1, { counterId, amount: 4, version: 1 });
    await world.hears(AddedV1, { counterId, amount: 4, version: 1 }, { id });
    await world.hears(AddedV1, { counterId, amount: 1, version: 2 });
    expect(await total(counterId)).toBe(5);
  });

  it('is remembered also where there was nothing to do', async () => {
    const id = await world.hears(AddedV1, { counterId: randomUUID(), amount: 0, version: 1 });
    expect(await world.sql('SELECT 1 FROM inbox WHERE event_id = $1', [id])).toHaveLength(1);
  });

  it('that is refused waits as a dead letter, and can be replayed', async () => {
    const counterId = randomUUID();
    const id = await world.hears(AddedV1, { counterId, amount: -1, version: 1 });
    const [letter] = (await world.platform.deadLetters.waiting('990019')).filter(({ eventId }) => eventId === id);
    expect(letter).toMatchObject({ code: 'counter.no-negative', deliveries: 1, subject: AddedV1.subject });
    await expect(
      world.platform.deadLetters.replay('990019', letter?.id ?? '', (envelope) => world.replay(envelope)),
    ).rejects.toMatchObject({ code: 'counter.no-negative' });
    await world.platform.deadLetters.discard('990019', letter?.id ?? '');
    expect(await world.platform.deadLetters.waiting('990019')).not.toContainEqual(
      expect.objectContaining({ eventId: id }),
    );
  });
});

describe('closing', () => {
  it('finishes what it has begun', async () => {
    const second = await world.addReplica();
    const asks = Array.from({ length: 40 }, () => world.ask(SlowV1, { ms: 300 }, world.actor('CSW')));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await second.stop();
    world.services.pop();
    await expect(Promise.all(asks)).resolves.toHaveLength(40);
  });
});

describe('an outage of the bus', () => {
  it('is said at once and heals by itself', async () => {
    const away = world.servers.restartNats(1_500);
    await eventually('a refusal', () =>
      world.ask(SlowV1, { ms: 1 }, world.actor('CSW'), { deadlineMs: 2_000 }).then(
        () => false,
        (error: { kind?: string }) => error.kind === 'unavailable',
      ),
    );
    const counterId = randomUUID();
    await away;
    await eventually('an answer', () =>
      world.ask(CountV1, { counterId, amount: 1 }, world.actor('CSW'), { deadlineMs: 2_000 }).then(
        () => true,
        () => false,
      ),
    );
    await world.hears(AddedV1, { counterId, amount: 1, version: 1 });
    expect(await total(counterId)).toBeGreaterThanOrEqual(2);
  });
});
