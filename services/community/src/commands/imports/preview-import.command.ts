import { Injectable } from '@nestjs/common';
import type { Acted, ImportPreview, ImportPreviewRow, PreviewImportV1 } from '#libs/contracts';
import { AppError, type CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB } from '../../domain/imports/job';
import { compareRow } from '../../domain/imports/outcome';
import { PreviewGathering } from '../../domain/imports/preview';
import type { ImportedRecord, ReadingPlan } from '../../domain/imports/record';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { type Line, sortRows } from '../../domain/imports/sorting';
import { openReader, SAMPLE_BYTES } from '../../imports/reading/detect';
import { readRecords } from '../../imports/reading/reader';
import { ImportFileQuery } from '../../queries/imports/import-file.query';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { lockJob, lookByIndex, updateJob } from '../../storage/imports/import-jobs.store';
import { lockRegistered, recordsByKey } from '../../storage/imports/source-records.store';

/** Reads the beginning of a file: how it is understood, and what its first rows would become. */
@Injectable()
export class PreviewImportCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly file: ImportFileQuery,
  ) {}

  async execute({ importId, family }: PreviewImportV1, ctx: CallContext): Promise<Acted> {
    const plan = await this.planFor(importId, family, ctx);
    const sample = plan ? await this.sampleOf(importId, plan, ctx) : undefined;
    return this.unit.run(ctx, async (tx) => {
      const job = await lockJob(tx.db, importId, ctx.expectedVersion);
      const state = IMPORT_JOB.next(job.state, 'preview', ctx.actor);
      if (!plan || !sample) throw new Error('A file without bytes.');
      const preview = await previewed(tx, job, sample);
      const change = { state, plan, preview, touchedAt: tx.now };
      return { id: job.id, state, version: await updateJob(tx.db, job, change) };
    });
  }

  /** Undefined where there is no file: the state says why. 422 `import.unreadable`. */
  private async planFor(
    importId: string,
    family: PreviewImportV1['family'],
    ctx: CallContext,
  ): Promise<ReadingPlan | undefined> {
    for await (const chunk of this.file.chunks(importId, ctx)) {
      const plan = openReader(chunk.subarray(0, SAMPLE_BYTES), family);
      if (plan.readable) return plan;
      const field = { field: 'file', rule: plan.code, mend: plan.mend };
      throw new AppError('invalid', 'import.unreadable', 'The file cannot be read.', [field], 422);
    }
    return undefined;
  }

  /** As far as there is time for it: files of a municipality are read to their end. Keeps no more than it shows. */
  private async sampleOf(importId: string, plan: ReadingPlan, ctx: CallContext): Promise<Sample> {
    const gathering = new PreviewGathering(plan);
    const first: ImportedRecord[] = [];
    let looked = 0;
    for await (const record of readRecords(this.file.chunks(importId, ctx), plan)) {
      if (looked === IMPORT_SETTINGS.previewRecords) return { gathering, first, looked, lookedAtAll: false };
      gathering.add(record);
      if (first.length < IMPORT_SETTINGS.previewRows) first.push(record);
      looked += 1;
    }
    return { gathering, first, looked, lookedAtAll: true };
  }
}

interface Sample {
  readonly gathering: PreviewGathering;
  readonly first: readonly ImportedRecord[];
  readonly looked: number;
  readonly lookedAtAll: boolean;
}

async function previewed(
  { db }: Tx,
  { id, sourceId }: ImportJobEntity,
  { gathering, first, looked, lookedAtAll }: Sample,
): Promise<ImportPreview> {
  const { family, familyLabel, encoding, delimiter, headerRow, columns, unknownColumns, problems } =
    gathering.preview();
  await lookByIndex(db);
  const stored = await recordsByKey(
    db,
    sourceId,
    first.map(({ sourceKey }) => sourceKey),
  );
  // New resources have no id before they are there.
  const sorting = sortRows(first, new Map(stored.map((record) => [record.sourceKey, record])), id, () => '');
  const ids = sorting.compared.map(({ known }) => known.resourceId);
  const registered = new Map((await lockRegistered(db, ids)).map((row) => [row.id, row]));
  for (const { line, known } of sorting.compared) {
    const today = registered.get(known.resourceId);
    if (today) line.result = compareRow(line.record, known, today).result;
  }
  return {
    ...{ family, familyLabel, encoding, delimiter, headerRow, columns: [...columns] },
    unknownColumns: [...unknownColumns],
    rows: sorting.lines.map(rowOf),
    problems: problems.map((problem) => ({ ...problem, examples: [...problem.examples] })),
    ...{ looked, lookedAtAll },
  };
}

const rowOf = ({ record: { row, fields }, result, resourceId }: Line): ImportPreviewRow => ({
  ...{ row, result, resourceId: resourceId === '' ? null : resourceId },
  ...{ name: fields.name, type: fields.resourceType, address: fields.address },
});
