import {
  AppendImportChunkV1,
  EnterAreaPopulationV1,
  EnterAreaV1,
  ListImportLeftsV1,
  PreviewImportV1,
} from '#libs/contracts';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { ImportStepsCommand } from '../src/commands/imports/import-steps.command';
import { COMMUNITY } from '../src/community.module';
import { IMPORT_SETTINGS } from '../src/domain/imports/settings';
import { DueImportsQuery } from '../src/queries/imports/due-imports.query';
import { AbandonedImportsTimer } from '../src/timers/abandoned-imports.timer';
import { fileOf, Imports } from './imports-fixtures';
import { codeOf } from './registry-fixtures';

jest.setTimeout(60_000);

let world: ServiceWorld;
let imports: Imports;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  imports = new Imports(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => imports.coordinator();

/** Five of whom two are women, and so on: total, male, female. */
const people = (rows: readonly (readonly [code: string, total: number, male: number, female: number])[]): Buffer =>
  Buffer.from(
    [
      '全国地方公共団体コード,地域コード,地方公共団体名,調査年月日,地域名,総人口,男性,女性,世帯数',
      ...rows.map(([code, ...counts]) => `131024,${code},さくら野市,2025-04-01,${code}町,${counts.join(',')},3`),
    ].join('\n'),
  );

const area = async (code: string): Promise<string> => {
  const given = { code, name: `${code}町`, level: 'neighborhood' as const, parentIds: [], validFrom: '2020-04-01' };
  return (await world.ask(EnterAreaV1, given, coordinator())).id;
};

const totals = () =>
  world.sql<{ code: string; total: number; source: string }>(
    'SELECT code, total, source FROM area_populations JOIN areas ON areas.id = area_id ORDER BY code',
  );

describe('an undo of populations', () => {
  it('gives every area back what was said of it before; a later word stays', async () => {
    await area('p1');
    const second = await area('p2');
    const third = await area('p3');
    const entered = { asOf: '2025-04-01', male: 5, female: 5, households: null, byAge: [] };
    const from = { source: '窓口', sourceUrl: null, licence: null };
    await world.ask(EnterAreaPopulationV1, { areaId: second, ...entered, total: 10, ...from }, coordinator());
    const before = await totals();
    const done = await imports.whole(
      people([
        ['p1', 20, 10, 10],
        ['p2', 30, 15, 15],
        ['p3', 40, 20, 20],
      ]),
    );
    expect(done.counts).toMatchObject({ rows: 3, created: 2, updated: 1 });
    expect((await totals()).map(({ total }) => total)).toEqual([20, 30, 40]);
    await world.ask(EnterAreaPopulationV1, { areaId: third, ...entered, total: 41, ...from }, coordinator());
    const undone = await imports.undone(done.importId);
    expect(undone).toMatchObject({ undone: 2, left: 1 });
    expect(await totals()).toEqual([...before, { code: 'p3', total: 41, source: '窓口' }]);
    const { items } = await world.ask(ListImportLeftsV1, { importId: done.importId }, coordinator());
    expect(items).toEqual([{ resourceId: null, areaId: third, field: null, reason: 'changed_since' }]);
  });
});

describe('the preview', () => {
  it('counts problems to the end of the file, and says how far it looked', async () => {
    const fine = Array.from({ length: 400 }, (_, index) => ({
      id: String(index),
      name: `広場${index}`,
      address: `町${index}`,
    }));
    const importId = await imports.begin();
    await imports.send(importId, fileOf([...fine, { id: 'last', name: '' }]));
    await world.ask(PreviewImportV1, { importId }, coordinator());
    const { preview } = await imports.read(importId);
    expect(preview).toMatchObject({ looked: 401, lookedAtAll: true });
    expect(preview?.rows).toHaveLength(IMPORT_SETTINGS.previewRows);
    expect(preview?.problems).toMatchObject([{ code: 'name.missing', count: 1 }]);
  });

  it('of a very long file says that it did not look at all of it', async () => {
    const rows = Array.from({ length: IMPORT_SETTINGS.previewRecords + 1 }, (_, index) => ({
      ...{ id: String(index), name: `広場${index}`, address: `町${index}` },
    }));
    const importId = await imports.begin();
    await imports.send(importId, fileOf(rows));
    await world.ask(PreviewImportV1, { importId }, coordinator());
    const { preview } = await imports.read(importId);
    expect(preview).toMatchObject({ looked: IMPORT_SETTINGS.previewRecords, lookedAtAll: false });
  });
});

describe('a file that nobody goes on with', () => {
  it('is thrown away after its days, and not before', async () => {
    const { platform } = world;
    const due = new DueImportsQuery(platform.reads);
    const timer = new AbandonedImportsTimer(due, new ImportStepsCommand(platform.unit), platform);
    const importId = await imports.begin();
    const shown = await imports.begin();
    await imports.send(shown, fileOf([{ id: '1', name: '忘れられた広場' }]));
    const state = async (id: string) => (await imports.read(id)).state;
    await world.moveClock({ days: IMPORT_SETTINGS.abandonedDays - 1 });
    try {
      await world.ask(PreviewImportV1, { importId: shown }, coordinator());
      await timer.pass();
      expect([await state(importId), await state(shown)]).toEqual(['UPLOADING', 'PREVIEWED']);
      await world.moveClock({ days: 1, minutes: 1 });
      await timer.pass();
      await eventually('it to be gone', async () => (await state(importId)) === 'DISCARDED');
      expect(await state(shown)).toBe('PREVIEWED');
      const chunk = { importId, index: 0, bytes: 'YQ==', last: true };
      expect(await codeOf(world.ask(AppendImportChunkV1, chunk, coordinator()))).toBe('import-job.transition-refused');
    } finally {
      await world.moveClock({ days: -IMPORT_SETTINGS.abandonedDays, minutes: -1 });
    }
  });
});
