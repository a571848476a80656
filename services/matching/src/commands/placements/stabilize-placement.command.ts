import { Injectable } from '@nestjs/common';
import type { Acted, StabilizePlacementV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PLACEMENT, requireStability } from '../../domain/placement';
import { Others } from '../../neighbours/others';
import { Lookups } from '../../storage/lookups';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

@Injectable()
export class StabilizePlacementCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly others: Others,
  ) {}

  async execute({ placementId }: StabilizePlacementV1, ctx: CallContext): Promise<Acted> {
    const { state: before } = await this.lookups.placement(ctx, placementId);
    PLACEMENT.next(before, 'stabilize', ctx.actor);
    const followUps = await this.others.followUps(ctx, placementId);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      const state = PLACEMENT.next(row.state, 'stabilize', ctx.actor);
      requireStability(row.startedOn, tx.today, followUps);
      return movePlacement(tx.db, row, state, { advice: null });
    });
  }
}
