import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { failing, onNudge, type Platform, PLATFORM } from '#libs/host';
import { TableFollower } from '#libs/messaging';
import { FollowedQueries } from '../queries/followed.queries';

/**
 * Keeps the memory of this replica, menus, places and settings for ranking, in step with the tables.
 * The service listens, and is ready, only when all of it is there.
 */
@Injectable()
export class MemoryTimer implements OnModuleInit, OnModuleDestroy {
  private readonly follower: TableFollower;
  private full = false;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    followed: FollowedQueries,
  ) {
    this.follower = new TableFollower(platform.source, followed.tables, {
      onError: failing(platform, 'memory'),
      onSeen: (tenant, snapshot) => followed.seen(tenant, snapshot),
    });
    platform.readiness.add('memory', () => this.full);
  }

  async onModuleInit(): Promise<void> {
    await this.follower.start();
    this.full = true;
    onNudge(this.platform, () => this.follower.nudge());
  }

  async onModuleDestroy(): Promise<void> {
    await this.follower.stop();
  }
}
