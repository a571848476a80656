import type { ProblemCode } from '../../domain/imports/problems';

/** Longest cell, in characters (UTF-16 units). Also what is kept of a line that cannot be read. */
export const CELL_LIMIT = 32_768;
/** Longest row, all its lines together. */
const ROW_LIMIT = 1_048_576;

export interface CsvRow {
  /** 1-based line of the file in which it begins. */
  readonly line: number;
  /** Lines that it takes. */
  readonly lines: number;
  readonly cells: readonly string[];
  /** Null = well formed. Otherwise `cells` holds the one line as it stands. */
  readonly broken: ProblemCode | null;
}

interface Scanned {
  readonly cells: readonly string[];
  readonly end: number;
}

/** `more` = the text so far does not decide; it never depends on where the chunks were cut. */
type Scan = Scanned | ProblemCode | 'more';

/** The next place of one character, searched for once. */
class Mark {
  private found = -2;

  constructor(private readonly character: string) {}

  reset(): void {
    this.found = -2;
  }

  from(text: string, at: number): number {
    if (this.found !== -1 && this.found < at) this.found = text.indexOf(this.character, at);
    return this.found;
  }
}

/**
 * Splits text into rows. A row whose quotes do not agree costs exactly one line: that line is given as broken and
 * reading goes on with the next, so that an unclosed quote cannot swallow the rest of a file.
 */
export class CsvSplitter {
  /** Columns of the header. A row over several lines with another count is an unclosed quote. */
  expected: number | null = null;
  private text = '';
  private at = 0;
  private line = 1;
  private skipping = false;
  private readonly quote = new Mark('"');
  private readonly lineFeed = new Mark('\n');
  private readonly carriageReturn = new Mark('\r');

  constructor(private readonly delimiter: string) {}

  /** Rows that end in the text so far; `final` = nothing follows. */
  *push(text: string, final: boolean): Generator<CsvRow> {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    for (const mark of [this.quote, this.lineFeed, this.carriageReturn]) mark.reset();
    for (let row = this.next(final); row !== null; row = this.next(final)) {
      if (row !== 'skipped') yield row;
    }
  }

  private next(final: boolean): CsvRow | 'skipped' | null {
    if (this.at >= this.text.length) return null;
    if (this.skipping) return this.skip(final);
    const scanned = this.scan(final);
    if (scanned === 'more') return this.overflow();
    if (typeof scanned === 'string') return this.broken(scanned, final);
    return this.whole(scanned, final);
  }

  private scan(final: boolean): Scan {
    const end = this.lineEnd(this.at);
    const quote = this.quote.from(this.text, this.at);
    const isPlain = quote === -1 || (end !== -1 && quote > end);
    if (!isPlain) return this.scanQuoted(final);
    if (end === -1 && !final) return 'more';
    const text = this.text.slice(this.at, end === -1 ? undefined : end);
    if (text.length > ROW_LIMIT) return 'row.too-long';
    const cells = text.split(this.delimiter);
    if (text.length > CELL_LIMIT && cells.some((cell) => cell.length > CELL_LIMIT)) return 'cell.too-long';
    return { cells, end: this.at + text.length };
  }

  private scanQuoted(final: boolean): Scan {
    const cells: string[] = [];
    let at = this.at;
    for (;;) {
      const cell = this.text[at] === '"' ? this.quotedCell(at, final) : this.plainCell(at, final);
      if (typeof cell === 'string') return cell;
      cells.push(cell.value);
      if (cell.end - this.at > ROW_LIMIT) return 'row.too-long';
      if (this.text[cell.end] !== this.delimiter) return { cells, end: cell.end };
      at = cell.end + 1;
    }
  }

  private quotedCell(start: number, final: boolean): { value: string; end: number } | ProblemCode | 'more' {
    let at = start + 1;
    for (;;) {
      const quote = this.text.indexOf('"', at);
      const reached = quote === -1 ? this.text.length : quote;
      if (reached - start > CELL_LIMIT) return 'cell.too-long';
      if (quote === -1) return final ? 'row.broken-quote' : 'more';
      if (quote + 1 === this.text.length && !final) return 'more';
      if (this.text[quote + 1] !== '"') return this.closedAt(quote, start);
      at = quote + 2;
    }
  }

