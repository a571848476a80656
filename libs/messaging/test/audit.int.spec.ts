import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BooksChecked, checkBooks } from '#libs/messaging';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COUNTER, CountV1, TotalV1 } from './counter-service';

jest.setTimeout(60_000);

const TENANT = '990019';
const OTHER = '990027';

let world: ServiceWorld;
beforeAll(async () => {
  world = await serviceUnderTest(COUNTER);
});
afterAll(() => world.stop());

interface Entry {
  readonly sub: string;
  readonly act: string;
  readonly decision: string;
  readonly subjects: readonly string[];
}

/** What was noted about a case. */
const notedOf = (caseRef: string, tenant = TENANT): Promise<readonly Entry[]> =>
  world.platform.reads.one<Entry>(
    { tenant },
    `SELECT sub, act, decision, subjects FROM audit_entries
      WHERE id IN (SELECT entry_id FROM audit_subjects WHERE subject = $1) ORDER BY seq`,
    [caseRef],
  );

const books = (tenant = TENANT, anchors: readonly { position: number; hash: string }[] = []): Promise<BooksChecked> =>
  checkBooks(world.platform.reads, { tenant, key: world.platform.audit.key, anchors }, new Date());

/** Links are read before what waits for one: only the second look knows that none came in between. */
async function sealed(tenant = TENANT): Promise<BooksChecked> {
  for (let before = -1; ;) {
    const checked = await books(tenant);
    if (checked.waiting === 0 && checked.links === before) return checked;
    before = checked.waiting === 0 ? checked.links : -1;
    await sleep(50);
  }
}

const count = (counterId: string, caseRef: string, amount = 1, key: string = randomUUID(), tenant = TENANT) =>
  world.ask(CountV1, { counterId, amount, caseRef }, world.actor('CSW', { sub: 'worker', tenant }), { key });

const look = (counterId: string, caseRef: string, tenant = TENANT) =>
  world.ask(TotalV1, { counterId, why: 'x', caseRef }, world.actor('CSW', { sub: 'reader', tenant }));

it('notes an act, its repetition, a look and a refusal', async () => {
  const [counterId, caseRef, key] = [randomUUID(), randomUUID(), randomUUID()];
  await count(counterId, caseRef, 1, key);
  await count(counterId, caseRef, 1, key);
  await look(counterId, caseRef);
  await expect(look(randomUUID(), caseRef)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(count(counterId, caseRef, -1)).rejects.toMatchObject({ kind: 'conflict' });
  const noted = await notedOf(caseRef);
  expect(noted.map(({ sub, decision }) => [sub, decision])).toEqual([
    ['worker', 'done'],
    ['worker', 'repeated'],
    ['reader', 'shown'],
    ['reader', 'counter.not-found'],
    ['worker', 'counter.no-negative'],
  ]);
});

it('lets a municipality see its own entries only', async () => {
  const [counterId, caseRef] = [randomUUID(), randomUUID()];
  await count(counterId, caseRef, 1, randomUUID(), OTHER);
  expect(await notedOf(caseRef)).toEqual([]);
  expect(await notedOf(caseRef, OTHER)).toHaveLength(1);
});

it('links every entry once, with many at the same time, and the chain holds', async () => {
  const [caseRef, before] = [randomUUID(), await sealed()];
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? count : lookAtNothing)(randomUUID(), caseRef)),
  );
  const after = await sealed();
  expect(after.findings).toEqual([]);
  expect(after.links - before.links).toBe((await notedOf(caseRef)).length);
  expect((await sealed(OTHER)).findings).toEqual([]);
});

const lookAtNothing = (counterId: string, caseRef: string): Promise<unknown> =>
  look(counterId, caseRef).catch(() => undefined);

it('refuses to rewrite what was noted, whoever runs the service', async () => {
  await count(randomUUID(), randomUUID());
  for (const change of [
    `UPDATE audit_entries SET sub = 'x'`,
    'DELETE FROM audit_entries',
    'DELETE FROM audit_links',
    'DELETE FROM audit_subjects',
  ]) {
    await expect(world.platform.reads.run({ tenant: TENANT }, ({ db }) => db.query(change))).rejects.toThrow();
    await expect(world.sql(change)).rejects.toThrow('append-only');
  }
});

describe('where nothing can be noted', () => {
  const refuse = () => world.sql('ALTER TABLE audit_entries ADD CONSTRAINT full_up CHECK (false) NOT VALID');
  const allow = () => world.sql('ALTER TABLE audit_entries DROP CONSTRAINT full_up');
  afterEach(() => allow().catch(() => undefined));

  it('does nothing and shows nothing', async () => {
    const [counterId, caseRef] = [randomUUID(), randomUUID()];
    await count(counterId, caseRef, 5);
    await refuse();
    await expect(count(counterId, caseRef, 7)).rejects.toBeDefined();
    await expect(look(counterId, caseRef)).rejects.toBeDefined();
    await allow();
    await expect(look(counterId, caseRef)).resolves.toEqual({ total: 5 });
    expect((await notedOf(caseRef)).map(({ decision }) => decision)).toEqual(['done', 'shown']);
  });
});
