import type { Result } from './job';
import { type Known, problemOf, type Sorted, sortRow } from './outcome';
import type { ImportedRecord, RowProblem } from './record';

/** One row of a batch and what became of it. */
export interface Line {
  readonly record: ImportedRecord;
  result: Result;
  resourceId: string | null;
  /** What an import found, beside what the reader found. */
  readonly notes: RowProblem[];
}

interface Stored extends Known {
  readonly goneOn: string | null;
}

/** A batch, sorted by what has to be done with each row. `S`: records as they are stored. */
export interface Sorting<S> {
  readonly lines: Line[];
  readonly fresh: Line[];
  /** Known and not to be compared: they were met. */
  readonly met: Line[];
  /** Of them those that had been gone. */
  readonly returned: S[];
  readonly compared: { readonly line: Line; readonly known: S }[];
  readonly populations: Line[];
  /** Organisations that stand alone. */
  readonly organizations: Line[];
}

/** Sorts the next rows of a file. A key that comes again is measured by its first row, also within the batch. */
export function sortRows<S extends Stored>(
  records: readonly ImportedRecord[],
  stored: ReadonlyMap<string, S>,
  importId: string,
  newId: () => string,
): Sorting<S> {
  const sorting: Sorting<S> = {
    lines: [],
    fresh: [],
    met: [],
    returned: [],
    compared: [],
    populations: [],
    organizations: [],
  };
  const known = new Map<string, Known>(stored);
  for (const record of records) {
    const had = known.get(record.sourceKey);
    const line: Line = { record, result: 'quarantined', resourceId: had?.resourceId ?? null, notes: [] };
    sorting.lines.push(line);
    const isPlace = place(line, had, sorting, { stored, importId, newId });
    if (!isPlace || line.resourceId === null) continue;
    const fields = had?.fields ?? {};
    known.set(record.sourceKey, { resourceId: line.resourceId, importId, rowHash: record.rowHash, fields });
  }
  return sorting;
}

interface Around<S> {
  readonly stored: ReadonlyMap<string, S>;
  readonly importId: string;
  readonly newId: () => string;
}

/** Puts a line where it belongs; false where its key is still free for a later row. */
function place<S extends Stored>(line: Line, had: Known | undefined, sorting: Sorting<S>, around: Around<S>): boolean {
  const { record } = line;
  const sorted = sortRow(record, had, around.importId);
  const earlier = had?.importId === around.importId ? undefined : around.stored.get(record.sourceKey);
  if (earlier && sorted.kind === 'compare') sorting.compared.push({ line, known: earlier });
  else if (earlier) meet(line, earlier, sorting);
  return PLACES[sorted.kind](line, sorted, sorting, around);
}

function meet<S extends Stored>(line: Line, earlier: S, { met, returned }: Sorting<S>): void {
  met.push(line);
  if (earlier.goneOn !== null) returned.push(earlier);
}

type Place = (line: Line, sorted: Sorted, sorting: Sorting<unknown>, around: Pick<Around<unknown>, 'newId'>) => boolean;

const PLACES: Readonly<Record<Sorted['kind'], Place>> = {
  quarantine: ({ notes }, sorted) => {
    if (sorted.kind === 'quarantine' && sorted.problem) notes.push(sorted.problem);
    return false;
  },
  population: (line, _, { populations }) => {
    populations.push(line);
    return false;
  },
  organization: (line, _, { organizations }) => {
    organizations.push(line);
    return false;
  },
  repeated: (line) => {
    const { problems, sourceKey } = line.record;
    const isSaid = problems.some(({ code }) => code === 'row.repeated');
    if (!isSaid) line.notes.push(problemOf('row.repeated', sourceKey, 'note'));
    line.result = 'unchanged';
    return true;
  },
  same: (line) => {
    line.result = 'unchanged';
    return true;
  },
  new: (line, _, { fresh }, { newId }) => {
    Object.assign(line, { result: 'created', resourceId: newId() });
    fresh.push(line);
    return true;
  },
  compare: () => true,
};
