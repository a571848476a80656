import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { OpenFollowUpCommand } from '../commands/open-follow-up.command';
import { FollowUpQueries } from '../queries/follow-up.queries';

/** Opens follow-ups whose window has come. Lists and rules look at the day themselves. */
@Injectable()
export class FollowUpTimer extends DueWorkTimer {
  constructor(followUps: FollowUpQueries, open: OpenFollowUpCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'follow-up-timer',
      due: (tenant) => followUps.windowsThatCame(tenant),
      act: (id, ctx) => open.execute(id, ctx),
    });
  }
}
