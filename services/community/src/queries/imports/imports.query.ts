import { Injectable } from '@nestjs/common';
import {
  type ImportAnswer,
  type ImportLeftAnswer,
  type ImportLeftsAnswer,
  type ImportPreview,
  type ImportRowAnswer,
  type ImportRowsAnswer,
  type ImportsAnswer,
  type ImportState,
  IMPORT_CHUNK_BYTES,
  type ListImportLeftsV1,
  type ListImportRowsV1,
  type ListImportsV1,
  type ReadImportV1,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope, type Scope } from '#libs/persistence';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { cutPage, pageOf } from '../page';

type JobRow = ImportJobEntity & { readonly seq: string };

const JOB = `seq, id, version, source_id AS "sourceId", state, phase, file_name AS "fileName", publisher,
  source_url AS "sourceUrl", licence, attribution, fetched_on::text AS "fetchedOn", data_as_of::text AS "dataAsOf",
  bytes, chunks, bytes_read AS "bytesRead", rows_read AS "rowsRead", created, updated, unchanged, quarantined, gone,
  reviews, duplicates, undone, left_alone AS "leftAlone", started_at AS "startedAt", rows_done_at AS "rowsDoneAt",
  finished_at AS "finishedAt", failure`;

@Injectable()
export class ImportsQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ importId }: ReadImportV1, ctx: CallContext): Promise<ImportAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const [row] = await db.query<readonly JobRow[]>(`SELECT ${JOB}, preview FROM import_jobs WHERE id = $1`, [
        importId,
      ]);
      if (!row) throw notFound('import');
      return answerOf(row, now);
    });
  }

  list(input: ListImportsV1, ctx: CallContext): Promise<ImportsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows: readonly JobRow[] = await db.query(
        `SELECT ${JOB} FROM import_jobs
         WHERE seq > $1::bigint AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR source_id = $3)
         ORDER BY seq LIMIT $4`,
        [after, input.state ?? null, input.sourceId ?? null, take],
      );
      return cutPage(rows, take, (row) => answerOf(row, now));
    });
  }

  rows(input: ListImportRowsV1, ctx: CallContext): Promise<ImportRowsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async (scope) => {
      await refuseUnknown(scope, input.importId);
      const rows = await scope.db.query<readonly (ImportRowAnswer & { readonly seq: string })[]>(
        `SELECT ordinal::text AS seq, row, result, resource_id AS "resourceId", name, problems FROM import_rows
         WHERE import_id = $1 AND ordinal > $2::bigint AND ($3::text IS NULL OR result = $3) ORDER BY ordinal LIMIT $4`,
        [input.importId, after, input.result ?? null, take],
      );
      return cutPage(rows, take, ({ seq: _seq, ...row }) => row);
    });
  }

  lefts(input: ListImportLeftsV1, ctx: CallContext): Promise<ImportLeftsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async (scope) => {
      await refuseUnknown(scope, input.importId);
      const rows = await scope.db.query<readonly (ImportLeftAnswer & { readonly seq: string })[]>(
        `SELECT seq, resource_id AS "resourceId", area_id AS "areaId", field, reason FROM import_lefts
         WHERE import_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT $3`,
        [input.importId, after, take],
      );
      return cutPage(rows, take, ({ seq: _seq, ...row }) => row);
    });
  }
}

async function refuseUnknown({ db }: Scope, importId: string): Promise<void> {
  const rows = await db.query<readonly unknown[]>('SELECT 1 FROM import_jobs WHERE id = $1', [importId]);
  if (rows.length === 0) throw notFound('import');
}

function answerOf(row: JobRow, now: Date): ImportAnswer {
  const { seq: _seq, id, state, chunks, rowsRead, created, updated, unchanged, quarantined, ...rest } = row;
  const { leftAlone, startedAt, rowsDoneAt, finishedAt, preview, ...plain } = rest;
  return {
    ...plain,
    ...{ importId: id, state: state as ImportState, phase: phaseOf(row) },
    ...{ nextIndex: chunks, nextOffset: chunks * IMPORT_CHUNK_BYTES },
    counts: { rows: rowsRead, created, updated, unchanged, quarantined },
    left: leftAlone,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    rowsPerSecond: startedAt && perSecond(rowsRead, startedAt, rowsDoneAt ?? finishedAt ?? now),
    preview: (preview as ImportPreview | null | undefined) ?? null,
  };
}

const phaseOf = ({ state, phase }: JobRow): ImportAnswer['phase'] =>
  state === 'RUNNING' && phase !== 'undo' ? phase : null;

const perSecond = (rows: number, from: Date, to: Date): number =>
  Math.round((rows * 1_000) / Math.max(1, to.getTime() - from.getTime()));
