import { randomUUID } from 'node:crypto';
import {
  HoldChangedV1,
  MenuOverCommittedV1,
  MenuRoomAgainV1,
  ReadCapacityV1,
  ReleaseHoldV1,
  ReserveHoldV1,
} from '#libs/contracts';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());

type Wish = Partial<Omit<ReserveHoldV1, 'menuId'>>;
const reserve = (menuId: string, wish: Wish = {}, key = randomUUID()) => {
  const whole = { menuId, reservationId: randomUUID(), outOfSystem: false, ...wish };
  return town.world.ask(ReserveHoldV1, whole, town.system, { key, deadlineMs: 30_000 });
};
const release = (menuId: string, holdId: string | null) =>
  town.world.ask(ReleaseHoldV1, { menuId, holdId: holdId ?? '' }, town.system);
const capacity = (menuId: string) => town.world.ask(ReadCapacityV1, { menuId }, town.worker);

const MON = { day: 'mon', from: '10:00', to: '12:00' } as const;
const THU = { day: 'thu', from: '13:00', to: '15:00' } as const;
const [MONDAY, THURSDAY] = ['mon-1000-1200', 'thu-1300-1500'];
const bySession = (mon: number, thu: number, version = 1) => ({
  ...{ total: mon + thu, used: 0, version },
  sessions: [
    { ...MON, total: mon, used: 0, outOfSystem: { slots: 1, used: 0 } },
    { ...THU, total: thu, used: 0, outOfSystem: null },
  ],
});

describe('a party', () => {
  it('takes as many places as people come, all or none', async () => {
    const { menuId } = await town.menu({}, { total: 4 });
    expect((await reserve(menuId, { party: 3 })).granted).toBe(true);
    expect(await reserve(menuId, { party: 2 })).toMatchObject({ granted: false, reason: 'full' });
    expect((await reserve(menuId, { party: 1 })).granted).toBe(true);
    expect(await capacity(menuId)).toMatchObject({ held: 4, free: 0, unit: 'person', sessions: null });
  });

  it('takes one place where families are counted, and is counted again where the unit changes', async () => {
    const { menuId } = await town.menu({}, null);
    await town.report(menuId, { total: 2, unit: 'family' });
    const first = await reserve(menuId, { party: 4 });
    await reserve(menuId, { party: 2 });
    expect(await capacity(menuId)).toMatchObject({ held: 2, free: 0, unit: 'family' });
    await town.report(menuId, { total: 7, unit: 'person', version: 2 });
    expect(await capacity(menuId)).toMatchObject({ held: 6, free: 1, unit: 'person' });
    await release(menuId, first.holdId);
    expect(await capacity(menuId)).toMatchObject({ held: 2, free: 5 });
  });

  it('is not larger than a party can be', async () => {
    const { menuId } = await town.menu({}, { total: 99 });
    expect(await refusal(reserve(menuId, { party: 21 }))).toBe('fields.invalid');
    expect(await refusal(reserve(menuId, { session: 'monday' }))).toBe('fields.invalid');
  });
});

describe('a menu that counts session by session', () => {
  it('holds in the session that is named, within its places and its out-of-system places', async () => {
    const { menuId } = await town.menu({}, null);
    await town.report(menuId, bySession(2, 1));
    expect((await reserve(menuId, { session: MONDAY, party: 2 })).granted).toBe(true);
    expect(await reserve(menuId, { session: MONDAY })).toMatchObject({ granted: false, reason: 'full' });
    const outside = await reserve(menuId, { session: THURSDAY, outOfSystem: true });
    expect(outside).toMatchObject({ granted: false, reason: 'no-out-of-system-place' });
    expect((await reserve(menuId, { session: THURSDAY })).granted).toBe(true);
    expect(await reserve(menuId, {})).toMatchObject({ granted: false, reason: 'no-such-session' });
    expect((await reserve(menuId, { session: 'sun-1000-1200' })).reason).toBe('not-reported');
    const seen = await capacity(menuId);
    expect(seen).toMatchObject({ total: 3, held: 3, free: 0 });
    expect(seen.sessions).toEqual([
      expect.objectContaining({ ...MON, held: 2, free: 0, outOfSystemFree: 1 }),
      expect.objectContaining({ ...THU, held: 1, free: 0, outOfSystemFree: null }),
    ]);
  });

  it('never promises a place of a session twice on two replicas', async () => {
    const { menuId } = await town.menu({}, null);
    await town.report(menuId, bySession(7, 5));
    const wishes = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? MONDAY : THURSDAY));
    const answers = await Promise.all(wishes.map((session) => reserve(menuId, { session })));
    const granted = (session: string | undefined) =>
      answers.filter((answer, index) => answer.granted && wishes[index] === session).length;
    expect([granted(MONDAY), granted(THURSDAY)]).toEqual([7, 5]);
    expect(await capacity(menuId)).toMatchObject({ held: 12, free: 0, overCommitted: false });
  });

  it('keeps what was promised when it counts otherwise, and takes nothing more there', async () => {
    const { menuId } = await town.menu({}, { total: 3 });
    const old = await reserve(menuId);
    await town.report(menuId, bySession(2, 2, 2));
    expect((await reserve(menuId)).reason).toBe('no-such-session');
    expect((await reserve(menuId, { session: MONDAY })).granted).toBe(true);
    expect(await capacity(menuId)).toMatchObject({ overCommitted: true, free: 3 });
    const said = (await town.world.said(MenuOverCommittedV1)).filter((event) => event.menuId === menuId);
    expect(said).toEqual([expect.objectContaining({ promised: 1, total: 0 })]);
    expect(await release(menuId, old.holdId)).toMatchObject({ released: true });
    expect(await capacity(menuId)).toMatchObject({ overCommitted: false });
  });

  it('holds a proposal in a session that suits the person, and the whole party there', async () => {
    const menu = await town.menu({ sessions: [MON, THU], onDemand: false }, null);
    await town.report(menu.menuId, bySession(0, 2));
    const proposalId = await town.inquired(town.person([menu.orgId]), menu.menuId);
    const [hold] = await town.world.sql<{ session: string; party: number }>(
      'SELECT h.session, h.party FROM holds h JOIN match_proposals p ON p.hold_id = h.id WHERE p.id = $1 AND p.session = h.session',
      [proposalId],
    );
    expect(hold).toEqual({ session: THURSDAY, party: 1 });
  });
});

