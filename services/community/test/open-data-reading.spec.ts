import fc from 'fast-check';
import { encode } from 'iconv-lite';
import type { FileEncoding, ImportedRecord } from '../src/domain/imports/record';
import { CELL_LIMIT } from '../src/imports/reading/csv-splitter';
import { decodingOf } from '../src/imports/reading/decoding';
import { planOf, readBytes } from './open-data-fixtures';

const HEADERS = [
  ['全国地方公共団体コード', 'ID', '名称', '所在地_連結表記', '説明', '定員', '備考'],
  ['都道府県コード又は市区町村コード', 'NO', '介護サービス事業所名称', '実施サービス', '住所', '定員', '備考'],
  ['"都道府県コード又は\n市区町村コード"', '「NO」', '名 称', '住所', '収容定員', '受入年齢', '独自列'],
];
/** All can be written in CP932, with the characters of NEC and IBM. */
const LETTERS = [...'あア漢髙①ｱ～,;\t"\n 1aA=+-@、。'];

const cell = fc.array(fc.constantFrom(...LETTERS), { maxLength: 8 }).map((letters) => letters.join(''));
const named = cell.map((text) => `桜${text}`);
const row = fc.tuple(cell, cell, named, named, cell, cell, cell).map((cells) => [...cells]);

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly encoding: FileEncoding;
  readonly bom: boolean;
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly above: readonly string[];
  readonly quoteAll: boolean;
}

const table: fc.Arbitrary<Table> = fc.record({
  header: fc.constantFrom(...HEADERS),
  rows: fc.array(row, { maxLength: 12 }),
  encoding: fc.constantFrom<FileEncoding>('utf-8', 'utf-16le', 'utf-16be', 'cp932'),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(',', '\t', ';'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  above: fc.array(fc.constantFrom('桜野市の一覧', '', '令和8年度,作成: 総務課', '"題,名"'), { maxLength: 2 }),
  quoteAll: fc.boolean(),
});

function written({ header, rows, delimiter, lineEnd, above, quoteAll }: Table): string {
  const quoted = (text: string): string =>
    quoteAll || /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const head = header.map((name) => (name.startsWith('"') ? name : quoted(name)));
  return [...above, head.join(delimiter), ...rows.map((cells) => cells.map(quoted).join(delimiter))]
    .map((line) => `${line}${lineEnd}`)
    .join('');
}

function bytesOf(file: Table): Uint8Array {
  const isWide = file.encoding.startsWith('utf-16');
  return encode(written(file), file.encoding, { addBOM: isWide || (file.bom && file.encoding === 'utf-8') });
}

/** Physical lines, counted apart from the reader. */
function linesOf(text: string): number {
  const ends = text.match(/\r\n|\r|\n/g)?.length ?? 0;
  return ends + (text === '' || /[\r\n]$/.test(text) ? 0 : 1);
}

const cutAt = (bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, at) => bytes.subarray(from, places[at] ?? bytes.length));
};

const accounted = ({
  preambleLines,
  headerLines,
  blankLines,
  recordLines,
}: Awaited<ReturnType<typeof readBytes>>['tally']): number => preambleLines + headerLines + blankLines + recordLines;

