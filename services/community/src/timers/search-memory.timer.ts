import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { describe, onNudge, type Platform, PLATFORM } from '#libs/host';
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
      onError: (error) => this.note(error),
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

  private note(error: unknown): void {
    this.platform.metrics.background.inc({ part: 'search-memory' });
    this.platform.log.warn({ part: 'search-memory', error: describe(error) }, 'background failure');
  }
}
