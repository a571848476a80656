import { randomUUID } from 'node:crypto';
import { inTransaction } from '#libs/persistence';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COUNTER } from './counter-service';

jest.setTimeout(60_000);

const INSERT = 'INSERT INTO counters (id, total, version) VALUES ($1, $2, 1)';

let world: ServiceWorld;
let platform: ServiceWorld['services'][number]['platform'];
beforeAll(async () => {
  world = await serviceUnderTest(COUNTER);
  const [service] = world.services;
  if (!service) throw new Error('The world has no service.');
  ({ platform } = service);
});
afterAll(() => world.stop());

const tenant = '990019';
const totals = (id: string) =>
  platform.reads.one<{ total: number }>({ tenant }, 'SELECT total FROM counters WHERE id = $1', [id]);

describe('a statement that nobody waits for', () => {
  it('is there after the commit', async () => {
    const id = randomUUID();
    await inTransaction(platform.source, tenant, 'READ WRITE', ({ send }) => Promise.resolve(send(INSERT, [id, 7])));
    expect(await totals(id)).toEqual([{ total: 7 }]);
  });

  it('refuses the whole transaction where it fails, with its own reason', async () => {
    const id = randomUUID();
    const other = randomUUID();
    const twice = inTransaction(platform.source, tenant, 'READ WRITE', async ({ db, send }) => {
      send(INSERT, [other, 1]);
      send(INSERT, [id, 1]);
      send(INSERT, [id, 2]);
      // Fails only because the one before did.
      await db.query('SELECT 1 AS one');
    });
    await expect(twice).rejects.toMatchObject({ kind: 'conflict', code: 'already-exists' });
    expect(await totals(other)).toEqual([]);
  });
});

describe('a transaction', () => {
  it('never counts as committed where a failure in it was swallowed', async () => {
    const id = randomUUID();
    const swallowed = inTransaction(platform.source, tenant, 'READ WRITE', async ({ db }) => {
      await db.query(INSERT, [id, 1]);
      await db.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow('rolled back');
    expect(await totals(id)).toEqual([]);
  });

  it('sees and writes nothing of another municipality, on whichever connection', async () => {
    const id = randomUUID();
    await inTransaction(platform.source, tenant, 'READ WRITE', ({ send }) => Promise.resolve(send(INSERT, [id, 3])));
    const looks = Array.from({ length: 40 }, (_, index) => {
      const of = index % 2 === 0 ? tenant : '990027';
      return platform.reads.one<{ total: number }>({ tenant: of }, 'SELECT total FROM counters WHERE id = $1', [id]);
    });
    const found = await Promise.all(looks);
    expect(found.map((rows) => rows.length)).toEqual(found.map((_, index) => (index % 2 === 0 ? 1 : 0)));
  });

  it('cannot write where it only reads', async () => {
    const write = inTransaction(platform.source, tenant, 'READ ONLY', ({ db }) => db.query(INSERT, [randomUUID(), 1]));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });
});
