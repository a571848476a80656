import { type ProblemCode, problem, type Say } from './problems';
import type { PlannedColumn, RowProblem } from './record';
import { clean } from './text';
import words from './value-words.json';

/** One row under its columns: a field's text, and problems that name the column and value they are about. */
export class Cells {
  readonly problems: RowProblem[] = [];

  constructor(
    private readonly columns: readonly PlannedColumn[],
    private readonly places: ReadonlyMap<string, readonly number[]>,
    private readonly values: readonly string[],
  ) {}

  /** Where each field stands; worked out once for a file. */
  static places(columns: readonly PlannedColumn[]): ReadonlyMap<string, readonly number[]> {
    const places = new Map<string, number[]>();
    columns.forEach(({ field }, at) => {
      if (field !== null) places.set(field, [...(places.get(field) ?? []), at]);
    });
    return places;
  }

  /** As it stands; empty where the file has no such column. */
  text(field: string): string {
    const at = this.places.get(field)?.[0];
    return at === undefined ? '' : (this.values[at] ?? '');
  }

  /** On one line; null where nothing is said. */
  words(field: string): string | null {
    const text = clean(this.text(field));
    return text === '' ? null : text;
  }

  /** All columns of a field that say something, joined. */
  joined(field: string): string | null {
    const all = (this.places.get(field) ?? []).map((at) => clean(this.values[at] ?? ''));
    const texts = all.filter((text) => text !== '' && !words.notSaid.includes(text));
    return texts.length === 0 ? null : texts.join('\n');
  }

  fieldsBeginningWith(prefix: string): readonly string[] {
    return [...this.places.keys()].filter((field) => field.startsWith(prefix));
  }

  read<T>(field: string, reading: (text: string, say: Say) => T): T {
    return reading(this.text(field), this.about(field));
  }

  about(field: string): Say {
    return (code) => this.add(code, field);
  }

  add(code: ProblemCode, field: string): void {
    const at = this.places.get(field)?.[0];
    const column = at === undefined ? '' : (this.columns[at]?.name ?? '');
    this.problems.push(problem(code, column, at === undefined ? '' : (this.values[at] ?? '')));
  }

  /** What no field took, where something is said. */
  extras(): Readonly<Record<string, string>> {
    const extras: Record<string, string> = {};
    this.columns.forEach(({ name, field }, at) => {
      const value = this.values[at] ?? '';
      if (field === null && value.trim() !== '') extras[name] = value;
    });
    return extras;
  }

  says(word: string): boolean {
    return this.values.some((value) => clean(value) === word);
  }
}
