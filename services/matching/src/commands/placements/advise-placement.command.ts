import { Injectable } from '@nestjs/common';
import type { FollowUpRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { adviceOf } from '../../domain/placement';
import { Others } from '../../neighbours/others';
import { Lookups } from '../../storage/lookups';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

/** What outreach wrote down advises the next step here. All follow-ups are asked for, so that order does not matter. */
@Injectable()
export class AdvisePlacementCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly others: Others,
  ) {}

  async execute({ placementId }: FollowUpRecordedV1, ctx: CallContext): Promise<void> {
    const known = await this.lookups.placementOrNull(ctx, placementId);
    const followUps = known === null ? [] : await this.others.followUps(ctx, placementId);
    await this.unit.run(ctx, async (tx) => {
      if (known === null) return;
      const row = await lockPlacement(tx.db, placementId);
      const advice = adviceOf(row, tx.today, followUps);
      if (row.advice !== 'end' && advice !== row.advice) await movePlacement(tx.db, row, row.state, { advice });
    });
  }
}
