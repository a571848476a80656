import { encode } from 'iconv-lite';
import type { CsvAnswer } from '#libs/contracts';
import { AppError } from '#libs/kernel';
import { csvLine } from '../../domain/exports/csv';

type Encoding = CsvAnswer['encoding'];

/** A row with the words by which a person finds it again. */
export interface CsvRow {
  readonly id: string;
  readonly cells: readonly string[];
}

const MARK = '\ufeff';

/** The heading with the mark that Excel needs, for the first part of a file. */
export const headingBytes = (headings: readonly string[], encoding: Encoding): Buffer =>
  encoding === 'utf-8' ? Buffer.from(MARK + csvLine(headings)) : encode(csvLine(headings), 'cp932');

/** `line`: its number in the part. 422 `export.not-encodable` where a character does not exist in the code page: never a silent `?`. */
export function rowBytes(row: CsvRow, line: number, headings: readonly string[], encoding: Encoding): Buffer {
  const text = csvLine(row.cells);
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = encode(text, 'cp932');
  if (decoded(bytes) === text) return bytes;
  const column = row.cells.findIndex((cell) => !isEncodable(cell));
  throw notEncodable(row, line, headings[column] ?? '', foreignIn(row.cells[column] ?? ''));
}

/** With the characters of NEC and IBM, as every reader of such files has them. */
const decoded = (bytes: Uint8Array): string => new TextDecoder('shift_jis', { ignoreBOM: true }).decode(bytes);

const isEncodable = (text: string): boolean => decoded(encode(text, 'cp932')) === text;

const foreignIn = (text: string): string => [...text].find((character) => !isEncodable(character)) ?? '';

function notEncodable({ id }: CsvRow, row: number, heading: string, character: string): AppError {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const mend = `${row} 行目(${id})の「${heading}」にある「${character}」(${code})は CP932 にありません。UTF-8 で書き出すか、台帳の文字を直してください`;
  const field = { field: heading, rule: 'cp932', mend };
  return new AppError('invalid', 'export.not-encodable', `Row ${row}: ${code} is not in CP932.`, [field], 422);
}
