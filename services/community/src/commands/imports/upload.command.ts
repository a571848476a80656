import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Acted,
  type AppendImportChunkV1,
  type BeginImportV1,
  IMPORT_CHUNK_BYTES,
  type ImportState,
  type ImportUploadAnswer,
} from '#libs/contracts';
import { AppError, type CallContext, conflict, invalid, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB, placeOf } from '../../domain/imports/job';
import { digestOf, insertChunk } from '../../storage/imports/import-chunks.store';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { insertJob, insertSource, lockJob, lockSource, updateJob } from '../../storage/imports/import-jobs.store';

/** A file arrives: announced, then chunk after chunk. */
@Injectable()
export class UploadImportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  begin(input: BeginImportV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, now, today }) => {
      if (input.fetchedOn > today) throw inFuture();
      const sourceId = input.sourceId ?? randomUUID();
      const { publisher, sourceUrl } = input;
      if (input.sourceId === null || input.sourceId === undefined) {
        await insertSource(db, { id: sourceId, publisher, url: sourceUrl ?? null });
      } else if (!(await lockSource(db, sourceId))) throw notFound('import-source');
      const id = randomUUID();
      await insertJob(db, {
        ...{ id, version: 1, sourceId, state: 'UPLOADING', fileName: input.fileName, publisher },
        ...{ sourceUrl: sourceUrl ?? null, licence: input.licence, attribution: input.attribution },
        ...{ fetchedOn: input.fetchedOn, dataAsOf: input.dataAsOf ?? null, touchedAt: now },
      });
      return { id, state: 'UPLOADING', version: 1 };
    });
  }

  append(input: AppendImportChunkV1, ctx: CallContext): Promise<ImportUploadAnswer> {
    const bytes = Buffer.from(input.bytes, 'base64');
    if (bytes.length > IMPORT_CHUNK_BYTES || (bytes.length < IMPORT_CHUNK_BYTES && !input.last)) throw wrongSize();
    const digest = createHash('sha256').update(bytes).digest('hex');
    return this.unit.run(ctx, async ({ db, now }) => {
      const job = await lockJob(db, input.importId);
      if (placeOf(input.index, bytes.length, job) === 'known') {
        const known = await digestOf(db, job.id, input.index);
        if (known !== null && known !== digest) throw conflict('import.chunk-differs', 'Other bytes are there.');
        if (known === null) IMPORT_JOB.next(job.state, 'complete', ctx.actor);
        return answerOf(job);
      }
      const whole = IMPORT_JOB.next(job.state, 'complete', ctx.actor);
      await insertChunk(db, { importId: job.id, index: input.index, digest, bytes });
      const change = { chunks: job.chunks + 1, bytes: job.bytes + bytes.length, ...(input.last && { state: whole }) };
      await updateJob(db, job, { ...change, touchedAt: now });
      return answerOf({ ...job, ...change });
    });
  }
}

const answerOf = ({ id, state, chunks }: Pick<ImportJobEntity, 'id' | 'state' | 'chunks'>): ImportUploadAnswer => ({
  importId: id,
  state: state as ImportState,
  nextIndex: chunks,
  nextOffset: chunks * IMPORT_CHUNK_BYTES,
});

const inFuture = (): AppError =>
  new AppError(
    'invalid',
    'import.fetched-in-future',
    'fetchedOn lies in the future.',
    [{ field: 'fetchedOn', rule: 'notFuture', mend: '今日までの日付を入力してください' }],
    422,
  );

const wrongSize = (): AppError =>
  invalid('import.chunk-size', `A chunk has ${IMPORT_CHUNK_BYTES} bytes; only the last one may have fewer.`, [
    { field: 'bytes', rule: 'chunkSize', mend: `最後の断片のほかは ${IMPORT_CHUNK_BYTES} バイトにしてください` },
  ]);
