import { AppError, conflict, Machine } from '#libs/kernel';
import table from '../import-job.machine.json';
import type { ReadingPlan } from './record';
import { IMPORT_SETTINGS } from './settings';

export const IMPORT_JOB = new Machine(table);

export const RESULTS = ['created', 'updated', 'unchanged', 'quarantined'] as const;
export type Result = (typeof RESULTS)[number];
export type Counts = Readonly<Record<Result, number>>;

/** Work of a job that was taken up, in this order. `undo` is all of an undo. */
export type Phase = 'rows' | 'gone' | 'duplicates' | 'undo';

/** What came of a batch, to be added to what came before. */
export const countsOf = (results: readonly Result[]): Counts => {
  const counts = { created: 0, updated: 0, unchanged: 0, quarantined: 0 };
  for (const result of results) counts[result] += 1;
  return counts;
};

/** Every row is in exactly one of the four; anything else is a fault of ours and stops the job. */
export function refuseUnaccounted({ rowsRead, ...counts }: Counts & { readonly rowsRead: number }): void {
  const sum = RESULTS.reduce((total, result) => total + counts[result], 0);
  if (sum !== rowsRead) throw new Error(`${rowsRead} rows were read and ${sum} are accounted for.`);
}

/** States of a file whose import has not begun. */
export const WAITING = ['UPLOADING', 'UPLOADED', 'PREVIEWED'] as const;

/** Last moment of what is thrown away now. */
export const abandonedBefore = (now: Date): Date => new Date(now.getTime() - IMPORT_SETTINGS.abandonedDays * DAY_MS);
const DAY_MS = 86_400_000;

export const isAbandoned = ({ state, touchedAt }: { readonly state: string; readonly touchedAt: Date }, now: Date) =>
  (WAITING as readonly string[]).includes(state) && touchedAt <= abandonedBefore(now);

interface Upload {
  readonly chunks: number;
  readonly bytes: number;
}

/** What to do with a chunk: take it, or look whether it is the one that is there. */
export function placeOf(index: number, size: number, { chunks, bytes }: Upload): 'next' | 'known' {
  if (index < chunks) return 'known';
  if (index > chunks) throw conflict('import.chunk-missing', `Chunk ${chunks} is expected next.`);
  if (bytes + size > IMPORT_SETTINGS.maxFileBytes) {
    const megabytes = IMPORT_SETTINGS.maxFileBytes / 1024 / 1024;
    const mend = `${megabytes} MiB までのファイルに分けて送ってください`;
    const field = { field: 'file', rule: 'maxFileBytes', mend };
    throw new AppError('invalid', 'import.too-large', 'The file is too large.', [field], 413);
  }
  return 'next';
}

/** Work that waits for a process. */
export interface ImportsDue {
  readonly id: string;
  readonly phase: Phase;
  readonly rowsRead: number;
  readonly plan: ReadingPlan;
  readonly attempts: number;
}
