import { Injectable } from '@nestjs/common';
import type { Acted, PausePlacementV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PLACEMENT } from '../../domain/placement';
import { requireOwnOrganisation } from '../../domain/proposal';
import { endPlace } from '../../storage/ledger.store';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

@Injectable()
export class PausePlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ placementId, reasonCode, reviewOn, keepPlace }: PausePlacementV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      requireOwnOrganisation(ctx.actor, row.orgId, 'placement');
      const state = PLACEMENT.next(row.state, 'pause', ctx.actor);
      if (reviewOn < tx.today) throw conflict('placement.review-in-past', 'That day is over.');
      const givesBack = !keepPlace && row.placeId !== null;
      if (givesBack && row.placeId !== null) await endPlace(tx.db, row.menuId, row.placeId, tx.now);
      tx.wakeReplicas();
      const place = givesBack ? { placeId: null } : {};
      return movePlacement(tx.db, row, state, { ...place, reasonCode, reviewOn, advice: null });
    });
  }
}
