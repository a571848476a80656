import { Injectable } from '@nestjs/common';
import { type AvailabilityReportedV1, MenuOverCommittedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { promisedOf } from '../../domain/ledger';
import { takeReport } from '../../storage/ledger.store';

/** A report changes what is free, never what is promised; where promises are more than places, community hears of it. */
@Injectable()
export class LearnReportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(event: AvailabilityReportedV1, ctx: CallContext): Promise<void> {
    const { menuId, total, used, reportedAt, version } = event;
    await this.unit.run(ctx, async (tx) => {
      const outOfSystem = event.outOfSystem ?? null;
      const taken = await takeReport(tx.db, menuId, { total, used, outOfSystem, reportedAt, version });
      if (taken === null) return;
      tx.wakeReplicas();
      if (!taken.overCommitted) return;
      const promised = promisedOf(taken.ledger);
      await tx.publish(MenuOverCommittedV1, { menuId, promised, total, version: taken.ledger.version });
    });
  }
}