  /** After a closing quote the cell must end. */
  private closedAt(quote: number, start: number): { value: string; end: number } | ProblemCode {
    const follows = this.text[quote + 1];
    if (follows !== undefined && !this.ends(follows)) return 'row.broken-quote';
    return { value: this.text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }

  private plainCell(start: number, final: boolean): { value: string; end: number } | ProblemCode | 'more' {
    let end = start;
    while (end < this.text.length && !this.ends(this.text[end])) end += 1;
    if (end - start > CELL_LIMIT) return 'cell.too-long';
    if (end === this.text.length && !final) return 'more';
    return { value: this.text.slice(start, end), end };
  }

  private ends(character: string | undefined): boolean {
    return character === this.delimiter || character === '\n' || character === '\r';
  }

  private whole({ cells, end }: Scanned, final: boolean): CsvRow | null {
    const next = this.afterBreak(end, final);
    if (next === null) return null;
    const lines = countLines(this.text, this.at, end) + 1;
    if (lines > 1 && this.expected !== null && !fits(cells, this.expected)) {
      return this.broken('row.broken-quote', final);
    }
    return this.given(cells, null, lines, next);
  }

  /** The one line that cannot be read; cut where it is too long to keep. */
  private broken(code: ProblemCode, final: boolean): CsvRow | null {
    const end = this.lineEnd(this.at);
    if (end === -1 && !final) return this.overflow();
    const stop = end === -1 ? this.text.length : end;
    const next = this.afterBreak(stop, final);
    if (next === null) return null;
    const why = stop - this.at > ROW_LIMIT ? 'row.too-long' : code;
    return this.given([this.text.slice(this.at, Math.min(stop, this.at + CELL_LIMIT))], why, 1, next);
  }

  /** A line without end must not fill the memory: its beginning is given, the rest is passed over. */
  private overflow(): CsvRow | null {
    const end = this.lineEnd(this.at);
    const length = (end === -1 ? this.text.length : end) - this.at;
    if (end !== -1 || length <= ROW_LIMIT) return null;
    this.skipping = true;
    const row = { line: this.line, lines: 1, cells: [this.text.slice(this.at, this.at + CELL_LIMIT)] };
    this.at = this.text.length;
    return { ...row, broken: 'row.too-long' };
  }

  private skip(final: boolean): 'skipped' | null {
    const end = this.lineEnd(this.at);
    const next = this.afterBreak(end === -1 ? this.text.length : end, final);
    if (end === -1) this.at = this.text.length;
    if (end === -1 || next === null) return null;
    this.skipping = false;
    this.line += 1;
    this.at = next;
    return 'skipped';
  }

  private given(cells: readonly string[], broken: ProblemCode | null, lines: number, next: number): CsvRow {
    const row = { line: this.line, lines, cells, broken };
    this.line += lines;
    this.at = next;
    return row;
  }

  private lineEnd(at: number): number {
    const [feed, carriage] = [this.lineFeed.from(this.text, at), this.carriageReturn.from(this.text, at)];
    return feed === -1 || (carriage !== -1 && carriage < feed) ? carriage : feed;
  }

  /** Where the next line begins; null while a carriage return may still be followed by its line feed. */
  private afterBreak(end: number, final: boolean): number | null {
    if (this.text[end] !== '\r') return Math.min(end + 1, this.text.length);
    if (end + 1 === this.text.length && !final) return null;
    return this.text[end + 1] === '\n' ? end + 2 : end + 1;
  }
}

/** Cells beyond the header count only if something stands in them. */
const fits = (cells: readonly string[], expected: number): boolean =>
  cells.length === expected || (cells.length > expected && cells.slice(expected).every((cell) => cell === ''));

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) count += 1;
  }
  return count;
}
