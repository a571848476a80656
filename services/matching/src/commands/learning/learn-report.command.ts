import { Injectable } from '@nestjs/common';
import { type AvailabilityReportedV1, MenuOverCommittedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { overCommitmentOf, sessionKey } from '../../domain/ledger-view';
import { markTold, type MenuReport, takeReport } from '../../storage/ledger-report.store';

/** A report changes what is free, never what is promised; where promises are more than places, community hears of it. */
@Injectable()
export class LearnReportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(event: AvailabilityReportedV1, ctx: CallContext): Promise<void> {
    await this.unit.run(ctx, async (tx) => {
      const ledgers = await takeReport(tx.db, reportOf(event));
      if (ledgers === null) return;
      tx.wakeReplicas();
      const beyond = overCommitmentOf(ledgers);
      if (beyond === null) return;
      await markTold(tx.db, event.menuId, true);
      await tx.publish(MenuOverCommittedV1, { menuId: event.menuId, ...beyond });
    });
  }
}

function reportOf({
  menuId,
  unit,
  sessions,
  total,
  used,
  outOfSystem,
  reportedAt,
  version,
}: AvailabilityReportedV1): MenuReport {
  const whole = [{ session: '', total, used, outOfSystem: outOfSystem ?? null }];
  const each = sessions?.map((one) => ({
    ...{ session: sessionKey(one), total: one.total, used: one.used },
    outOfSystem: one.outOfSystem ?? null,
  }));
  return { menuId, unit: unit ?? 'person', places: each ?? whole, reportedAt, version };
}
