import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { DisposeConcernWordsCommand } from '../commands/dispose-concern-words.command';
import { ConcernQueries } from '../queries/concern.queries';

/** Disposes of words of 気づき whose term is over. */
@Injectable()
export class ConcernWordsTimer extends DueWorkTimer {
  constructor(concerns: ConcernQueries, dispose: DisposeConcernWordsCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'concern-words-timer',
      due: (tenant) => concerns.wordsToDispose(tenant),
      act: (id, ctx) => dispose.execute(id, ctx),
    });
  }
}
