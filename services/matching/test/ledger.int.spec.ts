import { randomUUID } from 'node:crypto';
import { MenuOverCommittedV1, ReadCapacityV1, ReleaseHoldV1, ReserveHoldV1 } from '#libs/contracts';
import { armSabotage } from '#libs/messaging';
import type { EntityManager } from 'typeorm';
import { dueHolds } from '../src/storage/ledger.store';
import { Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());
afterEach(() => armSabotage({}));

const reserve = (menuId: string, reservationId = randomUUID(), outOfSystem = false) =>
  town.world.ask(ReserveHoldV1, { menuId, reservationId, outOfSystem }, town.system, { deadlineMs: 60_000 });
const capacity = (menuId: string) => town.world.ask(ReadCapacityV1, { menuId }, town.worker);

async function race(menuId: string, attempts: number, atOnce = 60) {
  const answers: Awaited<ReturnType<typeof reserve>>[] = [];
  for (let done = 0; done < attempts; done += atOnce) {
    answers.push(...(await Promise.all(Array.from({ length: atOnce }, () => reserve(menuId)))));
  }
  return answers;
}

it('never promises a place twice, however many ask on two replicas at once', async () => {
  const { menuId } = await town.menu({}, { total: 20, used: 3 });
  const answers = await race(menuId, 240);
  const granted = answers.filter((answer) => answer.granted);
  expect(granted).toHaveLength(17);
  expect(await capacity(menuId)).toMatchObject({ held: 17, free: 0, overCommitted: false });
  const versions = granted.map(({ version }) => version).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 17 }, (_, index) => index + 2));
  const refused = answers.filter((answer) => !answer.granted);
  expect(new Set(refused.map(({ reason, version }) => `${reason} at ${version}`))).toEqual(new Set(['full at 18']));
}, 60_000);

it('is seen to overbook when the lock is left out', async () => {
  armSabotage({ broken: 'NAIVE_RESERVE' });
  const { menuId } = await town.menu({}, { total: 20 });
  await race(menuId, 240);
  const [row] = await town.world.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM holds WHERE menu_id = $1 AND state = 'ACTIVE'`,
    [menuId],
  );
  expect(row?.n).toBeGreaterThan(20);
}, 60_000);

it('gives the same reservation its hold again, and a released place to the next', async () => {
  const { menuId } = await town.menu({}, { total: 1 });
  const reservationId = randomUUID();
  const first = await reserve(menuId, reservationId);
  expect(await reserve(menuId, reservationId)).toEqual(first);
  expect(await reserve(menuId)).toEqual({ granted: false, holdId: null, version: 2, reason: 'full' });
  const holdId = first.holdId ?? '';
  expect(await town.world.ask(ReleaseHoldV1, { menuId, holdId }, town.system)).toEqual({ released: true, version: 3 });
  expect(await town.world.ask(ReleaseHoldV1, { menuId, holdId }, town.system)).toEqual({ released: false, version: 3 });
  expect((await reserve(menuId)).granted).toBe(true);
});

it('gives a repeated request and a repeated reservation the hold that is there while others are free', async () => {
  const { menuId } = await town.menu({}, { total: 5 });
  const [reservationId, key] = [randomUUID(), randomUUID()];
  const ask = (given: { readonly key?: string }) =>
    town.world.ask(ReserveHoldV1, { menuId, reservationId, outOfSystem: false }, town.system, given);
  const first = await ask({ key });
  expect(first).toMatchObject({ granted: true, version: 2 });
  expect(await ask({ key })).toEqual(first);
  expect(await ask({ key: randomUUID() })).toEqual(first);
  expect(await capacity(menuId)).toMatchObject({ held: 1, free: 4 });
});

it('counts out-of-system places for themselves and inside the total', async () => {
  const { menuId } = await town.menu({}, null);
  await town.report(menuId, { total: 5, outOfSystem: { slots: 1, used: 0 } });
  expect((await reserve(menuId, randomUUID(), true)).granted).toBe(true);
  expect((await reserve(menuId, randomUUID(), true)).reason).toBe('no-out-of-system-place');
  expect(await capacity(menuId)).toMatchObject({ free: 4, outOfSystemFree: 0 });
});

it('refuses what was never reported', async () => {
  expect((await reserve(randomUUID())).reason).toBe('not-reported');
});

it('lets nothing promised disappear when a report lowers the total', async () => {
  const { menuId } = await town.menu({}, { total: 3 });
  await reserve(menuId);
  await reserve(menuId);
  await town.report(menuId, { total: 1, version: 2 });
  expect(await capacity(menuId)).toMatchObject({ held: 2, free: -1, overCommitted: true });
  expect((await reserve(menuId)).reason).toBe('full');
  expect(await town.world.said(MenuOverCommittedV1)).toEqual([
    expect.objectContaining({ menuId, promised: 2, total: 1 }),
  ]);
  await town.report(menuId, { total: 9, version: 1 });
  expect((await capacity(menuId)).total).toBe(1);
});

it('frees a hold whose term is over', async () => {
  const { menuId } = await town.menu({}, { total: 1 });
  await reserve(menuId);
  await town.tick();
  expect((await capacity(menuId)).free).toBe(0);
  await town.world.moveClock({ days: 15 });
  await Promise.all([town.tick(), town.tick()]);
  expect((await capacity(menuId)).free).toBe(1);
});

it('finds the holds whose term is over without reading the others', async () => {
  await town.world.sql(
    `INSERT INTO holds (id, menu_id, reservation_id, out_of_system, state, expires_at, created_at)
     SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), false, 'ACTIVE', now() + interval '10 years', now()
       FROM generate_series(1, 20000)`,
  );
  await town.world.sql('ANALYZE holds');
  const plans: string[] = [];
  const planner = {
    query: async (sql: string, params: readonly unknown[]) => {
      const rows = await town.world.sql<Record<string, string>>(`EXPLAIN ANALYZE ${sql}`, params);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return [];
    },
  } as unknown as EntityManager;
  await dueHolds(planner, new Date(), 200);
  expect(plans.join()).toContain('using holds_due on holds');
  expect(plans.join()).not.toMatch(/Seq Scan on (holds|match_proposals)|Sort|Rows Removed by Filter: \d{2}/);
});
