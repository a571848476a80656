import { randomUUID } from 'node:crypto';
import {
  AddWebhookV1,
  InquiryArrivedV1,
  ListOrganizationTasksV1,
  ReportAvailabilityV1,
  SubmitAvailabilityReportsV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import feeds from '../src/domain/feeds/feed-settings.json';
import { OutlivedTimer } from '../src/timers/outlived.timer';
import { Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

/** Nobody is there: what is told is pending until somebody says otherwise. */
const add = (orgId: string) =>
  world.ask(
    AddWebhookV1,
    { orgId, url: 'https://127.0.0.1:1/', events: ['inquiry.arrived'] },
    world.actor('REGISTRY_EDITOR', { orgId }),
  );
const inquire = (orgId: string, menuId: string, version: number) =>
  world.hears(InquiryArrivedV1, { proposalId: randomUUID(), menuId, orgId, version });
const tasksOf = async (orgId: string) =>
  (await world.ask(ListOrganizationTasksV1, { orgId }, registry.coordinator())).items.map(({ kind }) => kind);

describe('what feeds and webhooks leave behind', () => {
  it('keeps what was told for its term, and what is still to be told for longer', async () => {
    const { orgId, menuId } = await registry.place();
    const { id: webhookId } = await add(orgId);
    const staff = world.actor('PROVIDER_STAFF', { orgId });
    const report = { menuId, total: 2, used: 1, reportedAt: new Date().toISOString() };
    await world.ask(ReportAvailabilityV1, report, staff);
    const text = JSON.stringify([{ menuId, total: 2, used: 2, reportedAt: new Date().toISOString() }]);
    const batch = { mediaType: 'application/json', text };
    const key = `batch-${orgId}`;
    await world.ask(SubmitAvailabilityReportsV1, batch, staff, { key });
    await world.sql(
      `INSERT INTO webhook_deliveries (tenant, id, version, webhook_id, event, subject, cause, state, attempts, outcome, occurred_at)
       SELECT '990019', gen_random_uuid(), 1, $1, 'inquiry.arrived', '{}', n::text, CASE WHEN n % 2 = 0 THEN 'DEAD' ELSE 'DELIVERED' END, 8, '500', (SELECT now() + clock_offset FROM tenants WHERE tenant = '990019')
         FROM generate_series(1, $2::int) AS n`,
      [webhookId, feeds.deletedPerTurn + 1],
    );
    await world.sql(
      `INSERT INTO tasks (tenant, id, org_id, kind, state, subject_id, cause_version, opened_on)
       VALUES ('990019', gen_random_uuid(), $1, 'webhook_dead', 'OPEN', $2, 1, now())`,
      [orgId, webhookId],
    );
    const count = async (rows: string): Promise<number> =>
      (await world.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${rows}`, [orgId]))[0]?.n ?? 0;
    const counts = async () => ({
      told: await count(
        `webhook_deliveries JOIN webhooks ON webhooks.id = webhook_id WHERE org_id = $1 AND webhook_deliveries.state <> 'PENDING'`,
      ),
      toTell: await count(
        `webhook_deliveries JOIN webhooks ON webhooks.id = webhook_id WHERE org_id = $1 AND webhook_deliveries.state = 'PENDING'`,
      ),
      batches: await count('feed_batches WHERE org_id = $1'),
      moments: await count('availability_report_times WHERE org_id = $1'),
    });
    const pass = async () => world.services[0]?.app.get(OutlivedTimer).pass();
    const told = feeds.deletedPerTurn + 1;

    await world.moveClock({ days: feeds.deliveryKeptDays });
    await inquire(orgId, menuId, 2);
    await pass();
    expect(await counts()).toEqual({ told, toTell: 1, batches: 1, moments: 2 });
    await world.moveClock({ days: 1 });
    await pass();
    // A few at once; the service's own timer may have come as well.
    const after = await counts();
    expect(after).toMatchObject({ toTell: 1, batches: 0, moments: 2 });
    expect(after.told).toBeLessThan(told);
    await pass();
    expect(await counts()).toMatchObject({ told: 0, toTell: 1 });
    expect(await tasksOf(orgId)).not.toContain('webhook_dead');
    await world.moveClock({ days: feeds.reportMomentKeptDays });
    await pass();
    expect(await counts()).toEqual({ told: 0, toTell: 1, batches: 0, moments: 0 });
    // Sent once more after its time: nothing of it is news.
    const again = await world.ask(SubmitAvailabilityReportsV1, batch, staff, { key });
    expect(again).toMatchObject({ applied: 0, notApplied: 1 });
    await world.moveClock({ days: -(feeds.deliveryKeptDays + 1 + feeds.reportMomentKeptDays) });
  });
});
