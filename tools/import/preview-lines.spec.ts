import { join } from 'node:path';
import { previewOf } from '../../services/community/src/domain/imports/preview';
import type { ImportedRecord } from '../../services/community/src/domain/imports/record';
import { newTally, readRecords } from '../../services/community/src/for-tools';
import { dryRun } from './dry-run';
import { previewLines, totalLines } from './preview-lines';
import { openSource } from './source-file';
import { documentsOf, tablesIn, withOneFile } from './table-set';

const FIXTURES = join(__dirname, '../../services/community/test/open-data');

async function previewing(file: string, family?: Parameters<typeof openSource>[1]) {
  const source = await openSource(file, family);
  if (!('plan' in source)) throw new Error(source.code);
  const tally = newTally();
  const records: ImportedRecord[] = [];
  for await (const record of readRecords(source.chunks(), source.plan, tally)) records.push(record);
  const preview = previewOf(source.plan, records);
  return { preview, tally, text: [...previewLines(preview), ...totalLines(preview, tally)].join('\n') };
}

describe('the preview of a file', () => {
  it('says how it is understood, what is wrong and how many rows there are', async () => {
    const { preview, tally, text } = await previewing(join(FIXTURES, 'private-and-hidden.csv'));
    expect(preview.totals).toEqual({ records: 6, fine: 0, noted: 4, quarantined: 2 });
    expect(preview.problems.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['address.missing', 'quarantine', 1],
      ['name.missing', 'quarantine', 1],
      ['address.hidden', 'note', 2],
      ['address.private-home', 'note', 1],
      ['address.only-position', 'note', 1],
    ]);
    expect(preview.rows).toHaveLength(5);
    expect(tally.records).toBe(6);
    expect(text).toContain('種類: 子ども食堂一覧');
    expect(text).toContain('合計: 6件 = そのまま 0 + 注意つき 4 + 隔離 2');
  });

  it('shows at most three examples, and no control characters', async () => {
    const { preview } = await previewing(join(FIXTURES, 'positions.csv'));
    expect(preview.problems.every(({ examples }) => examples.length <= 3)).toBe(true);
    const lines = previewLines({ ...preview, unknownColumns: ['\u001b[2J消す'] });
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('follows whoever says which kind it is', async () => {
    const { preview } = await previewing(join(FIXTURES, 'utf8-bom.csv'), 'childcare');
    expect(preview).toMatchObject({ family: 'childcare', familyLabel: '子育て施設一覧', bom: true });
  });

  it('a file that is not there or cannot be read ends with 2', async () => {
    expect(await dryRun(join(FIXTURES, 'none.csv'))).toBe(2);
    expect(await dryRun(join(FIXTURES, 'zip-in-disguise.csv'))).toBe(2);
  });
});

describe('HSDS tables', () => {
  it('mean together what no table says alone', async () => {
    const { preview } = await withOneFile([join(FIXTURES, 'hsds-tables')], (file) => previewing(file));
    expect(preview).toMatchObject({ family: 'hsds_json', form: 'ndjson' });
    expect(preview.rows).toMatchObject([
      { name: '若葉の居場所', address: '東京都桜野市若葉町1-2', capacity: '20', quarantined: false },
      { name: '若葉の居場所', address: null },
      { name: '空き家' },
    ]);
  });

  it('lose nothing', async () => {
    const [service, ...alone] = await documentsOf(await tablesIn(join(FIXTURES, 'hsds-tables')));
    expect(service).toMatchObject({
      organization: { id: 'o1' },
      phones: [{ number: '042-900-0001' }],
      schedules: [{ byday: 'MO,WE' }],
      service_capacity: [{ maximum: '20', unit: { name: '席' } }],
      service_at_locations: [{ location: { addresses: [{ address_2: '2階' }] } }, { location: { id: 'p2' } }],
    });
    expect(alone).toMatchObject([{ id: 'p3' }]);
  });

  it('are refused together with a list', async () => {
    const both = ['hsds-tables/service.csv', 'kana.csv'].map((name) => join(FIXTURES, name));
    await expect(documentsOf(both)).rejects.toThrow('HSDS の表ではありません');
  });
});
