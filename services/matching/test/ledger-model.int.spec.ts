import { randomUUID } from 'node:crypto';
import { AvailabilityReportedV1, ReadCapacityV1, ReleaseHoldV1, ReserveHoldV1 } from '#libs/contracts';
import { type CallContext, DAY_MS, systemActor } from '#libs/kernel';
import fc from 'fast-check';
import type { Party } from '../src/domain/ledger';
import { LedgerModel } from '../src/domain/ledger-model-fixtures';
import { confirmHold, endPlace, reserveHold } from '../src/storage/ledger.store';
import { Town } from './fixtures';

let town: Town;
let movedDays = 0;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());

class Gone extends Error {}

/** One menu of the real service, reached by the bus and, where no request exists, by the stores of its commands. */
class RealLedger {
  private constructor(readonly menuId: string) {}

  static async open(): Promise<RealLedger> {
    return new RealLedger((await town.menu({}, null)).menuId);
  }

  reserve(who: Party, reservationId = randomUUID(), key = randomUUID()) {
    const wish = { menuId: this.menuId, reservationId, ...who, days: 1 };
    return town.world.ask(ReserveHoldV1, wish, town.system, { key });
  }

  release(holdId: string, key = randomUUID()) {
    return town.world.ask(ReleaseHoldV1, { menuId: this.menuId, holdId }, town.system, { key });
  }

  confirm(holdId: string, placeId: string): Promise<{ version: number } | null> {
    return inUnit((db, now) =>
      confirmHold(db, { menuId: this.menuId, placementId: randomUUID(), placeId, now }, holdId),
    );
  }

  end(placeId: string): Promise<void> {
    return inUnit((db, now) => endPlace(db, this.menuId, placeId, now));
  }

  /** As a process that dies after its writes and before its commit. */
  async crash(who: Party): Promise<void> {
    const act = inUnit(async (db, now) => {
      const ids = { reservationId: randomUUID(), holdId: randomUUID(), expiresAt: new Date(now.getTime() + DAY_MS) };
      await reserveHold(db, { menuId: this.menuId, session: '', ...who, ...ids, now });
      throw new Gone();
    });
    await expect(act).rejects.toThrow(Gone);
  }

  capacity() {
    return town.world.ask(ReadCapacityV1, { menuId: this.menuId }, town.system);
  }
}

type Db = Parameters<typeof confirmHold>[0];
function inUnit<T extends object | void | null>(work: (db: Db, now: Date) => Promise<T>): Promise<T> {
  const { unit, config } = town.world.platform;
  const tenant = '990019';
  const ctx: CallContext = { tenant, actor: systemActor(config.service, tenant), correlationId: randomUUID() };
  return unit.run(ctx, ({ db, now }) => work(db, now) as Promise<object>) as Promise<T>;
}

const domainNow = (): number => Date.now() + movedDays * DAY_MS;

type Step = fc.AsyncCommand<LedgerModel, RealLedger>;
const step = (
  name: string,
  check: (m: LedgerModel) => boolean,
  run: (m: LedgerModel, r: RealLedger) => Promise<void>,
): Step => ({
  check: (m) => check(m as LedgerModel),
  run: async (m, r) => {
    m.minute += 1;
    await run(m, r);
    const seen = await r.capacity();
    expect({ free: seen.free, outside: seen.outOfSystemFree, held: seen.held }).toEqual({
      ...{ free: m.free(), outside: m.freeOutOfSystem() },
      held: m.sum(m.holds),
    });
  },
  toString: () => name,
});

const party = fc.record({ party: fc.integer({ min: 1, max: 3 }), outOfSystem: fc.boolean() });
const steps = [
  party.map((who) =>
    step(
      `reserve(${JSON.stringify(who)}) and again`,
      () => true,
      async (m, r) => {
        const [reservation, key] = [randomUUID(), randomUUID()];
        const may = m.mayReserve(who);
        const first = await r.reserve(who, reservation, key);
        expect(first.granted).toBe(may);
        expect(await r.reserve(who, reservation, key)).toEqual(first);
        if (first.holdId === null) return;
        expect(await r.reserve(who, reservation)).toEqual(first);
        m.holds.push({ ...who, id: first.holdId });
      },
    ),
  ),
  fc.nat(50).map((index) =>
    step(
      `release(${index}) and again`,
      (m) => m.holds.length > 0,
      async (m, r) => {
        const [hold] = m.holds.splice(index % m.holds.length, 1);
        const first = await r.release(hold?.id ?? '');
        expect(first.released).toBe(true);
        expect(await r.release(hold?.id ?? '')).toEqual({ released: false, version: first.version });
      },
    ),
  ),
  fc.nat(50).map((index) =>
    step(
      `confirm(${index})`,
      (m) => m.holds.length > 0,
      async (m, r) => {
        const [hold] = m.holds.splice(index % m.holds.length, 1);
        if (!hold) return;
        const placeId = randomUUID();
        expect(await r.confirm(hold.id, placeId)).not.toBeNull();
        expect(await r.release(hold.id)).toMatchObject({ released: false });
        m.places.push({ ...hold, id: placeId, from: m.minute, to: null });
      },
    ),
  ),
  fc.nat(50).map((index) =>
    step(
      `end(${index})`,
      (m) => m.places.some(({ to }) => to === null),
      async (m, r) => {
        const running = m.places.filter(({ to }) => to === null);
        const place = running[index % running.length];
        if (!place) return;
        await r.end(place.id);
        await r.end(place.id);
        place.to = m.minute;
      },
    ),
  ),
  party.map((who) =>
    step(
      `crash(${JSON.stringify(who)})`,
      () => true,
      (_, r) => r.crash(who),
    ),
  ),
  fc.constant(
    step(
      'expire',
      (m) => m.holds.length > 0,
      async (m) => {
        await town.world.moveClock({ days: 2 });
        movedDays += 2;
        await town.tick();
        m.holds.length = 0;
      },
    ),
  ),
  fc
    .record({
      ...{ total: fc.nat(8), used: fc.nat(5), newer: fc.integer({ min: -1, max: 2 }) },
      slots: fc.option(fc.nat(4)),
      unit: fc.constantFrom('person' as const, 'family' as const),
    })
    .map(({ newer, ...places }) =>
      step(
        `report(${JSON.stringify({ ...places, newer })})`,
        () => true,
        async (m, r) => {
          const report = { ...places, at: m.minute, version: Math.max(1, (m.report?.version ?? 1) + newer) };
          const { total, used, slots, unit, version } = report;
          // After everything that has happened so far, in whole milliseconds.
          await new Promise((resolve) => setTimeout(resolve, 3));
          const reportedAt = new Date(domainNow()).toISOString();
          await new Promise((resolve) => setTimeout(resolve, 3));
          const outOfSystem = slots === null ? null : { slots, used: 0 };
          const said = {
            menuId: r.menuId,
            total,
            used,
            outOfSystem,
            unit,
            sessions: null,
            freshness: 'FRESH' as const,
          };
          await town.world.hears(AvailabilityReportedV1, { ...said, reportedAt, version });
          m.take(report);
        },
      ),
    ),
];

it('agrees with the definition of free places after any history of the real service', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 40 }), async (commands) => {
      const real = await RealLedger.open();
      await fc.asyncModelRun(() => ({ model: new LedgerModel(), real }), commands);
    }),
    { numRuns: 50, interruptAfterTimeLimit: 90_000 },
  );
}, 180_000);
