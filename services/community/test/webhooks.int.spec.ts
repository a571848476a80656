import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AddWebhookV1,
  EndWebhookV1,
  InquiryArrivedV1,
  ListDeliveriesV1,
  ListOrganizationTasksV1,
  ListWebhooksV1,
  MenuOverCommittedV1,
  ReplaceWebhookV1,
  ReplayDeliveryV1,
  ReportAvailabilityV1,
  RotateWebhookSecretV1,
  WEBHOOK_EVENTS,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import settings from '../src/domain/webhooks/webhook-settings.json';
import { DaysPassedTimer } from '../src/timers/days-passed.timer';
import { DeliverWebhooksTimer } from '../src/timers/deliver-webhooks.timer';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let receiver: Receiver;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY, { replicas: 2 });
  registry = new Registry(world);
  receiver = await Receiver.open();
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await world.stop();
}, 30_000);
beforeEach(() => receiver.forget());

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An organisation's own server. */
class Receiver {
  readonly told: Told[] = [];
  status = 200;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        receiver.told.push({ headers: request.headers, body });
        response.writeHead(receiver.status, { location: '/elsewhere' }).end('x'.repeat(1_000_000));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsunagi`;
  }

  forget(): void {
    this.told.length = 0;
    this.status = 200;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** As a receiver checks it: is one of the signatures made with this secret? */
function isSigned({ headers, body }: Told, secret: string): boolean {
  const parts = String(headers['tsunagi-signature']).split(',');
  const seconds = Number(parts[0]?.slice(2));
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  const fits = (part: string): boolean => timingSafeEqual(Buffer.from(part.slice(3), 'hex'), expected);
  return Math.abs(seconds - Date.now() / 1_000) < 60 && parts.slice(1).some(fits);
}

const editor = (orgId: string) => world.actor('REGISTRY_EDITOR', { orgId });
const add = (orgId: string, url = receiver.url) =>
  world.ask(AddWebhookV1, { orgId, url, events: [...WEBHOOK_EVENTS] }, editor(orgId));
const turn = () => Promise.all(world.services.map(({ app }) => app.get(DeliverWebhooksTimer).pass()));
const later = (seconds: number) => world.moveClock({ minutes: Math.ceil(seconds / 60) + 1 });
const deliveries = async (orgId: string, webhookId: string) =>
  (await world.ask(ListDeliveriesV1, { webhookId }, editor(orgId))).items;
const tasksOf = async (orgId: string) =>
  (await world.ask(ListOrganizationTasksV1, { orgId }, editor(orgId))).items.map(({ kind }) => kind);
const PROPOSAL = 'c1a5b7de-40f2-4c8e-9d31-6b0e8f7a2c15';
const inquire = (orgId: string, menuId: string, version = 1) =>
  world.hears(InquiryArrivedV1, { proposalId: PROPOSAL, menuId, orgId, version });

describe('an organisation that wants to know', () => {
  it('of an inquiry is told by ids only, signed, once for each, by whichever replica', async () => {
    const { orgId, menuId } = await registry.place();
    const { id: webhookId, secret } = await add(orgId);
    await inquire(orgId, menuId);
    await turn();
    await turn();
    expect(receiver.told).toHaveLength(1);
    const [told] = receiver.told as [Told];
    const { id, occurredAt, ...rest } = JSON.parse(told.body) as Record<string, unknown>;
    expect(rest).toEqual({ event: 'inquiry.arrived', subject: { proposalId: PROPOSAL, menuId } });
    expect(told.headers).toMatchObject({ 'tsunagi-event': 'inquiry.arrived', 'tsunagi-delivery': id });
    expect(Date.parse(String(occurredAt))).not.toBeNaN();
    expect(isSigned(told, secret ?? '')).toBe(true);
    expect(isSigned(told, 'guessed')).toBe(false);
    expect(await deliveries(orgId, webhookId)).toEqual([
      expect.objectContaining({ deliveryId: id, state: 'DELIVERED', attempts: 1, outcome: '200', nextTryAt: null }),
    ]);
  });

  it('hears of over-commitment, of a report that is due, and nothing of another organisation', async () => {
    const [mine, other] = [await registry.place(), await registry.place()];
    await add(mine.orgId);
    await world.hears(MenuOverCommittedV1, { menuId: mine.menuId, promised: 3, total: 2, version: 5 });
    await world.hears(MenuOverCommittedV1, { menuId: other.menuId, promised: 3, total: 2, version: 5 });
    const reportedAt = addDays(localDay(new Date()), -1);
    const report = { menuId: mine.menuId, total: 2, used: 1, reportedAt };
    await world.ask(ReportAvailabilityV1, report, world.actor('PROVIDER_STAFF', { orgId: mine.orgId }));
    await world.moveClock({ days: 16 });
    await world.services[0]?.app.get(DaysPassedTimer).run();
    await turn();
    const bodies = receiver.told.map(({ body }) => JSON.parse(body) as { event: string; subject: object });
    expect(bodies.map(({ event }) => event).sort()).toEqual(['availability.update_due', 'menu.over_committed']);
    for (const { subject } of bodies) expect(subject).toEqual({ menuId: mine.menuId });
    await world.moveClock({ days: -16 });
  });

  it('is tried again with growing waits, then asked to look, and told again on request', async () => {
    const { orgId, menuId } = await registry.place();
    const { id: webhookId } = await add(orgId);
    receiver.status = 302;
    await inquire(orgId, menuId);
    await turn();
    await turn();
    expect(await deliveries(orgId, webhookId)).toEqual([
      expect.objectContaining({ state: 'PENDING', attempts: 1, outcome: '302' }),
    ]);
    expect(receiver.told).toHaveLength(1);
    for (let attempt = 2; attempt <= settings.attempts; attempt += 1) {
      await later(settings.longestDelaySeconds * 1.3);
      await turn();
    }
    const [dead] = await deliveries(orgId, webhookId);
    expect(dead).toMatchObject({ state: 'DEAD', attempts: settings.attempts, nextTryAt: null });
    expect(new Set(receiver.told.map(({ headers }) => headers['tsunagi-delivery'])).size).toBe(1);
    expect(await tasksOf(orgId)).toContain('webhook_dead');

    receiver.status = 204;
    const deliveryId = dead?.deliveryId ?? '';
    await world.ask(ReplayDeliveryV1, { webhookId, deliveryId }, editor(orgId));
    expect(await codeOf(world.ask(ReplayDeliveryV1, { webhookId, deliveryId }, editor(orgId)))).toBe(
      'delivery.pending',
    );
    await turn();
    expect(await deliveries(orgId, webhookId)).toEqual([
      expect.objectContaining({ deliveryId, state: 'DELIVERED', attempts: 1, outcome: '204' }),
    ]);
    expect(await tasksOf(orgId)).not.toContain('webhook_dead');
  });

  it('changes its secret without losing a message: the old one signs as well for a day', async () => {
    const { orgId, menuId } = await registry.place();
    const { id: webhookId, secret: old } = await add(orgId);
    const { secret: fresh } = await world.ask(RotateWebhookSecretV1, { webhookId }, editor(orgId));
    expect(fresh).not.toBe(old);
    await inquire(orgId, menuId, 1);
    await turn();
    await later(settings.oldSecretHours * 3_600);
    await inquire(orgId, menuId, 2);
    await turn();
    const [during, after] = receiver.told as [Told, Told];
    expect([isSigned(during, old ?? ''), isSigned(during, fresh ?? '')]).toEqual([true, true]);
    expect([isSigned(after, old ?? ''), isSigned(after, fresh ?? '')]).toEqual([false, true]);
  });

  it('gets its secret once', async () => {
    const { orgId } = await registry.place();
    const key = `once-${orgId}`;
    const input = { orgId, url: receiver.url, events: ['inquiry.arrived' as const] };
    const first = await world.ask(AddWebhookV1, input, editor(orgId), { key });
    const again = await world.ask(AddWebhookV1, input, editor(orgId), { key });
    expect(first.secret).toMatch(/^whsec_/);
    expect(again).toEqual({ id: first.id, state: 'ACTIVE', version: 1 });
    const { items } = await world.ask(ListWebhooksV1, { orgId }, editor(orgId));
    expect(JSON.stringify(items)).not.toContain('whsec_');
    expect(items).toEqual([expect.objectContaining({ webhookId: first.id, url: receiver.url, oldSecretUntil: null })]);
    const kept = await world.sql('SELECT answer FROM idempotency_keys WHERE key = $1', [key]);
    expect(JSON.stringify(kept)).not.toContain('whsec_');
  });

  it('is told no more when it has ended, and others cannot touch it', async () => {
    const [{ orgId, menuId }, other] = [await registry.place(), await registry.place()];
    const { id: webhookId } = await add(orgId);
    await inquire(orgId, menuId);
    for (const asked of [
      world.ask(EndWebhookV1, { webhookId }, editor(other.orgId)),
      world.ask(ListDeliveriesV1, { webhookId }, editor(other.orgId)),
      world.ask(RotateWebhookSecretV1, { webhookId }, editor(other.orgId)),
    ]) {
      expect(await codeOf(asked)).toBe('webhook.not-found');
    }
    await world.ask(EndWebhookV1, { webhookId }, editor(orgId));
    await turn();
    expect(receiver.told).toEqual([]);
    expect(await codeOf(world.ask(EndWebhookV1, { webhookId }, editor(orgId)))).toBe('webhook.ended');
  });

  it('is not told where the address leads into our network', async () => {
    const { orgId, menuId } = await registry.place();
    for (const url of [
      'ftp://example.org/',
      'http://example.org/',
      'https://intake:5432/',
      'https://a:b@example.org/',
    ]) {
      expect(await codeOf(add(orgId, url))).toBe('webhook.url');
    }
    const { id: webhookId } = await add(orgId, 'https://169.254.169.254/latest');
    const url = 'https://10.0.0.1/';
    const second = await add(orgId, 'https://192.168.0.1/');
    await world.ask(ReplaceWebhookV1, { webhookId: second.id, url, events: ['inquiry.arrived'] }, editor(orgId));
    await inquire(orgId, menuId);
    await turn();
    for (const id of [webhookId, second.id]) {
      expect(await deliveries(orgId, id)).toEqual([
        expect.objectContaining({ state: 'PENDING', outcome: 'refused-address' }),
      ]);
    }
  });
});
