import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { ImportStepsCommand } from '../commands/imports/import-steps.command';
import { DueImportsQuery } from '../queries/imports/due-imports.query';

/** Throws files away that were sent and never imported. */
@Injectable()
export class AbandonedImportsTimer extends DueWorkTimer {
  constructor(imports: DueImportsQuery, steps: ImportStepsCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'abandoned-imports',
      due: (tenant) => imports.abandoned(tenant),
      act: (importId, ctx) => steps.endAbandoned(importId, ctx),
    });
  }
}
