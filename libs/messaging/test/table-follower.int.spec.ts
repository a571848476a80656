import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableFollower } from '#libs/messaging';
import { inTransaction } from '#libs/persistence';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COUNTER } from './counter-service';

jest.setTimeout(60_000);

const TENANT = '990019';
const OTHER = '990027';
/** Signs that COPY writes in two, and some that need several bytes. */
const ODD = 'a\tb\\c\nd\re\\n つなぎ😀';
const ODD_SQL = `convert_from('\\x${Buffer.from(ODD).toString('hex')}', 'UTF8')`;
/** More than fit into one packet, and more than are read whole at once. */
const MANY = 12_000;

let world: ServiceWorld;
let platform: ServiceWorld['services'][number]['platform'];
const ids: string[] = Array.from({ length: MANY }, () => randomUUID());

beforeAll(async () => {
  world = await serviceUnderTest(COUNTER);
  const [service] = world.services;
  if (!service) throw new Error('The world has no service.');
  ({ platform } = service);
  await put(TENANT, ids, 1);
  await put(OTHER, [randomUUID()], 1);
});
afterAll(() => world.stop());

const put = (tenant: string, counters: readonly string[], total: number) =>
  inTransaction(platform.source, tenant, 'READ WRITE', ({ db }) =>
    db.query(
      `INSERT INTO counters (id, total, version) SELECT id, $2, 1 FROM unnest($1::uuid[]) AS id
       ON CONFLICT (id) DO UPDATE SET total = excluded.total`,
      [counters, total],
    ),
  );

interface Row {
  readonly id: string;
  readonly total: number;
}

/** A memory of totals by id; every third counter cannot be read by its text alone. */
function memory(fails: () => boolean = () => false) {
  const known = new Map<string, number>();
  const texts = new Map<string, string>();
  const snapshots: string[] = [];
  const errors: unknown[] = [];
  const apply = (_: string, rows: readonly unknown[]): void => {
    for (const { id, total } of rows as readonly Row[]) known.set(id, total);
  };
  const follower = new TableFollower(
    platform.source,
    [
      {
        table: 'counters',
        columns: 'id, total',
        apply,
        brief: {
          text: `id || '|' || total || '|' || ${ODD_SQL}`,
          key: 'id',
          apply: (tenant, given) => {
            const whole: string[] = [];
            for (const text of given) {
              const [id = '', total, odd = ''] = text.split('|');
              texts.set(id, odd);
              if (ids.indexOf(id) % 3 === 0) whole.push(id);
              else known.set(id, Number(total));
            }
            if (tenant === TENANT && known.size > 5_000 && fails()) throw new Error('out of order');
            return whole;
          },
        },
      },
    ],
    { onError: (error) => errors.push(error), onSeen: (tenant, snapshot) => snapshots.push(`${tenant} ${snapshot}`) },
  );
  return { known, texts, follower, snapshots, errors };
}

it('reads every row once, by its text or whole, whatever signs the text has', async () => {
  const { known, texts, follower, snapshots } = memory();
  await follower.start();
  try {
    expect(known.size).toBe(MANY + 1);
    expect([...known.values()].every((total) => total === 1)).toBe(true);
    expect(new Set(texts.values())).toEqual(new Set([ODD]));
    expect(snapshots.map((snapshot) => snapshot.slice(0, 6)).toSorted()).toEqual([TENANT, OTHER]);
  } finally {
    await follower.stop();
  }
});

it('sees what is changed afterwards', async () => {
  const { known, follower } = memory();
  await follower.start();
  try {
    const [first = '', second = ''] = ids;
    await put(TENANT, [first, second], 7);
    while (known.get(first) !== 7 || known.get(second) !== 7) await sleep(20);
    await put(TENANT, [first, second], 1);
  } finally {
    await follower.stop();
  }
});

it('tells of a failure in the middle, and the connection is good for the next look', async () => {
  let left = 1;
  const { known, follower } = memory(() => left-- > 0);
  await expect(follower.start()).rejects.toThrow('out of order');
  await follower.start();
  await follower.stop();
  expect(known.size).toBe(MANY + 1);
  const rows = await platform.source.query<readonly unknown[]>('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
});