describe('reading any table', () => {
  it('gives back what was written, in any encoding, with any delimiter and line end, below any junk', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (file) => {
        const { plan, records, tally } = await readBytes(bytesOf(file));
        expect(plan).toMatchObject({ delimiter: file.delimiter });
        expect(records.map(({ raw }) => Object.values(raw))).toEqual(file.rows.map((cells) => [...cells]));
        expect(tally.records).toBe(file.rows.length);
        expect(tally.quarantined).toBeLessThanOrEqual(file.rows.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same records wherever the bytes are cut', async () => {
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, cuts, async (file, places) => {
        const bytes = bytesOf(file);
        const whole = await readBytes(bytes);
        expect(await readBytes(bytes, cutAt(bytes, places))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('byte by byte, too', async () => {
    const [file] = fc.sample(table, { numRuns: 1, seed: 7 });
    const bytes = bytesOf({ ...(file as Table), encoding: 'cp932' });
    const one = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readBytes(bytes, one)).toEqual(await readBytes(bytes));
  });
});

/** A header that is understood, then anything. */
const HEADER = Buffer.from('名称,住所,定員\n');
const PIECES = ['"', '""', ',', '\n', '\r', '\r\n', 'a', '桜', '","', '"\n', ' ', '\ufeff', '1'];

describe('reading anything at all', () => {
  it('never fails on bytes, accounts for every line, and does not mind where they are cut', async () => {
    const head = fc.constantFrom(Buffer.alloc(0), HEADER, encode(HEADER.toString(), 'cp932'));
    const bytes = fc.tuple(head, fc.uint8Array({ maxLength: 400 })).map((parts) => Buffer.concat(parts));
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat(), { maxLength: 6 }), async (file, places) => {
        const plan = planOf(file);
        if (!plan.readable) return;
        const whole = await readBytes(file);
        const decoding = decodingOf(plan.encoding);
        const text = decoding.push(file) + decoding.end();
        if (plan.form === 'csv') expect(accounted(whole.tally)).toBe(linesOf(text));
        expect(whole.tally.records).toBe(whole.records.length);
        expect(await readBytes(file, cutAt(file, places))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('accounts for every line of text whose quotes do not agree, wherever it is cut', async () => {
    const noise = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(noise, fc.array(fc.nat(), { maxLength: 6 }), async (text, places) => {
        const bytes = Buffer.concat([HEADER, Buffer.from(text)]);
        const whole = await readBytes(bytes);
        expect(accounted(whole.tally)).toBe(1 + linesOf(text));
        expect(await readBytes(bytes, cutAt(bytes, places))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('JSON in pieces gives the same, whole or broken', async () => {
    const pieces = fc.array(
      fc.constantFrom('{"id":"1","name":"桜","status":"a"}', ',', '\n', '[', ']', '{', '}', '"', '\\', ' ', 'x'),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.nat(), { maxLength: 6 }), async (parts, places) => {
        const bytes = Buffer.from(`[${parts.join('')}`);
        const whole = await readBytes(bytes);
        expect(await readBytes(bytes, cutAt(bytes, places))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('limits', () => {
  const fine = '桜野会館,若葉町1,10\n';
  const rowsOf = (records: readonly ImportedRecord[]): unknown =>
    records.map(({ row, problems }) => [row, problems[0]?.code ?? 'fine']);

  it('a cell that is too long costs its row', async () => {
    const { records } = await readBytes(Buffer.from(`名称,住所,定員\n${'x'.repeat(CELL_LIMIT + 1)},a,1\n${fine}`));
    expect(rowsOf(records)).toEqual([
      [2, 'cell.too-long'],
      [3, 'fine'],
    ]);
  });

  it('an unclosed quote does not swallow what follows', async () => {
    const { records } = await readBytes(Buffer.from(`名称,住所,定員\n"桜野会館,若葉町1,10\n${fine.repeat(3000)}`));
    expect(records).toHaveLength(3001);
    expect(records[0]?.problems[0]?.code).toBe('cell.too-long');
    expect(records.slice(1).every(({ problems }) => problems.every(({ severity }) => severity === 'note'))).toBe(true);
  });

  it('a quote that another row happens to close still costs one line', async () => {
    const { records } = await readBytes(Buffer.from(`名称,住所,定員\n"桜野会館,若葉町1,10\n青葉会館,青葉町"\n${fine}`));
    expect(rowsOf(records)).toEqual([
      [2, 'row.broken-quote'],
      [3, 'row.too-few-columns'],
      [4, 'fine'],
    ]);
  });

  it('a line without end is cut off, and reading goes on after it', async () => {
    const bytes = Buffer.from(`名称,住所,定員\n${'桜,'.repeat(900_000)}\n${fine}`);
    const { records } = await readBytes(bytes);
    expect(rowsOf(records)).toEqual([
      [2, 'row.too-long'],
      [3, 'fine'],
    ]);
    expect(await readBytes(bytes, cutAt(bytes, [5, 500_001, 1_500_000, bytes.length - 10]))).toMatchObject({ records });
  });
});
