import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { describe, type Platform, PLATFORM } from '#libs/host';
import { systemActor } from '#libs/kernel';
import { AnchorHeadsCommand } from '../commands/anchor-heads.command';
import type { AuditAnchorsSettings } from '../domain/audit-anchors';

export const AUDIT_ANCHORS = Symbol('audit anchors');

/** Keeps the heads of all chains each minute: in the gateway's own database, and in a file where one is named. */
@Injectable()
export class AuditAnchorsTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private broken = 0;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(AnchorHeadsCommand) private readonly anchorHeads: AnchorHeadsCommand,
    @Inject(AUDIT_ANCHORS) private readonly settings: AuditAnchorsSettings,
  ) {}

  onModuleInit(): void {
    this.platform.metrics.gauge('tsunagi_audit_chains_broken', 'Chains that are not what they were.', () =>
      Promise.resolve(this.broken),
    );
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.pass());
    }, this.settings.everyS * 1_000);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    const { log, metrics, reads } = this.platform;
    try {
      let broken = 0;
      for (const tenant of await reads.tenants()) broken += await this.passFor(tenant);
      this.broken = broken;
    } catch (error) {
      metrics.background.inc({ part: 'audit-anchors' });
      log.warn({ part: 'audit-anchors', error: describe(error) }, 'background failure');
    }
  }

  private async passFor(tenant: string): Promise<number> {
    const ctx = { tenant, actor: systemActor('gateway', tenant), correlationId: randomUUID() };
    const { kept, broken } = await this.anchorHeads.execute(ctx);
    for (const chain of broken) this.platform.log.error({ ...chain, tenant }, 'the chain of the audit is broken');
    const { file } = this.settings;
    if (file !== undefined && kept.length > 0)
      await appendFile(file, kept.map(({ signed }) => `${signed}\n`).join(''), { mode: 0o600 });
    return broken.length;
  }
}
