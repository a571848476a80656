import { Injectable } from '@nestjs/common';
import { AppError, type CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB } from '../../domain/imports/job';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { lockJob, updateJob } from '../../storage/imports/import-jobs.store';

/** A batch failed. It is tried again; after some failures in a row the import stops and waits for a person. */
@Injectable()
export class NoteImportFailureCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(importId: string, error: unknown, ctx: CallContext): Promise<void> {
    // What is away, or too busy, comes back.
    if (error instanceof AppError && error.kind === 'unavailable') return;
    await this.unit.run(ctx, async ({ db, now }) => {
      const job = await lockJob(db, importId);
      const attempts = job.attempts + 1;
      // A refusal of ours says the same the next time.
      const hopeless = error instanceof AppError && error.kind === 'invalid';
      if (job.state !== 'RUNNING' || (attempts < IMPORT_SETTINGS.attempts && !hopeless)) {
        await updateJob(db, job, { attempts });
        return;
      }
      const state = IMPORT_JOB.next(job.state, 'fail', ctx.actor);
      const failure = error instanceof AppError ? error.code : 'internal';
      await updateJob(db, job, { state, failure, attempts, finishedAt: now });
    });
  }
}
