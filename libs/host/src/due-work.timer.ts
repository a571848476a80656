import { randomUUID } from 'node:crypto';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { type CallContext, systemActor } from '#libs/kernel';
import { failing } from './background-failure';
import type { Platform } from './platform';

const EVERY_MS = 10_000;

/** Work whose day comes by the domain clock: what is due, and what is then done with each. */
export interface DueWork {
  /** Names the timer in logs and metrics. */
  readonly part: string;
  /** What is due in a municipality now; no more than a turn can do. */
  due(tenant: string): Promise<readonly string[]>;
  act(id: string, ctx: CallContext): Promise<unknown>;
  /** Milliseconds from one turn to the next; ten seconds where it says nothing. */
  readonly everyMs?: number;
}

/**
 * Does due work over all municipalities again and again. Several replicas may run it at once: the row lock
 * and the state decide, whoever comes second finds nothing due. One failure keeps nothing else waiting.
 */
export abstract class DueWorkTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly note: (error: unknown) => void;

  protected constructor(
    private readonly platform: Platform,
    private readonly work: DueWork,
  ) {
    this.note = failing(platform, work.part);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.pass());
    }, this.work.everyMs ?? EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One turn over all municipalities. */
  async pass(): Promise<void> {
    try {
      for (const tenant of await this.platform.reads.tenants()) await this.passFor(tenant);
    } catch (error) {
      this.note(error);
    }
  }

  private async passFor(tenant: string): Promise<void> {
    for (const id of await this.work.due(tenant)) {
      const actor = systemActor(this.platform.config.service, tenant);
      const ctx = { tenant, actor, correlationId: randomUUID() };
      await this.work.act(id, ctx).catch(this.note);
    }
  }
}
