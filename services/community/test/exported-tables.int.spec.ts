import {
  EnterAreaV1,
  ExportAreaFeaturesV1,
  ExportTableV1,
  ListExportTablesV1,
  SetAreaBoundaryV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { EXPORT_TABLES, LEFT_OUT, LEFT_OUT_COLUMNS } from '../src/domain/exports/tables';
import { square } from './area-fixtures';
import { Exports, rowsOf } from './exports-fixtures';
import { Imports } from './imports-fixtures';
import { refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let exported: Exports;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  exported = new Exports(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

describe('CSV', () => {
  it('for Excel: formulas stay text, CP932 loses nothing', async () => {
    const name = '=HYPERLINK("http://x") 髙橋①㈱～';
    const resourceId = await registry.resource(await registry.organization(), { name, description: '一行目\n+二行目' });
    const utf8 = await exported.file(ExportTableV1, { table: 'resources', limit: 3 });
    expect([...utf8.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(utf8.toString()).toContain(`"'=HYPERLINK(""http://x"")`);
    expect(utf8.toString()).toContain(`一行目\n'+二行目`);
    const cp932 = await exported.file(ExportTableV1, { table: 'resources', limit: 3, encoding: 'cp932' });
    const inBoth = [rowsOf(utf8), rowsOf(cp932, 'shift_jis')].map((rows) => rows.find(({ ID }) => ID === resourceId));
    expect(inBoth[0]).toMatchObject({ 名称: name, 説明: '一行目\n+二行目' });
    expect(inBoth[1]).toEqual(inBoth[0]);
  });

  it('what CP932 has not is named by row, column and character', async () => {
    const organization = await registry.organization('𠮷野の会');
    const refused = await refusal(
      world.ask(ExportTableV1, { table: 'organizations', encoding: 'cp932' }, registry.coordinator()),
    );
    expect(refused).toMatchObject({ code: 'export.not-encodable', status: 422 });
    expect(refused.fields[0]).toMatchObject({ field: '名称', rule: 'cp932' });
    expect(refused.fields[0]?.mend).toMatch(/^\d+ 行目.*「𠮷」\(U\+20BB7\)/);
    const rows = rowsOf(await exported.file(ExportTableV1, { table: 'organizations' }));
    expect(rows.find(({ ID }) => ID === organization)).toMatchObject({ 名称: '𠮷野の会' });
  });

  it('every table can be taken, whole and in parts', async () => {
    const imports = new Imports(world);
    await imports.whole(
      Buffer.from('[{"id":"o1","name":"取込の会","services":[{"id":"s1","name":"取込の場","status":"active"}]}]'),
    );
    await world.sql(`INSERT INTO hub_activities (day_id, times) SELECT id, 1 FROM hub_days`, []);
    for (const { table, columns } of EXPORT_TABLES) {
      const [one, parts] = [
        await exported.file(ExportTableV1, { table }),
        await exported.file(ExportTableV1, { table, limit: 1 }),
      ];
      expect([table, parts.toString()]).toEqual([table, one.toString()]);
      const [{ n } = { n: -1 }] = await world.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`, []);
      const rows = rowsOf(one);
      expect([table, rows.length]).toEqual([table, n]);
      if (rows[0]) expect(Object.keys(rows[0])).toEqual(columns.map(({ heading }) => heading));
    }
  }, 60_000);

  it('the areas go out with their boundaries', async () => {
    const { id } = await world.ask(
      EnterAreaV1,
      {
        code: 'X1',
        name: '第一地区',
        level: 'dailyLifeZone',
        councilLayer: null,
        parentIds: [],
        validFrom: '2026-04-01',
        validUntil: null,
      },
      registry.coordinator(),
    );
    await world.ask(SetAreaBoundaryV1, { areaId: id, boundary: square(1, 1) }, registry.coordinator());
    const { type, features } = await world.ask(ExportAreaFeaturesV1, { limit: 1 }, registry.coordinator());
    expect({ type, features }).toMatchObject({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id, geometry: { type: 'Polygon' }, properties: { code: 'X1', name: '第一地区' } }],
    });
  });
});

describe('leaving', () => {
  it('every table and column of community is exported, or left here with a reason', async () => {
    const found = await world.sql<{ table: string; column: string }>(
      `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
       WHERE table_schema = 'public' ORDER BY 1, 2`,
      [],
    );
    const leftTables = new Set(LEFT_OUT.filter(({ why }) => why !== '').map(({ table }) => table));
    const isLeft = (table: string, column: string): boolean =>
      leftTables.has(table) ||
      LEFT_OUT_COLUMNS.some((left) => ['*', table].includes(left.table) && left.columns.includes(column));
    const taken = new Set(
      EXPORT_TABLES.flatMap(({ table, columns }) => columns.map(({ name }) => `${table}.${name.split('.')[0] ?? ''}`)),
    );
    const forgotten = found.filter(({ table, column }) => !taken.has(`${table}.${column}`) && !isLeft(table, column));
    expect(forgotten.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    const tables = new Set(found.map(({ table }) => table));
    expect([...EXPORT_TABLES, ...LEFT_OUT].map(({ table }) => table).filter((table) => !tables.has(table))).toEqual([]);
  });

  it('what there is, is listed', async () => {
    const { items, nextCursor } = await world.ask(ListExportTablesV1, { limit: 100 }, registry.coordinator());
    expect(nextCursor).toBeNull();
    expect(items.find(({ table }) => table === 'resources')).toMatchObject({ title: '社会資源', leftOut: null });
    expect(items.find(({ table }) => table === 'webhook_secrets')?.leftOut).toMatch(/鍵/);
  });
});
