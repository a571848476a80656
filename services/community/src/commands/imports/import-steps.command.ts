import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB, isAbandoned } from '../../domain/imports/job';
import { deleteChunks } from '../../storage/imports/import-chunks.store';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { jobsOfSource, lockJob, lockSource, updateJob } from '../../storage/imports/import-jobs.store';

/** What a coordinator does with an import beside the upload: start, discard, undo. The work itself is done in the background. */
@Injectable()
export class ImportStepsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Begins, or goes on where it failed. One import of a list at a time: each is the difference to the one before. */
  start(importId: string, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { db } = tx;
      const job = await lockJob(db, importId, ctx.expectedVersion);
      const state = IMPORT_JOB.next(job.state, 'start', ctx.actor);
      await lockSource(db, job.sourceId);
      const open = await jobsOfSource(db, job, ['RUNNING', 'UNDOING', 'FAILED']);
      if (open.length > 0) throw conflict('import.source-busy', 'Another import of the list is not finished.');
      const [previous] = await jobsOfSource(db, job, ['DONE']);
      const begun = { phase: 'rows' as const, startedAt: tx.now, previousId: previous?.id ?? null };
      const again = { failure: null, attempts: 0, finishedAt: null };
      tx.wakeReplicas();
      const version = await updateJob(db, job, { state, ...again, ...(job.startedAt === null && begun) });
      return { id: job.id, state, version };
    });
  }

  discard(importId: string, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const job = await lockJob(db, importId, ctx.expectedVersion);
      const state = IMPORT_JOB.next(job.state, 'discard', ctx.actor);
      await deleteChunks(db, job.id);
      return { id: job.id, state, version: await updateJob(db, job, { state }) };
    });
  }

  /** Nobody has gone on with it for long. Looks again: somebody may have meanwhile. */
  endAbandoned(importId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, now }) => {
      const job = await lockJob(db, importId);
      if (!isAbandoned(job, now)) return;
      const state = IMPORT_JOB.next(job.state, 'discard', ctx.actor);
      await deleteChunks(db, job.id);
      await updateJob(db, job, { state });
    });
  }

  undo(importId: string, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { db } = tx;
      const job = await lockJob(db, importId, ctx.expectedVersion);
      const state = IMPORT_JOB.next(job.state, 'undo', ctx.actor);
      await lockSource(db, job.sourceId);
      const others = await jobsOfSource(db, job, ['RUNNING', 'DONE', 'FAILED', 'UNDOING']);
      if (others.some((other) => isLater(other.startedAt, job))) {
        throw conflict('import.later-import', 'The list was imported again since.');
      }
      tx.wakeReplicas();
      const version = await updateJob(db, job, { state, phase: 'undo', afterKey: '', attempts: 0, finishedAt: null });
      return { id: job.id, state, version };
    });
  }
}

const isLater = (moment: Date | null, { startedAt }: ImportJobEntity): boolean =>
  moment !== null && startedAt !== null && moment > startedAt;
