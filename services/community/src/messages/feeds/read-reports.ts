import { parse } from 'csv-parse/sync';
import { FedReport, type SubmitAvailabilityReportsV1 } from '#libs/contracts';
import { AppError, invalid } from '#libs/kernel';
import { parseInput } from '#libs/messaging';
import { csvReports, type CsvRecord } from '../../domain/feeds/csv-reports';
import settings from '../../domain/feeds/feed-settings.json';
import { type GivenReport, givenObject } from '../../domain/feeds/given-report';

/** A report as it was given, and what is wrong with it by itself. */
export interface ReadReport {
  readonly given: GivenReport;
  readonly report: FedReport | AppError;
}

export interface ReadReports {
  readonly reports: readonly ReadReport[];
  readonly ignoredColumns: readonly string[];
}

type Text = Pick<SubmitAvailabilityReportsV1, 'mediaType' | 'text'>;

/** Takes a text apart into reports. What cannot be taken apart is refused as a whole, what is one report by itself. */
export function readReports({ mediaType, text }: Text): ReadReports {
  const { reports, ignoredColumns } = READERS[mediaType]?.(text) ?? { reports: [], ignoredColumns: [] };
  const rows = reports.reduce((sum, { rows: own }) => sum + own.length, 0);
  if (rows === 0) throw refused('feed.empty', 'empty', '報告が 1 行もありません');
  if (rows > settings.maxRows) throw refused('feed.too-many-rows', 'max', `${settings.maxRows} 行ずつに分けてください`);
  return { reports: reports.map((given) => ({ given, report: checked(given) })), ignoredColumns };
}

interface Taken {
  readonly reports: readonly GivenReport[];
  readonly ignoredColumns: readonly string[];
}

const READERS: Readonly<Record<string, (text: string) => Taken>> = {
  'application/json': (text) => ({ reports: listed(text), ignoredColumns: [] }),
  'application/x-ndjson': (text) => ({ reports: lined(text), ignoredColumns: [] }),
  'text/csv': (text) => csvReports(recordsOf(text)),
};

function checked({ given }: GivenReport): FedReport | AppError {
  if (given === UNREADABLE) return notJson();
  try {
    return parseInput(FedReport, given);
  } catch (error) {
    if (error instanceof AppError) return error.code === 'body.not-an-object' ? notJson() : error;
    throw error;
  }
}

const UNREADABLE = Symbol('no JSON');
const notJson = (): AppError => invalid('feed.not-json', 'The row is no JSON object.');

function listed(text: string): readonly GivenReport[] {
  const given = valueOf(text);
  if (!Array.isArray(given)) throw refused('feed.not-a-list', 'list', '報告を [ ] に並べて送ってください');
  return given.map((one: unknown, index) => givenObject(index + 1, one));
}

function lined(text: string): readonly GivenReport[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), row: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, row }) => givenObject(row, valueOf(line)));
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return UNREADABLE;
  }
}

interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

function recordsOf(text: string): readonly CsvRecord[] {
  const options = { bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  try {
    // One sign per end of line: inside of quotes the parser counts two as two lines.
    const parsed = parse(text.replace(/\r\n?/g, '\n'), options) as unknown as readonly Parsed[];
    return parsed.map(({ info, record }) => ({ line: info.lines - newlinesIn(record), cells: record }));
  } catch {
    throw refused('feed.quote', 'quote', '閉じていない引用符 " があります。二つ並べるか閉じてください');
  }
}

const newlinesIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);

const refused = (code: string, rule: string, mend: string): AppError =>
  invalid(code, 'The batch cannot be read.', [{ field: 'text', rule, mend }]);