describe('over-commitment', () => {
  it('is told once, and once that there is room again', async () => {
    const { menuId } = await town.menu({}, { total: 3 });
    const [first, second] = [await reserve(menuId), await reserve(menuId)];
    await town.report(menuId, { total: 0, version: 2 });
    const told = async () => (await town.world.said(MenuRoomAgainV1)).filter((event) => event.menuId === menuId);
    await release(menuId, first.holdId);
    await town.tick();
    expect(await told()).toEqual([]);
    await release(menuId, second.holdId);
    await town.tick();
    await town.tick();
    const [over] = (await town.world.said(MenuOverCommittedV1)).filter((event) => event.menuId === menuId);
    const [room, ...more] = await told();
    expect(more).toEqual([]);
    expect(room?.version).toBeGreaterThan(over?.version ?? 0);
  });
});

describe('acts that are written together', () => {
  it('are done once each, whoever asks how often and where', async () => {
    const { menuId } = await town.menu({}, { total: 40 });
    const keys = Array.from({ length: 20 }, () => ({ key: randomUUID(), reservationId: randomUUID() }));
    const often = [...keys, ...keys, ...keys];
    const answers = await Promise.all(often.map(({ key, reservationId }) => reserve(menuId, { reservationId }, key)));
    keys.forEach((_, index) => {
      expect(answers[index + 20]).toEqual(answers[index]);
      expect(answers[index + 40]).toEqual(answers[index]);
    });
    expect(await capacity(menuId)).toMatchObject({ held: 20, free: 20 });
    const said = (await town.world.said(HoldChangedV1)).filter((event) => event.menuId === menuId);
    expect(new Set(said.map(({ version }) => version)).size).toBe(20);
    expect(said).toHaveLength(20);
  });

  it('do not fail with one of them', async () => {
    const [here, there] = [await town.menu({}, { total: 30 }), await town.menu({}, { total: 30 })];
    const reservationId = randomUUID();
    await reserve(there.menuId, { reservationId });
    const key = randomUUID();
    await reserve(there.menuId, {}, key);
    const acts = Array.from({ length: 12 }, () => reserve(here.menuId));
    const elsewhere = refusal(reserve(here.menuId, { reservationId }));
    const otherBody = refusal(reserve(here.menuId, {}, key));
    expect((await Promise.all(acts)).every(({ granted }) => granted)).toBe(true);
    expect(await elsewhere).toBe('hold.other-menu');
    expect(await otherBody).toBe('idempotency.other-body');
    expect(await capacity(here.menuId)).toMatchObject({ held: 12 });
  });

  it('release and reserve again for the same person', async () => {
    const { menuId } = await town.menu({}, { total: 2 });
    const reservationId = randomUUID();
    const { holdId } = await reserve(menuId, { reservationId });
    const [, ...answers] = await Promise.all([
      release(menuId, holdId),
      ...Array.from({ length: 6 }, () => reserve(menuId, { reservationId })),
    ]);
    expect(answers.every(({ granted }) => granted)).toBe(true);
    // Whichever was first, the person ends with one hold at most.
    expect((await capacity(menuId)).held).toBeLessThanOrEqual(1);
    expect((await reserve(menuId, { reservationId })).granted).toBe(true);
    expect(await capacity(menuId)).toMatchObject({ held: 1, free: 1 });
  });

  it('give up a row that somebody holds, all of its acts at once, and no other', async () => {
    const [stuck, free] = [await town.menu({}, { total: 3 }), await town.menu({}, { total: 3 })];
    await town.world.sql('BEGIN');
    await town.world.sql('SELECT 1 FROM capacity_ledgers WHERE menu_id = $1 FOR UPDATE', [stuck.menuId]);
    const asked = performance.now();
    const [waits, passes] = [Array.from({ length: 24 }, () => refusal(reserve(stuck.menuId))), reserve(free.menuId)];
    expect((await passes).granted).toBe(true);
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['database.locked']));
    // A lock is waited for 2 s, and 2 s for the one who waits before, by all acts of a transaction together: one by
    // one these would take 24 s and more.
    expect(performance.now() - asked).toBeLessThan(16_000);
    await town.world.sql('ROLLBACK');
    expect((await reserve(stuck.menuId)).granted).toBe(true);
  }, 60_000);
});
