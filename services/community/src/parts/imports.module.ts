import type { Part } from '#libs/host';
import { DecideReviewCommand } from '../commands/imports/decide-review.command';
import { ImportRowsCommand } from '../commands/imports/import-rows.command';
import { ImportStepsCommand } from '../commands/imports/import-steps.command';
import { MarkGoneCommand } from '../commands/imports/mark-gone.command';
import { MergeResourceCommand } from '../commands/imports/merge-resource.command';
import { NoteImportFailureCommand } from '../commands/imports/note-import-failure.command';
import { PreviewImportCommand } from '../commands/imports/preview-import.command';
import { ProposeDuplicatesCommand } from '../commands/imports/propose-duplicates.command';
import { UndoImportCommand } from '../commands/imports/undo-import.command';
import { UploadImportCommand } from '../commands/imports/upload.command';
import { ImportRequests } from '../messages/imports.requests';
import { ProvenanceRequests } from '../messages/provenance.requests';
import { DueImportsQuery } from '../queries/imports/due-imports.query';
import { DuplicatesQuery } from '../queries/imports/duplicates.query';
import { ImportFileQuery } from '../queries/imports/import-file.query';
import { ImportsQuery } from '../queries/imports/imports.query';
import { ProvenanceQuery } from '../queries/imports/provenance.query';
import { DuplicatePairEntity } from '../storage/imports/duplicate-pair.entity';
import { ImportJobEntity } from '../storage/imports/import-job.entity';
import { ImportReviewEntity } from '../storage/imports/import-review.entity';
import { CreateImports1760000000050 } from '../storage/migrations/1760000000050-create-imports';
import { AbandonedImportsTimer } from '../timers/abandoned-imports.timer';
import { ImportsTimer } from '../timers/imports.timer';

/** オープンデータの取込: files, what lists say of resources, and what people decide about it. */
export const IMPORTS: Part = {
  doors: [ImportRequests, ProvenanceRequests],
  providers: [
    UploadImportCommand,
    PreviewImportCommand,
    ImportStepsCommand,
    ImportRowsCommand,
    MarkGoneCommand,
    ProposeDuplicatesCommand,
    UndoImportCommand,
    NoteImportFailureCommand,
    DecideReviewCommand,
    MergeResourceCommand,
    ImportFileQuery,
    DueImportsQuery,
    ImportsQuery,
    ProvenanceQuery,
    DuplicatesQuery,
    ImportsTimer,
    AbandonedImportsTimer,
  ],
  tables: [ImportJobEntity, ImportReviewEntity, DuplicatePairEntity],
  migrations: [CreateImports1760000000050],
};
