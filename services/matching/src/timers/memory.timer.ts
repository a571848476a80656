import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { describe, onNudge, type Platform, PLATFORM } from '#libs/host';
import { TableFollower } from '#libs/messaging';
import { KnownPlaces } from '../domain/known-places';
import { FOLLOWED_LEDGERS, FOLLOWED_MENUS } from '../queries/followed.queries';

/**
 * Keeps the memory of this replica, menus and places for ranking, in step with the tables.
 * The service listens only when all of it is there.
 */
@Injectable()
export class MemoryTimer implements OnModuleInit, OnModuleDestroy {
  private readonly follower: TableFollower;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    known: KnownPlaces,
  ) {
    const followed = [
      {
        ...FOLLOWED_MENUS.from,
        apply: (tenant: string, rows: readonly unknown[]) => known.learnMenus(tenant, rows.map(FOLLOWED_MENUS.read)),
      },
      {
        ...FOLLOWED_LEDGERS.from,
        apply: (tenant: string, rows: readonly unknown[]) =>
          known.learnLedgers(tenant, rows.map(FOLLOWED_LEDGERS.read)),
      },
    ];
    this.follower = new TableFollower(platform.source, followed, (error) => this.note(error));
  }

  async onModuleInit(): Promise<void> {
    await this.follower.start();
    onNudge(this.platform, () => this.follower.nudge());
  }

  async onModuleDestroy(): Promise<void> {
    await this.follower.stop();
  }

  private note(error: unknown): void {
    this.platform.metrics.background.inc({ part: 'memory' });
    this.platform.log.warn({ part: 'memory', error: describe(error) }, 'background failure');
  }
}
