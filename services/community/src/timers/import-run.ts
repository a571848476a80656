import type { CallContext } from '#libs/kernel';
import type { ImportRowsCommand } from '../commands/imports/import-rows.command';
import type { MarkGoneCommand } from '../commands/imports/mark-gone.command';
import type { ProposeDuplicatesCommand } from '../commands/imports/propose-duplicates.command';
import type { UndoImportCommand } from '../commands/imports/undo-import.command';
import type { ImportsDue } from '../domain/imports/job';
import type { ImportedRecord } from '../domain/imports/record';
import { IMPORT_SETTINGS } from '../domain/imports/settings';
import { readRecords } from '../imports/reading/reader';
import { newTally } from '../imports/reading/tally';
import type { ImportFileQuery } from '../queries/imports/import-file.query';

/** What an import consists of. */
export interface ImportWork {
  readonly file: ImportFileQuery;
  readonly rows: ImportRowsCommand;
  readonly gone: MarkGoneCommand;
  readonly duplicates: ProposeDuplicatesCommand;
  readonly undo: UndoImportCommand;
}

interface Batch {
  readonly records: readonly ImportedRecord[];
  readonly bytesRead: number;
}

/** Where work is done: by whom, and whether it has to stop because the process ends. */
export interface Worker {
  readonly instance: string;
  readonly stopping: () => boolean;
}

/** Takes an import from its checkpoint to its end, or to where another process has taken it over. */
export async function runImport(job: ImportsDue, work: ImportWork, worker: Worker, ctx: CallContext): Promise<void> {
  if (job.phase === 'undo') return repeat(() => work.undo.execute(job.id, worker.instance, ctx), worker);
  if (job.phase === 'rows' && !(await runRows(job, work, worker, ctx))) return;
  if (job.phase !== 'duplicates') await repeat(() => work.gone.execute(job.id, worker.instance, ctx), worker);
  await repeat(() => work.duplicates.execute(job.id, worker.instance, ctx), worker);
}

/** False where the rows are not finished by us. The next batch is read while the database keeps the one before. */
async function runRows(
  { id: importId, plan, rowsRead }: ImportsDue,
  { file, rows }: ImportWork,
  { instance, stopping }: Worker,
  ctx: CallContext,
): Promise<boolean> {
  let after = rowsRead;
  let keeping: Promise<boolean> = Promise.resolve(true);
  for await (const { records, bytesRead } of batchesOf(file.chunks(importId, ctx), plan, rowsRead)) {
    if (!(await keeping) || stopping()) return false;
    keeping = rows.execute({ importId, after, records, bytesRead }, instance, ctx);
    // Looked at when the next batch is there; until then a failure is nobody's.
    keeping.catch(() => undefined);
    after += records.length;
  }
  return (await keeping) && rows.finish(importId, after, instance, ctx);
}

async function* batchesOf(
  chunks: AsyncIterable<Buffer>,
  plan: ImportsDue['plan'],
  skip: number,
): AsyncGenerator<Batch> {
  const tally = newTally();
  let records: ImportedRecord[] = [];
  let read = 0;
  for await (const record of readRecords(chunks, plan, tally)) {
    read += 1;
    if (read <= skip) continue;
    records.push(record);
    if (records.length < IMPORT_SETTINGS.batchRows) continue;
    yield { records, bytesRead: tally.bytes };
    records = [];
  }
  if (records.length > 0) yield { records, bytesRead: tally.bytes };
}

async function repeat(turn: () => Promise<boolean>, { stopping }: Worker): Promise<void> {
  while (!stopping() && (await turn()));
}
