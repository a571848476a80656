import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { describe, type Platform, PLATFORM } from '#libs/host';
import { systemActor } from '#libs/kernel';
import { OpenFollowUpCommand } from '../commands/open-follow-up.command';
import { FollowUpQueries } from '../queries/follow-up.queries';

const EVERY_MS = 10_000;

/**
 * Opens follow-ups whose window has come. Several replicas may run it at once: the row lock and the state
 * decide. Nothing depends on its punctuality, lists and rules look at the day themselves.
 */
@Injectable()
export class FollowUpTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly followUps: FollowUpQueries,
    private readonly open: OpenFollowUpCommand,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.pass());
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      for (const tenant of await this.followUps.tenants()) await this.passFor(tenant);
    } catch (error) {
      this.note(error);
    }
  }

  private async passFor(tenant: string): Promise<void> {
    for (const id of await this.followUps.windowsThatCame(tenant)) {
      const ctx = { tenant, actor: systemActor('outreach', tenant), correlationId: randomUUID() };
      await this.open.execute(id, ctx).catch((error: unknown) => this.note(error));
    }
  }

  private note(error: unknown): void {
    this.platform.metrics.background.inc({ part: 'follow-up-timer' });
    this.platform.log.warn({ part: 'follow-up-timer', error: describe(error) }, 'background failure');
  }
}
