import { HEADER_WITHIN, type HeaderMatch, matchHeader } from '../../domain/imports/header';
import { asObject } from '../../domain/imports/json-values';
import type { Delimiter, Family, FileEncoding, ReadingPlan, Unreadable } from '../../domain/imports/record';
import { type CsvRow, CsvSplitter } from './csv-splitter';
import { decodingOf, isUtf8 } from './decoding';
import limits from './limits.json';
import mends from './unreadable.json';

/** So many bytes from the beginning of a file are wanted by `openReader`, or all of a shorter one. */
export const SAMPLE_BYTES = limits.sampleBytes;

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';'];
const SIGNATURES: readonly (readonly [readonly number[], keyof typeof mends])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'file.zip'],
  [[0x50, 0x4b, 0x05, 0x06], 'file.zip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'file.old-excel'],
  [[0x25, 0x50, 0x44, 0x46], 'file.pdf'],
  [[0x1f, 0x8b], 'file.gzip'],
];
const BOMS: readonly (readonly [readonly number[], FileEncoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Unreadable and control characters: more than a few, and more than this share, and it is no text in that encoding. */
const NOISE = { few: 3, share: 0.01 };

interface Guess {
  readonly encoding: FileEncoding;
  readonly bom: boolean;
  readonly text: string;
}

/** Finds out how a file is to be read. `family`: a person said which kind it is. */
export function openReader(sample: Uint8Array, family?: Family): ReadingPlan | Unreadable {
  if (sample.length === 0) return unreadable('file.empty');
  const signature = SIGNATURES.find(([bytes]) => startsWith(sample, bytes));
  if (signature) return unreadable(signature[1]);
  const guesses = guessesFor(sample).filter(isText);
  if (guesses.length === 0) return unreadable('file.binary');
  for (const guess of guesses) {
    const plan = planFor(guess, family);
    if (plan.readable) return plan;
  }
  return planFor(guesses[0] as Guess, family);
}

function unreadable(code: keyof typeof mends): Unreadable {
  return { readable: false, code, mend: mends[code] };
}

const startsWith = (sample: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => sample[at] === byte);

/** UTF-8 is tried first: CP932 would take most of it for characters of its own. */
function guessesFor(sample: Uint8Array): readonly Guess[] {
  const mark = BOMS.find(([bytes]) => startsWith(sample, bytes));
  const as = (encoding: FileEncoding): Guess => ({
    encoding,
    bom: mark !== undefined,
    text: decodingOf(encoding).push(sample),
  });
  if (mark) return [as(mark[1])];
  return isUtf8(sample) ? [as('utf-8')] : [as('cp932'), as('utf-8')];
}

function isText({ text }: Guess): boolean {
  const noise = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return noise <= Math.max(NOISE.few, text.length * NOISE.share);
}

function planFor(guess: Guess, family?: Family): ReadingPlan | Unreadable {
  const start = guess.text.trimStart();
  if (/^<(?:!doctype|html|\?xml)/i.test(start)) return unreadable('file.html');
  if (start.startsWith('{') || start.startsWith('[')) return jsonPlan(guess, start);
  return csvPlan(guess, family);
}

function jsonPlan({ encoding, bom }: Guess, start: string): ReadingPlan {
  const [first = '', ...others] = start.split('\n');
  const isLines = others.some((line) => line.trim() !== '') && isObject(first);
  return {
    readable: true,
    family: 'hsds_json',
    encoding,
    bom,
    form: isLines ? 'ndjson' : 'json',
    delimiter: null,
    headerRow: null,
    columns: [],
    unknownColumns: [],
    table: null,
  };
}

function isObject(line: string): boolean {
  try {
    return asObject(JSON.parse(line)) !== null;
  } catch {
    return false;
  }
}

function csvPlan({ encoding, bom, text }: Guess, family?: Family): ReadingPlan | Unreadable {
  const found = DELIMITERS.flatMap((delimiter) => headersBy(delimiter, text, family));
  const [first, ...others] = found;
  if (!first) return unreadable('header.not-found');
  const best = others.reduce((best, each) => (each.match.known > best.match.known ? each : best), first);
  const { columns, unknownColumns, table } = best.match;
  const { delimiter, row } = best;
  return {
    readable: true,
    family: best.match.family,
    encoding,
    bom,
    form: 'csv',
    delimiter,
    headerRow: row.line,
    columns,
    unknownColumns,
    table,
  };
}

interface FoundHeader {
  readonly delimiter: Delimiter;
  readonly row: CsvRow;
  readonly match: HeaderMatch;
}

function headersBy(delimiter: Delimiter, text: string, family?: Family): readonly FoundHeader[] {
  const found: FoundHeader[] = [];
  let seen = 0;
  for (const row of new CsvSplitter(delimiter).push(text, true)) {
    seen += 1;
    if (seen > HEADER_WITHIN) break;
    const match = row.broken === null ? matchHeader(row.cells, family) : null;
    if (match !== null) found.push({ delimiter, row, match });
  }
  return found;
}
