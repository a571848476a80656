import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AppendImportChunkV1,
  BeginImportV1,
  DiscardImportV1,
  type ImportAnswer,
  type ImportLeftsAnswer,
  type ImportRowsAnswer,
  type ImportsAnswer,
  type ImportUploadAnswer,
  ListImportLeftsV1,
  ListImportRowsV1,
  ListImportsV1,
  PreviewImportV1,
  ReadImportV1,
  StartImportV1,
  UndoImportV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ImportStepsCommand } from '../commands/imports/import-steps.command';
import { PreviewImportCommand } from '../commands/imports/preview-import.command';
import { UploadImportCommand } from '../commands/imports/upload.command';
import { ImportsQuery } from '../queries/imports/imports.query';

/** Files of open data: how they arrive, are looked at, imported and taken back. */
@Controller()
export class ImportRequests {
  constructor(
    private readonly upload: UploadImportCommand,
    private readonly previewFile: PreviewImportCommand,
    private readonly steps: ImportStepsCommand,
    private readonly imports: ImportsQuery,
  ) {}

  @Answers(BeginImportV1)
  begin(@Payload() input: BeginImportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.upload.begin(input, ctx);
  }

  @Answers(AppendImportChunkV1)
  append(@Payload() input: AppendImportChunkV1, @Ctx() ctx: CallContext): Promise<ImportUploadAnswer> {
    return this.upload.append(input, ctx);
  }

  @Answers(PreviewImportV1)
  preview(@Payload() input: PreviewImportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.previewFile.execute(input, ctx);
  }

  @Answers(StartImportV1)
  start(@Payload() input: StartImportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.steps.start(input.importId, ctx);
  }

  @Answers(DiscardImportV1)
  discard(@Payload() input: DiscardImportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.steps.discard(input.importId, ctx);
  }

  @Answers(UndoImportV1)
  undo(@Payload() input: UndoImportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.steps.undo(input.importId, ctx);
  }

  @Answers(ReadImportV1)
  read(@Payload() input: ReadImportV1, @Ctx() ctx: CallContext): Promise<ImportAnswer> {
    return this.imports.one(input, ctx);
  }

  @Answers(ListImportsV1)
  list(@Payload() input: ListImportsV1, @Ctx() ctx: CallContext): Promise<ImportsAnswer> {
    return this.imports.list(input, ctx);
  }

  @Answers(ListImportRowsV1)
  rows(@Payload() input: ListImportRowsV1, @Ctx() ctx: CallContext): Promise<ImportRowsAnswer> {
    return this.imports.rows(input, ctx);
  }

  @Answers(ListImportLeftsV1)
  lefts(@Payload() input: ListImportLeftsV1, @Ctx() ctx: CallContext): Promise<ImportLeftsAnswer> {
    return this.imports.lefts(input, ctx);
  }
}
