import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { csvLine } from '../src/domain/exports/csv';
import { headingBytes, rowBytes } from '../src/queries/exports/csv-part';
import { readBytes } from './open-data-fixtures';

const HEADINGS = ['名称', '所在地_連結表記', '説明', '備考', 'ID'];
const PIECES = [
  '=1+1',
  '＋',
  '-',
  '@a',
  ' ',
  '　',
  '\t',
  "'",
  '"',
  ',',
  '\n',
  '髙',
  '﨑',
  '①',
  '㈱',
  'ｶﾅ',
  '～',
  'あ',
  '桜',
];
const cell = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join('')}桜`);
const row = fc.tuple(cell, cell, cell, cell);

describe('an exported file', () => {
  it.each(['utf-8', 'cp932'] as const)('is read again by our own reader as it was: %s', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        const lines = rows.map((cells, at) =>
          rowBytes({ id: `${at}`, cells: [...cells, `${at}`] }, at + 1, HEADINGS, encoding),
        );
        const file = Buffer.concat([headingBytes(HEADINGS, encoding), ...lines]);
        const { plan, records } = await readBytes(file);
        expect(plan).toMatchObject({ encoding, bom: encoding === 'utf-8' });
        const seen = records.map(({ raw }) => HEADINGS.slice(0, 4).map((heading) => raw[heading]));
        expect(seen).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });

  it('CP932 is the text itself or an error that names the character: no silent ?', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), (text) => {
        const cells = ['前', text, '後', '', 'x'];
        try {
          const bytes = rowBytes({ id: 'x', cells }, 1, HEADINGS, 'cp932');
          expect(new TextDecoder('shift_jis').decode(bytes)).toBe(csvLine(cells));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          const [field] = (error as AppError).fields;
          expect(field?.field).toBe('所在地_連結表記');
          const [, named = ''] = /「([^」]+)」\(U\+/u.exec(field?.mend ?? '') ?? [];
          expect(text).toContain(named);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
