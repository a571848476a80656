import fc from 'fast-check';
import { Client } from 'pg';
import { testServers, type TestServers } from '#libs/testing';
import { aMenu, anOpenPlace } from '../src/domain/matching-fixtures';
import type { JudgedFacts, MenuFacts } from '../src/domain/menu-facts';
import { JUDGED_COLUMN, judgedFactsOf } from '../src/storage/menu.rows';

jest.setTimeout(120_000);

let servers: TestServers;
let client: Client;

beforeAll(async () => {
  servers = await testServers();
  client = new Client({ connectionString: servers.databases.matching.ownerUrl });
  await client.connect();
  await client.query(`CREATE TEMP TABLE judged_menus (facts jsonb NOT NULL, ${JUDGED_COLUMN})`);
});
afterAll(async () => {
  await client.end();
  await servers.stop();
});

const throughTheTable = async (facts: object): Promise<JudgedFacts> => {
  const { rows } = await client.query<{ readonly judged: string }>(
    'INSERT INTO judged_menus (facts) VALUES ($1) RETURNING judged',
    [facts],
  );
  return judgedFactsOf(rows[0]?.judged ?? '');
};

/** All but what only those read who are shown the place. */
const SHOWN = ['name', 'orgName', 'version', 'type', 'lastConfirmedOn', 'seeks'];
const judgedPartOf = (menu: MenuFacts): object =>
  Object.fromEntries(Object.entries(menu).filter(([key]) => !SHOWN.includes(key)));

/** Whatever people write into a sheet; the database takes no character zero. */
const texts = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
const oddTexts = fc.oneof(texts, fc.constantFrom('\t', 'a\tb\nc', '"', '\\t', 'null', 'true', '', '架空\t名'));
const lists = fc.option(fc.array(oddTexts, { maxLength: 3 }));
const flags = fc.constantFrom(true, false, null);
const menus: fc.Arbitrary<MenuFacts> = fc
  .record({
    location: fc.option(
      fc.record({
        lat: fc.double({ min: 20, max: 46, noNaN: true }),
        lng: fc.double({ min: 122, max: 154, noNaN: true }),
      }),
    ),
    resourceState: fc.option(oddTexts),
    ...{ purposes: lists, activities: lists, roles: lists, modes: lists, demands: lists, support: lists },
    ...{ accessibility: lists, languages: lists, nextSteps: lists },
    ...{ addressConfidential: flags, quietSpace: flags, onDemand: flags, pickup: flags, nameRequired: flags },
    sessions: fc.option(fc.array(fc.record({ day: oddTexts, from: oddTexts, to: oddTexts }), { maxLength: 2 })),
    feeYen: fc.option(fc.nat()),
    typicalGroupSize: fc.option(fc.nat()),
    exclusionPolicy: fc.option(fc.record({ attributes: lists, justification: fc.option(oddTexts) })),
    make: fc.constantFrom(aMenu, anOpenPlace),
  })
  .map(({ make, ...facts }) => make(facts));

it('are what was learned, whatever it says, and nothing that only those read who are shown it', async () => {
  await fc.assert(
    fc.asyncProperty(menus, async (menu) => {
      expect(await throughTheTable(menu)).toEqual(judgedPartOf(menu));
    }),
    { numRuns: 200 },
  );
});

it('are unknown where nothing was said', async () => {
  const { menuId, resourceId, orgId } = aMenu();
  const {
    menuId: id,
    resourceId: resource,
    orgId: org,
    ...rest
  } = await throughTheTable({ menuId, resourceId, orgId });
  expect([id, resource, org]).toEqual([menuId, resourceId, orgId]);
  expect(Object.values(rest)).toEqual(Object.values(rest).map(() => null));
  expect((await throughTheTable({ ...aMenu(), location: { lat: null, lng: 139 } })).location).toBeNull();
});
