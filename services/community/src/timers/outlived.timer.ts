import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { DeleteOutlivedCommand } from '../commands/feeds/delete-outlived.command';
import type { Outlived } from '../domain/feeds/outlived';
import { OutlivedQuery } from '../queries/feeds/outlived.query';

/** Deletes batches, moments of reports and told deliveries after their term, a few of each in every turn. */
@Injectable()
export class OutlivedTimer extends DueWorkTimer {
  constructor(outlived: OutlivedQuery, remove: DeleteOutlivedCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'outlived',
      due: (tenant) => outlived.due(tenant),
      act: (what, ctx) => remove.execute(what as Outlived, ctx),
    });
  }
}
