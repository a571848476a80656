import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { describe, type Platform, PLATFORM } from '#libs/host';
import { systemActor } from '#libs/kernel';
import { ExpireConsentCommand } from '../commands/consents/expire-consent.command';
import { PermissionQueries } from '../queries/permission.queries';

const EVERY_MS = 10_000;

/**
 * Ends terms of consent that are over and so tells the other services. Permission itself never waits for
 * it. Several replicas may run it at once: whoever comes second finds nothing over.
 */
@Injectable()
export class ConsentExpiryTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly permissions: PermissionQueries,
    private readonly expire: ExpireConsentCommand,
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

  /** One turn over all municipalities. */
  async pass(): Promise<void> {
    try {
      for (const tenant of await this.permissions.tenants()) await this.passFor(tenant);
    } catch (error) {
      this.note(error);
    }
  }

  private async passFor(tenant: string): Promise<void> {
    for (const personRef of await this.permissions.dueToExpire(tenant)) {
      const ctx = { tenant, actor: systemActor('intake', tenant), correlationId: randomUUID() };
      await this.expire.execute({ personRef }, ctx).catch((error: unknown) => this.note(error));
    }
  }

  private note(error: unknown): void {
    this.platform.metrics.background.inc({ part: 'consent-expiry-timer' });
    this.platform.log.warn({ part: 'consent-expiry-timer', error: describe(error) }, 'background failure');
  }
}
