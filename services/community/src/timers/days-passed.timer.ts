import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '#libs/host';
import { type CallContext, systemActor } from '#libs/kernel';
import { AgeAvailabilityCommand } from '../commands/age-availability.command';
import { MoveResourceCommand } from '../commands/move-resource.command';
import { DueQuery } from '../queries/due.query';

const EVERY_MS = 10_000;

/**
 * Lets reports age and resources fall due for confirmation. Several replicas may do it at once: the
 * commands lock the row and look again. One item that fails does not stop the others.
 */
@Injectable()
export class DaysPassedTimer implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly due: DueQuery,
    private readonly age: AgeAvailabilityCommand,
    private readonly move: MoveResourceCommand,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.run());
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round through all municipalities. Never throws. */
  async run(): Promise<void> {
    await this.guarded(async () => {
      for (const tenant of await this.due.tenants()) await this.runFor(tenant);
    });
  }

  private async runFor(tenant: string): Promise<void> {
    for (const menuId of await this.due.agingReports(tenant)) {
      await this.guarded(() => this.age.execute(menuId, contextOf(tenant)));
    }
    for (const resourceId of await this.due.unconfirmedResources(tenant)) {
      await this.guarded(async () => {
        await this.move.execute(resourceId, { event: 'staleCheck' }, ['SYSTEM'], contextOf(tenant));
      });
    }
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      this.metrics.background.inc({ part: 'timer' });
    }
  }
}

const contextOf = (tenant: string): CallContext => ({
  tenant,
  actor: systemActor('community', tenant),
  correlationId: randomUUID(),
});
