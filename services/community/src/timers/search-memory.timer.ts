import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { failing, onNudge, type Platform, PLATFORM } from '#libs/host';
import { TableFollower } from '#libs/messaging';
import { FollowedRegistryQuery } from '../queries/search/followed-registry.query';

/** Keeps the search of this replica in step with the tables. The service listens only when all of it is there. */
@Injectable()
export class SearchMemoryTimer implements OnModuleInit, OnModuleDestroy {
  private readonly follower: TableFollower;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    followed: FollowedRegistryQuery,
  ) {
    this.follower = new TableFollower(platform.source, followed.tables, {
      onError: failing(platform, 'search-memory'),
      onSeen: (tenant) => followed.seen(tenant),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.follower.start();
    onNudge(this.platform, () => this.follower.nudge());
  }

  async onModuleDestroy(): Promise<void> {
    await this.follower.stop();
  }
}
