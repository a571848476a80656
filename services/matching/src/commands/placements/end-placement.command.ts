import { Injectable } from '@nestjs/common';
import { type Acted, PlacementEndedV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isOverRequest } from '../../domain/match-request';
import { PLACEMENT, requireNewRequest, requireNotAfterToday, requireNotBeforeStart } from '../../domain/placement';
import { requireOwnOrganisation } from '../../domain/proposal';
import { endPlace } from '../../storage/ledger.store';
import { lockRequest } from '../../storage/match-request.store';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

interface End {
  readonly placementId: string;
  readonly endedOn: string;
  readonly reasonCode: string;
  /** The request that takes up where this ends. */
  readonly matchRequestId?: string;
}

/** The person does not come any more, for whatever reason: only now the place is free again. */
@Injectable()
export class EndPlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { placementId, endedOn, reasonCode, matchRequestId }: End,
    ctx: CallContext,
    event: 'end' | 'left' | 'hostWithdraws' | 'newMatch',
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const next = matchRequestId === undefined ? null : await lockRequest(tx.db, matchRequestId);
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      requireOwnOrganisation(ctx.actor, row.orgId, 'placement');
      const state = PLACEMENT.next(row.state, event, ctx.actor);
      requireNotAfterToday(endedOn, tx.today, 'placement.ends-later');
      requireNotBeforeStart(endedOn, row.startedOn);
      if (next !== null) {
        if (next.personRef !== row.personRef) throw notFound('match-request');
        requireNewRequest({ id: next.id, over: isOverRequest(next.state) }, row.matchRequestId);
      }
      if (row.placeId !== null) await endPlace(tx.db, row.menuId, row.placeId, tx.now);
      const moved = await movePlacement(tx.db, row, state, {
        endedOn,
        reasonCode,
        placeId: null,
        advice: null,
        nextMatchRequestId: matchRequestId ?? null,
      });
      const { personRef } = row;
      await tx.publish(PlacementEndedV1, {
        placementId,
        personRef,
        reason: reasonCode,
        endedOn,
        version: moved.version,
      });
      return moved;
    });
  }
}
