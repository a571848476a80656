import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { failing, onNudge, type Platform, PLATFORM } from '#libs/host';
import { type CallContext, systemActor } from '#libs/kernel';
import { ImportRowsCommand } from '../commands/imports/import-rows.command';
import { MarkGoneCommand } from '../commands/imports/mark-gone.command';
import { NoteImportFailureCommand } from '../commands/imports/note-import-failure.command';
import { ProposeDuplicatesCommand } from '../commands/imports/propose-duplicates.command';
import { UndoImportCommand } from '../commands/imports/undo-import.command';
import type { ImportsDue } from '../domain/imports/job';
import { DueImportsQuery } from '../queries/imports/due-imports.query';
import { ImportFileQuery } from '../queries/imports/import-file.query';
import { runImport } from './import-run';

const EVERY_MS = 2_000;

/**
 * Does the imports that were started, one after another. Whichever replica takes one up keeps it for as long as it is
 * heard of; where it dies another one goes on at the checkpoint. A nudge tells at once that something was started.
 */
@Injectable()
export class ImportsTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private readonly note: (error: unknown) => void;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly due: DueImportsQuery,
    readonly file: ImportFileQuery,
    readonly rows: ImportRowsCommand,
    readonly gone: MarkGoneCommand,
    readonly duplicates: ProposeDuplicatesCommand,
    readonly undo: UndoImportCommand,
    private readonly failures: NoteImportFailureCommand,
  ) {
    this.note = failing(platform, 'imports');
  }

  onModuleInit(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS);
    onNudge(this.platform, () => this.wake());
  }

  /** The batch under way is finished; the rest is for another process. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private wake(): void {
    this.again = true;
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        for (const tenant of await this.due.tenants()) await this.workFor(tenant);
      } catch (error) {
        this.note(error);
      }
    }
  }

  private async workFor(tenant: string): Promise<void> {
    const { instance, service } = this.platform.config;
    for (const job of await this.due.due(tenant, instance)) {
      if (this.stopped) return;
      const ctx = { tenant, actor: systemActor(service, tenant), correlationId: randomUUID() };
      await this.one(job, ctx);
    }
  }

  private async one(job: ImportsDue, ctx: CallContext): Promise<void> {
    const worker = { instance: this.platform.config.instance, stopping: () => this.stopped };
    try {
      await runImport(job, this, worker, ctx);
    } catch (error) {
      this.note(error);
      await this.failures.execute(job.id, error, ctx);
    }
  }
}
