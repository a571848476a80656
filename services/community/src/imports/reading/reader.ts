import { isQuarantined } from '../../domain/imports/problems';
import type { ImportedRecord, ReadingPlan } from '../../domain/imports/record';
import { invalid } from '#libs/kernel';
import { CsvRecords } from './csv-records';
import { type CsvRow, CsvSplitter } from './csv-splitter';
import { type Decoding, decodingOf } from './decoding';
import { JsonRecords } from './json-records';
import { JsonSplitter, LineSplitter } from './json-splitter';
import limits from './limits.json';
import { newTally, type ReadingTally } from './tally';

/**
 * Reads a file piece by piece as `plan` says. The same bytes give the same records, wherever they are cut. Nothing is
 * dropped: `tally` accounts for every line. Memory does not grow with the file but for the keys of its rows.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  plan: ReadingPlan,
  tally: ReadingTally = newTally(),
): AsyncGenerator<ImportedRecord> {
  const reading = plan.form === 'csv' ? new CsvReading(plan, tally) : new JsonReading(plan, tally);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += limits.stepBytes) {
      yield* reading.push(chunk.subarray(at, at + limits.stepBytes));
    }
  }
  yield* reading.end();
}

abstract class Reading {
  private readonly decoding: Decoding;

  constructor(
    protected readonly plan: ReadingPlan,
    protected readonly tally: ReadingTally,
  ) {
    this.decoding = decodingOf(plan.encoding);
  }

  *push(chunk: Uint8Array): Generator<ImportedRecord> {
    this.tally.bytes += chunk.length;
    yield* this.split(storable(this.decoding.push(chunk)), false);
  }

  *end(): Generator<ImportedRecord> {
    yield* this.split(storable(this.decoding.end()), true);
  }

  protected abstract split(text: string, final: boolean): Generator<ImportedRecord>;

  protected counted(record: ImportedRecord): ImportedRecord {
    this.tally.records += 1;
    if (this.tally.records > limits.rows) throw tooManyRows();
    if (isQuarantined(record.problems)) this.tally.quarantined += 1;
    else if (record.problems.length > 0) this.tally.noted += 1;
    return record;
  }
}

/** The null character cannot be stored, and no list means it. */
const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);

function tooManyRows(): Error {
  const mend = `一度に取り込めるのは ${limits.rows.toLocaleString('ja')} 件までです。ファイルを分けてください`;
  return invalid('import.too-many-rows', 'The file has too many rows.', [{ field: 'file', rule: 'rows', mend }]);
}

class CsvReading extends Reading {
  private readonly splitter: CsvSplitter;
  private readonly records: CsvRecords;

  constructor(plan: ReadingPlan, tally: ReadingTally) {
    super(plan, tally);
    this.splitter = new CsvSplitter(plan.delimiter ?? ',');
    this.records = new CsvRecords(plan);
  }

  protected *split(text: string, final: boolean): Generator<ImportedRecord> {
    for (const row of this.splitter.push(text, final)) {
      const header = this.plan.headerRow ?? 0;
      if (row.line < header) this.tally.preambleLines += row.lines;
      else if (row.line === header) this.header(row);
      else if (isBlank(row)) this.tally.blankLines += row.lines;
      else {
        this.tally.recordLines += row.lines;
        yield this.counted(this.records.recordOf(row));
      }
    }
  }

  private header(row: CsvRow): void {
    this.tally.headerLines = row.lines;
    this.splitter.expected = this.plan.columns.length;
  }
}

const isBlank = ({ broken, cells }: CsvRow): boolean => broken === null && cells.every((cell) => cell.trim() === '');

class JsonReading extends Reading {
  private readonly splitter = this.plan.form === 'ndjson' ? new LineSplitter() : new JsonSplitter();
  private readonly records = new JsonRecords();

  protected *split(text: string, final: boolean): Generator<ImportedRecord> {
    for (const given of this.splitter.push(text, final)) {
      if (given.broken === null && given.text === '') this.tally.blankLines += given.lines;
      else {
        this.tally.recordLines += given.lines;
        for (const record of this.records.recordsOf(given)) yield this.counted(record);
      }
    }
  }
}
