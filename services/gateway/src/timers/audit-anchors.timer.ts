import { appendFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { type Anchored, AnchorHeadsCommand } from '../commands/anchor-heads.command';
import type { AuditAnchorsSettings } from '../domain/audit-anchors';

export const AUDIT_ANCHORS = Symbol('audit anchors');

/** Keeps the heads of all chains each minute: in the gateway's own database, and in a file where one is named. */
@Injectable()
export class AuditAnchorsTimer extends DueWorkTimer {
  constructor(
    @Inject(PLATFORM) platform: Platform,
    @Inject(AnchorHeadsCommand) anchorHeads: AnchorHeadsCommand,
    @Inject(AUDIT_ANCHORS) { everyS, file }: AuditAnchorsSettings,
  ) {
    const broken = new Map<string, number>();
    super(platform, {
      part: 'audit-anchors',
      everyMs: everyS * 1_000,
      due: (tenant) => Promise.resolve([tenant]),
      act: async (tenant, ctx) => {
        const anchored = await anchorHeads.execute(ctx);
        broken.set(tenant, anchored.broken.length);
        for (const chain of anchored.broken)
          platform.log.error({ ...chain, tenant }, 'the chain of the audit is broken');
        if (file !== undefined) await append(file, anchored.kept);
      },
    });
    platform.metrics.gauge('tsunagi_audit_chains_broken', 'Chains that are not what they were.', () =>
      Promise.resolve([...broken.values()].reduce((sum, count) => sum + count, 0)),
    );
  }
}

async function append(file: string, kept: Anchored['kept']): Promise<void> {
  if (kept.length > 0) await appendFile(file, kept.map(({ signed }) => `${signed}\n`).join(''), { mode: 0o600 });
}
