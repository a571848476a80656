import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { testServers, type TestServers } from '#libs/testing';
import { UUIDS } from '../src/domain/engine/ids';
import { type WrittenFacts } from '../src/domain/engine/packed-parts';
import { Packing, Vocabulary } from '../src/domain/engine/packing';
import { ROW_WORDS } from '../src/domain/engine/row';
import { aMenu, anOpenPlace } from '../src/domain/matching-fixtures';
import { type JudgedFacts, type MenuFacts, NOTHING_KNOWN } from '../src/domain/menu-facts';
import { JUDGED_COLUMNS, type MenuRow, writtenFactsOf } from '../src/storage/menu.rows';

jest.setTimeout(120_000);

let servers: TestServers;
let client: Client;

beforeAll(async () => {
  servers = await testServers();
  client = new Client({ connectionString: servers.databases.matching.ownerUrl });
  await client.connect();
  await client.query(`CREATE TEMP TABLE judged_menus (facts jsonb NOT NULL, ${JUDGED_COLUMNS})`);
});
afterAll(async () => {
  await client.end();
  await servers.stop();
});

const throughTheTable = async (facts: object): Promise<WrittenFacts> => {
  const { rows } = await client.query<MenuRow>('INSERT INTO judged_menus (facts) VALUES ($1) RETURNING marks, judged', [
    facts,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('The database gave no row back.');
  return writtenFactsOf(row);
};

/** Of all menus here, so that numbers of lists and organisations are the same. */
const packing = new Packing(new Vocabulary(), UUIDS);

function rowOf(facts: JudgedFacts | WrittenFacts): readonly number[] {
  const row = new Int32Array(ROW_WORDS);
  packing.pack(facts, row);
  return [...row];
}

/** Whatever people write into a sheet; the database takes no character zero. */
const texts = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
const oddTexts = fc.oneof(texts, fc.constantFrom('\t', 'a\tb\nc', '"', '\\t', 'null', 'true', '', '架空\t名'));
const lists = fc.option(fc.array(oddTexts, { maxLength: 3 }));
const flags = fc.constantFrom(true, false, null);
const ages = fc.option(fc.nat({ max: 120 }));
const days = fc.option(fc.constantFrom('2026-04-01', '2026-11-22', '1969-12-31', '明日'));
const targets = fc.record({
  ...{ ageMin: ages, ageMax: ages, peerAgeMin: ages, peerAgeMax: ages, fiscalYearEndAfterAge: ages },
  ...{ companionsAllowed: flags, pregnant: flags, medicalAttendance: flags },
  genders: fc.option(fc.subarray(['any', 'female', 'male'])),
  grades: fc.option(fc.subarray(['e1', 'j3', 'h2'])),
});
const eligibility = fc.record({
  basis: fc.constantFrom('open' as const, 'statutory' as const, null),
  statute: fc.option(oddTexts),
  requires: fc.option(fc.subarray(['disability_service', 'care_insurance', 'measure'])),
  acceptsOutOfSystem: flags,
});
const assessments = fc.record({
  status: fc.constantFrom('ready' as const, 'needs_support' as const, 'paused' as const, 'not_assessed' as const, null),
  assessedOn: days,
  maxConcurrent: fc.option(fc.nat({ max: 5 })),
  current: fc.option(fc.nat({ max: 5 })),
});
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
    capacityModel: fc.constantFrom('open', 'fixed', null),
    requiresReadiness: fc.constantFrom('preparing', 'ready', null),
    ...{ earliestStart: days, targets: fc.option(targets), eligibility: fc.option(eligibility) },
    hostAssessment: fc.option(assessments),
    ...{ menuId: fc.uuid(), resourceId: fc.uuid(), orgId: fc.uuid() },
    make: fc.constantFrom(aMenu, anOpenPlace),
  })
  .map(({ make, ...facts }) => make(facts));

it('come to the row of what was learned, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(menus, async (menu) => {
      const written = await throughTheTable(menu);
      expect(rowOf(written)).toEqual(rowOf(menu));
      expect(rowOf({ ...written, parts: null })).toEqual(rowOf(menu));
    }),
    { numRuns: 300 },
  );
});

it('say nothing that only those read who are shown it', async () => {
  const menu = { ...aMenu(), name: '架空の名', orgName: '架空の団体', type: '架空の種類' };
  expect(JSON.stringify(await throughTheTable(menu))).not.toContain('架空');
});

it('are unknown where nothing was said', async () => {
  const ids = { menuId: randomUUID(), resourceId: randomUUID(), orgId: randomUUID() };
  expect(await throughTheTable(ids)).toMatchObject({ menuId: ids.menuId, location: null });
  expect(rowOf(await throughTheTable(ids))).toEqual(rowOf({ ...ids, location: null, ...NOTHING_KNOWN }));
  expect((await throughTheTable({ ...aMenu(), location: { lat: null, lng: 139 } })).location).toBeNull();
});
