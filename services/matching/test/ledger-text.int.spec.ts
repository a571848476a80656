import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { testServers, type TestServers } from '#libs/testing';
import { LEDGER_COLUMNS, type LedgerRow } from '../src/storage/ledger.rows';
import { LEDGER_TEXT, ledgerRowOf } from '../src/storage/ledger-text';

jest.setTimeout(120_000);

let servers: TestServers;
let client: Client;

beforeAll(async () => {
  servers = await testServers();
  client = new Client({ connectionString: servers.databases.matching.ownerUrl });
  await client.connect();
  await client.query(`CREATE TEMP TABLE written_ledgers (menu_id uuid, session text, version int, unit text,
    closed boolean, total int, used int, oos_slots int, oos_used int, reported_at timestamptz, report_version int,
    held int, added int, freed int, oos_held int, oos_added int, oos_freed int, placed int)`);
});
afterAll(async () => {
  await client.end();
  await servers.stop();
});

const int = fc.integer({ min: -5, max: 2_000_000_000 });
const perhaps = fc.option(int);
const ledgers: fc.Arbitrary<LedgerRow> = fc.record({
  menu_id: fc.constant(randomUUID()),
  session: fc.constantFrom('', 'mon-1000-1200', '|', 'a|', '|a||b', '月-1000-1200'),
  unit: fc.constantFrom('person', 'family'),
  closed: fc.boolean(),
  reported_at: fc.option(fc.date({ min: new Date('1969-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })),
  ...{ total: perhaps, used: perhaps, oos_slots: perhaps, oos_used: perhaps, report_version: perhaps },
  ...{ version: int, held: int, added: int, freed: int, oos_held: int, oos_added: int, oos_freed: int, placed: int },
});

it('gives the row that its columns give', async () => {
  const names = LEDGER_COLUMNS.split(',').map((name) => name.trim()) as (keyof LedgerRow)[];
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  await fc.assert(
    fc.asyncProperty(ledgers, async (ledger) => {
      const { rows } = await client.query<LedgerRow & { readonly ledger: string }>(
        `INSERT INTO written_ledgers (${LEDGER_COLUMNS}) VALUES (${places}) RETURNING ${LEDGER_COLUMNS}, ${LEDGER_TEXT} AS ledger`,
        names.map((name) => ledger[name]),
      );
      const [{ ledger: text, ...row } = { ledger: '' }] = rows;
      expect(ledgerRowOf({ ledger: text })).toEqual(row);
      expect(row).toEqual(ledger);
    }),
    { numRuns: 200 },
  );
});
