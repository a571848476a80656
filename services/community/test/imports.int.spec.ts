import {
  AppendImportChunkV1,
  CorrectResourceV1,
  DecideImportReviewV1,
  DiscardImportV1,
  IMPORT_CHUNK_BYTES,
  ListImportReviewsV1,
  ListImportRowsV1,
  ListResourcesV1,
  MenuChangedV1,
  PreviewImportV1,
  ReadImportV1,
  ReadProvenanceV1,
  StartImportV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { fileOf, Imports } from './imports-fixtures';
import { codeOf, refusal, Registry } from './registry-fixtures';

jest.setTimeout(60_000);

let world: ServiceWorld;
let imports: Imports;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  imports = new Imports(world);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const never = (): never => {
  throw new Error('There are rows.');
};
const coordinator = () => imports.coordinator();

describe('a file on its way in', () => {
  it('comes in chunks: one that is there is acknowledged, another one in its place is refused, none is left out', async () => {
    const importId = await imports.begin();
    const full = Buffer.alloc(IMPORT_CHUNK_BYTES, 'a').toString('base64');
    const send = (index: number, bytes: string, last = false) =>
      world.ask(AppendImportChunkV1, { importId, index, bytes, last }, coordinator());

    expect(await send(0, full)).toMatchObject({ state: 'UPLOADING', nextIndex: 1, nextOffset: IMPORT_CHUNK_BYTES });
    expect(await send(0, full)).toMatchObject({ nextIndex: 1 });
    const other = Buffer.alloc(IMPORT_CHUNK_BYTES, 'b').toString('base64');
    expect(await codeOf(send(0, other))).toBe('import.chunk-differs');
    expect(await codeOf(send(2, full))).toBe('import.chunk-missing');
    expect(await codeOf(send(1, 'YQ=='))).toBe('import.chunk-size');
    expect(await send(1, 'YQ==', true)).toMatchObject({ state: 'UPLOADED', nextIndex: 2 });
    expect(await codeOf(send(2, 'YQ==', true))).toBe('import-job.transition-refused');
    expect(await imports.read(importId)).toMatchObject({ state: 'UPLOADED', bytes: IMPORT_CHUNK_BYTES + 1 });

    expect(await world.ask(DiscardImportV1, { importId }, coordinator())).toMatchObject({ state: 'DISCARDED' });
    expect(await world.sql('SELECT 1 FROM import_chunks WHERE import_id = $1', [importId])).toEqual([]);
  });

  it('is refused where it cannot be read, with what to do about it', async () => {
    const importId = await imports.begin();
    await imports.send(importId, Buffer.from('PK\u0003\u0004 and more'));
    const refused = await refusal(world.ask(PreviewImportV1, { importId }, coordinator()));
    expect(refused).toMatchObject({ code: 'import.unreadable', status: 422, fields: [{ rule: 'file.zip' }] });
    expect(refused.fields[0]?.mend).toMatch(/CSV/);
    expect(await codeOf(world.ask(StartImportV1, { importId }, coordinator()))).toBe('import-job.transition-refused');
  });

  it('is shown before anything is written', async () => {
    const before = await world.ask(ListResourcesV1, { limit: 1 }, coordinator());
    const importId = await imports.begin();
    await imports.send(
      importId,
      fileOf([
        { id: '1', name: '中央会館' },
        { id: '2', name: '' },
      ]),
    );
    await world.ask(PreviewImportV1, { importId }, coordinator());
    const { preview, state } = await imports.read(importId);
    expect(state).toBe('PREVIEWED');
    expect(preview).toMatchObject({
      family: 'public_facility',
      encoding: 'utf-8',
      headerRow: 1,
      rows: [
        { row: 2, result: 'created', name: '中央会館' },
        { row: 3, result: 'quarantined' },
      ],
    });
    expect(preview?.problems.map(({ severity }) => severity)).toContain('quarantine');
    expect(await world.ask(ListResourcesV1, { limit: 1 }, coordinator())).toEqual(before);
  });

  it("is nobody else's business", async () => {
    const importId = await imports.begin();
    expect(await codeOf(world.ask(ReadImportV1, { importId }, world.actor('CSW')))).toBe('role.refused');
    const elsewhere = world.actor('COMMUNITY_COORDINATOR', { tenant: '990027' });
    expect(await codeOf(world.ask(ReadImportV1, { importId }, elsewhere))).toBe('import.not-found');
  });
});

describe('an import', () => {
  it('accounts for every row, and what it made waits for a person', async () => {
    const rows = Array.from({ length: 2_345 }, (_, index) => ({ id: `${index + 1}`, name: `会館${index + 1}` }));
    const done = await imports.whole(
      fileOf([...rows, { id: '9001', name: '' }, { id: '9002', name: '' }, rows.at(0) ?? never()]),
    );

    expect(done.counts).toEqual({ rows: 2_348, created: 2_345, updated: 0, unchanged: 1, quarantined: 2 });
    const places = await imports.placesOf(done.sourceId);
    expect(places).toHaveLength(2_345);
    expect(new Set(places.map(({ state }) => state))).toEqual(new Set(['REVIEW']));
    const { items } = await world.ask(
      ListImportRowsV1,
      { importId: done.importId, result: 'quarantined' },
      coordinator(),
    );
    expect(items.map(({ row }) => row)).toEqual([2_347, 2_348]);
    expect(items[0]?.problems[0]).toMatchObject({ severity: 'quarantine', mend: expect.stringMatching(/./) as string });
    expect(await world.sql('SELECT 1 FROM import_chunks WHERE import_id = $1', [done.importId])).toEqual([]);
    const vacancies = await world.sql(
      'SELECT 1 FROM availability WHERE org_id IN (SELECT org_id FROM resources WHERE id = ANY($1))',
      [places.map(({ id }) => id)],
    );
    expect(vacancies).toEqual([]);
  });

  it('finds organisations by their number, else by their name in the list, else enters them', async () => {
    const number = '2021001037589';
    const known = await registry.organization('べつの名の法人');
    await world.sql('UPDATE organizations SET corporate_number = $2 WHERE id = $1', [known, number]);
    const done = await imports.whole(
      fileOf([
        { id: '1', name: '一の家', corporate: number, organization: '社会福祉法人かりがね' },
        { id: '2', name: '二の家', organization: '社会福祉法人 ひばり' },
        { id: '3', name: '三の家', organization: '(福)ひばり' },
        { id: '4', name: '四の家' },
      ]),
    );
    const rows = await world.sql<{ key: string; org: string; name: string; kind: string }>(
      `SELECT source_key AS key, org_id AS org, organizations.name, kind FROM source_records
       JOIN resources ON resources.id = resource_id JOIN organizations ON organizations.id = org_id
       WHERE source_id = $1 ORDER BY row`,
      [done.sourceId],
    );
    expect(rows[0]).toMatchObject({ org: known, name: 'べつの名の法人' });
    expect(rows[1]).toMatchObject({ name: '社会福祉法人 ひばり', kind: 'welfare_corp' });
    expect(rows[2]?.org).toBe(rows[1]?.org);
    expect(rows[3]).toMatchObject({ name: 'さくら野市' });
  });

  it('is the difference to the one before: new, changed, unchanged, gone; what a person changed is asked about', async () => {
    const first = await imports.whole(
      fileOf([
        { id: '1', name: '東会館', phone: '03-1111-1111' },
        { id: '2', name: '西会館', phone: '03-2222-2222' },
        { id: '3', name: '南会館', phone: '03-3333-3333' },
        { id: '4', name: '北会館', phone: '03-4444-4444' },
      ]),
    );
    const { sourceId } = first;
    const [east, west, south, north] = await imports.placesOf(sourceId);
    if (!east || !west || !south || !north) throw new Error('Four places.');
    await registry.activateReviewed(north.id);
    const menuId = await registry.menu(north.id);
    await world.ask(
      CorrectResourceV1,
      { resourceId: west.id, name: '西会館', type: 'place', address: 'つつじ町1-2-3', phone: '03-9999-0000' },
      coordinator(),
    );

    const second = await imports.whole(
      fileOf([
        { id: '1', name: '東会館', phone: '03-1111-0000' },
        { id: '2', name: '西会館', phone: '03-2222-0000' },
        { id: '3', name: '南会館', phone: '03-3333-3333' },
        { id: '5', name: '中会館', phone: '03-5555-5555' },
      ]),
      { sourceId },
    );
    expect(second.counts).toEqual({ rows: 4, created: 1, updated: 2, unchanged: 1, quarantined: 0 });
    expect(second).toMatchObject({ gone: 1, reviews: 1 });
    const after = new Map((await imports.placesOf(sourceId)).map((place) => [place.id, place]));
    expect(after.get(east.id)?.phone).toBe('03-1111-0000');
    expect(after.get(west.id)?.phone).toBe('03-9999-0000');
    expect(after.get(south.id)).toEqual(south);
    expect(after.get(north.id)).toMatchObject({
      state: 'NEEDS_UPDATE',
      goneOn: expect.stringMatching(/^\d/) as string,
    });
    const said = (await world.said(MenuChangedV1)).filter((event) => event.menuId === menuId);
    expect(said.length).toBeGreaterThan(1);

    const { items } = await world.ask(ListImportReviewsV1, { resourceId: west.id }, coordinator());
    expect(items).toMatchObject([
      { field: 'phone', reason: 'changed_by_hand', current: '03-9999-0000', incoming: '03-2222-0000' },
    ]);
    expect(items[0]?.source).toMatchObject({ licence: 'CC BY 4.0', attribution: 'さくら野市 公共施設一覧' });
    const reviewId = items[0]?.reviewId ?? '';
    await world.ask(DecideImportReviewV1, { reviewId, decision: 'take' }, coordinator());
    expect(await codeOf(world.ask(DecideImportReviewV1, { reviewId, decision: 'keep' }, coordinator()))).toBe(
      'import-review.decided',
    );
    const provenance = await world.ask(ReadProvenanceV1, { resourceId: west.id }, world.actor('CSW'));
    expect(provenance.sources).toMatchObject([
      { sourceId, url: expect.stringMatching(/^https/) as string, goneSince: null },
    ]);
    expect(provenance.fields).toContainEqual({ field: 'phone', statedBy: [0], contradictedBy: [] });
  });

  it('of a list that is being imported already does not begin', async () => {
    const first = await imports.whole(fileOf([{ id: '1', name: '一会館' }]));
    await world.sql(`UPDATE import_jobs SET state = 'FAILED' WHERE id = $1`, [first.importId]);
    const importId = await imports.begin({ sourceId: first.sourceId });
    await imports.send(importId, fileOf([{ id: '1', name: '一会館' }]));
    await world.ask(PreviewImportV1, { importId }, coordinator());
    expect(await codeOf(world.ask(StartImportV1, { importId }, coordinator()))).toBe('import.source-busy');
  });
});
