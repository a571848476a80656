import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { csvReports, type CsvRecord } from './csv-reports';
import { clockOf, momentOf, numberOf } from './csv-values';

const records = (...rows: readonly string[]): readonly CsvRecord[] =>
  rows.map((row, index) => ({ line: index + 1, cells: row.split(',') }));

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
}

describe('the lines of a CSV', () => {
  it('become reports: whole ones by themselves, sessions together wherever they stand', () => {
    const { reports, ignoredColumns } = csvReports(
      records(
        'メニュー番号,曜日,開始,終了,定員,利用数,報告日,メモ',
        'A,月,9:00,12:00,5,3,2026/11/21,x',
        'B,,,,8,1,2026-11-21,',
        'A,木,13:00,15:00,3,2,2026/11/21,',
      ),
    );
    expect(ignoredColumns).toEqual(['メモ']);
    expect(reports.map(({ rows, given }) => ({ rows, given }))).toEqual([
      {
        rows: [2, 4],
        given: {
          externalId: 'A',
          reportedAt: '2026-11-21',
          sessions: [
            { day: 'mon', from: '09:00', to: '12:00', total: 5, used: 3 },
            { day: 'thu', from: '13:00', to: '15:00', total: 3, used: 2 },
          ],
        },
      },
      { rows: [3], given: { externalId: 'B', reportedAt: '2026-11-21', total: 8, used: 1 } },
    ]);
    expect(reports[0]?.whereIs('sessions.1.total')).toEqual({ index: 1, field: '定員', value: '3' });
    expect(reports[0]?.whereIs('sessions.0.outOfSystem.slots')).toEqual({ index: 0, field: 'oosSlots', value: null });
    expect(reports[1]?.whereIs('used')).toEqual({ index: 0, field: '利用数', value: '1' });
  });

  it('of one report have one unit, or it is none', () => {
    const { reports } = csvReports(
      records('menuId,day,from,to,total,used,unit,reportedAt', 'm,月,1:00,2:00,1,0,人,d', 'm,火,1:00,2:00,1,0,組,d'),
    );
    expect(reports[0]?.given).toMatchObject({ unit: 'person/family' });
  });

  it.each([
    ['menuId,total,used,reportedAt', 'taken'],
    ['MENUID, total ,ＵＳＥＤ,reportedAt', 'taken'],
    ['施設番号,定員,利用者数,時点', 'taken'],
    ['total,used,reportedAt', 'feed.columns'],
    ['menuId,total,used', 'feed.columns'],
    ['menuId,total,定員,used,reportedAt', 'feed.columns'],
    ['', 'feed.columns'],
  ])('have headings: %s → %s', (headings, code) => {
    expect(codeOf(() => csvReports(records(headings)))).toBe(code);
  });

  it('are all accounted for, whatever stands in them', () => {
    const cell = fc.oneof(fc.constantFrom('', '月', 'A', '9:00', '5', '２', '2026/1/1'), fc.string({ maxLength: 5 }));
    const rows = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (given) => {
        const [headings] = records('メニュー番号,曜日,開始,終了,定員,利用数,報告日,制度外枠') as [CsvRecord];
        const lines = given.map((cells, index) => ({ line: index + 2, cells }));
        const { reports } = csvReports([headings, ...lines]);
        const seen = reports.flatMap((report) => report.rows).sort((a, b) => a - b);
        expect(seen).toEqual(lines.map(({ line }) => line));
      }),
    );
  });
});

describe('a cell', () => {
  it.each([
    [numberOf, ' １２ ', 12],
    [numberOf, '-3', -3],
    [numberOf, '5名', '5名'],
    [numberOf, '1.5', '1.5'],
    [clockOf, '9:00', '09:00'],
    [clockOf, '09:00:00', '09:00'],
    [clockOf, '九時', '九時'],
    [momentOf, '2026年1月5日', '2026-01-05'],
    [momentOf, '2026/1/5 9:05', '2026-01-05T09:05:00+09:00'],
    [momentOf, '2026-01-05T09:05:07Z', '2026-01-05T09:05:07Z'],
    [momentOf, 'きのう', 'きのう'],
  ])('%p of %s is %s', (read, text, value) => {
    expect(read(text)).toBe(value);
  });
});
