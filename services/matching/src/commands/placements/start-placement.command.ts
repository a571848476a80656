import { Injectable } from '@nestjs/common';
import { type Acted, PlacementStartedV1, type StartPlacementV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PLACEMENT, requireNotAfterToday } from '../../domain/placement';
import { findMenu } from '../../storage/copies.store';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

/** The first day. Outreach plans the follow-ups of person and host from here. */
@Injectable()
export class StartPlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ placementId, startedOn }: StartPlacementV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      const state = PLACEMENT.next(row.state, 'start', ctx.actor);
      requireNotAfterToday(startedOn, tx.today, 'placement.starts-later');
      const menu = await findMenu(tx.db, row.menuId);
      const moved = await movePlacement(tx.db, row, state, { startedOn });
      const { personRef, caseRef, menuId, orgId } = row;
      await tx.publish(PlacementStartedV1, {
        placementId,
        personRef,
        caseRef,
        menuId,
        orgId,
        startedOn,
        hostSupportNeeded: menu?.hostAssessment?.status === 'needs_support',
        version: moved.version,
      });
      return moved;
    });
  }
}
