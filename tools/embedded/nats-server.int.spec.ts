import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecrets } from './keys';
import type { NatsLogin } from './nats-config';
import { startNats, type RunningNats } from './nats-server';

jest.setTimeout(120_000);

describe('the embedded nats-server', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-nats-spec-'));
  const passwords = newSecrets().nats;
  const open: NatsConnection[] = [];
  let nats: RunningNats;

  const login = async (user: NatsLogin): Promise<NatsConnection> => {
    const connection = await connect({
      servers: nats.url,
      user,
      pass: passwords[user],
      inboxPrefix: `_INBOX_${user}`,
      timeout: 5_000,
    });
    void connection.closed().catch(() => undefined);
    open.push(connection);
    return connection;
  };

  beforeAll(async () => {
    nats = await startNats({ dir, passwords });
    const jsm = await jetstreamManager(await login('admin'));
    for (const speaker of ['intake', 'matching']) {
      await jsm.streams.add({ name: speaker, subjects: [`evt.${speaker}.>`] });
    }
    await jsm.consumers.add('intake', { durable_name: 'matching-on-intake', ack_policy: 'explicit' });
    await jsm.consumers.add('intake', { durable_name: 'outreach-on-intake', ack_policy: 'explicit' });
  });

  afterAll(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    await nats.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('keeps what it acknowledges through a power cut and listens on the loopback address only', async () => {
    const varz = (await (await fetch(`${nats.monitorUrl}/varz`)).json()) as {
      readonly host: string;
      readonly max_payload: number;
      readonly jetstream: { readonly config: { readonly sync_always?: boolean } };
    };
    expect(varz.host).toBe('127.0.0.1');
    expect(varz.max_payload).toBe(1_048_576);
    expect(varz.jetstream.config.sync_always).toBe(true);
  });

  it('lets nobody in without a password', async () => {
    await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow(/authorization/i);
  });

  it('lets a service publish its own events, pull and acknowledge from its own durables', async () => {
    const intake = await login('intake');
    const ack = await jetstream(intake).publish('evt.intake.case.opened.v1', '{}', { msgID: 'one' });
    expect(ack.stream).toBe('intake');

    const matching = await login('matching');
    const consumer = await jetstream(matching).consumers.get('intake', 'matching-on-intake');
    const message = await consumer.next({ expires: 5_000 });
    expect(await message?.ackAck()).toBe(true);
    expect((await consumer.info()).num_ack_pending).toBe(0);
  });

  it('lets one service ask another and the other answer, and nobody listen in', async () => {
    const community = await login('community');
    const intake = await login('intake');
    community.subscribe('rpc.community.ping.v1', {
      queue: 'community',
      callback: (_error, message) => void message.respond('pong'),
    });
    await community.flush();
    expect((await intake.request('rpc.community.ping.v1', '', { timeout: 5_000 })).string()).toBe('pong');
  });

  const subjects = [
    'evt.intake.x.v1',
    'evt.matching.x.v1',
    'rpc.intake.x.v1',
    'nudge.intake.x',
    'nudge.matching.x',
    '_INBOX_matching.x',
    '$JS.API.INFO',
    '$JS.API.STREAM.CREATE.theirs',
    '$JS.API.STREAM.UPDATE.matching',
    '$JS.API.STREAM.DELETE.matching',
    '$JS.API.STREAM.PURGE.matching',
    '$JS.API.STREAM.MSG.GET.matching',
    '$JS.API.STREAM.MSG.DELETE.matching',
    '$JS.API.DIRECT.GET.matching',
    '$JS.API.CONSUMER.CREATE.intake',
    '$JS.API.CONSUMER.DURABLE.CREATE.intake.matching-on-intake',
    '$JS.API.CONSUMER.DELETE.intake.matching-on-intake',
    '$JS.API.CONSUMER.INFO.intake.matching-on-intake',
    '$JS.API.CONSUMER.INFO.intake.outreach-on-intake',
    '$JS.API.CONSUMER.MSG.NEXT.intake.outreach-on-intake',
    '$JS.ACK.intake.matching-on-intake.1.1.1.1.0',
    '$JS.ACK.intake.outreach-on-intake.1.1.1.1.0',
    '$SYS.REQ.SERVER.PING',
    'anything',
  ] as const;

  const publishable: Readonly<Record<'matching' | 'gateway', readonly string[]>> = {
    matching: [
      'evt.matching.x.v1',
      'rpc.intake.x.v1',
      'nudge.matching.x',
      '$JS.API.INFO',
      '$JS.API.CONSUMER.INFO.intake.matching-on-intake',
      '$JS.ACK.intake.matching-on-intake.1.1.1.1.0',
    ],
    gateway: ['rpc.intake.x.v1', '$JS.API.INFO'],
  };

  it.each(Object.entries(publishable))('lets %s publish the declared subjects and no other', async (user, allowed) => {
    const connection = await login(user as NatsLogin);
    const refused = await refusals(connection, () => {
      for (const subject of subjects) connection.publish(subject, '{}', { reply: `_INBOX_${user}.matrix` });
    });
    expect(subjects.filter((subject) => !refused.has(subject))).toEqual(allowed);
  });

  it('lets a service hear its own requests, nudges and inbox and no other', async () => {
    const heard = ['rpc.matching.>', 'nudge.matching.>', '_INBOX_matching.>'];
    const others = [
      'rpc.intake.>',
      'rpc.>',
      'nudge.intake.>',
      '_INBOX_intake.>',
      '_INBOX.>',
      'evt.>',
      'evt.matching.>',
      '$SYS.>',
      '>',
    ];
    const connection = await login('matching');
    const refused = await refusals(connection, () => {
      for (const subject of [...heard, ...others]) connection.subscribe(subject, { callback: () => undefined });
      for (const subject of others) connection.subscribe(subject, { queue: 'matching', callback: () => undefined });
    });
    expect([...heard, ...others].filter((subject) => !refused.has(subject))).toEqual(heard);
  });

  it('comes back with its streams after it was killed', async () => {
    await nats.child.kill();
    await nats.child.untilReady();
    const jsm = await jetstreamManager(await login('admin'));
    expect((await jsm.streams.info('intake')).state.messages).toBeGreaterThan(0);
  });
});

/** Runs `act` and collects the subjects that the server refused because of it. */
async function refusals(connection: NatsConnection, act: () => void): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  void (async () => {
    for await (const status of connection.status()) {
      const subject = status.type === 'error' ? /(?:to|for) "([^"]+)"/i.exec(status.error.message)?.[1] : undefined;
      if (subject !== undefined) refused.add(subject);
    }
  })();
  act();
  await connection.flush();
  await connection.flush();
  return refused;
}
