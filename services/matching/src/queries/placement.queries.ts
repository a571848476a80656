import { Injectable } from '@nestjs/common';
import type { ListPlacementsV1, PlacementAnswer, PlacementList } from '#libs/contracts';
import { type CallContext, hasRole } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { isOfficeActor, requireOwnOrganisation } from '../domain/proposal';
import { PlacementEntity } from '../storage/placement.entity';
import { page, where } from './page';

@Injectable()
export class PlacementQueries {
  constructor(private readonly reads: ReadScope) {}

  byId(id: string, ctx: CallContext): Promise<PlacementAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const row = await findRow(db, PlacementEntity, id, 'placement');
      requireOwnOrganisation(ctx.actor, row.orgId, 'placement');
      return answer(row);
    });
  }

  async list({ personRef, caseRef, menuId, ...wish }: ListPlacementsV1, ctx: CallContext): Promise<PlacementList> {
    const outside = hasRole(ctx.actor, 'PROVIDER_STAFF') && !isOfficeActor(ctx.actor);
    if (outside && ctx.actor.orgId === null) return { items: [], nextCursor: null };
    const orgId = outside ? (ctx.actor.orgId ?? undefined) : undefined;
    return this.reads.run(ctx, ({ db }) => {
      const query = where(db.createQueryBuilder(PlacementEntity, 'row'), { personRef, caseRef, menuId, orgId });
      return page(query, 'createdAt', wish, answer);
    });
  }
}

const answer = (row: PlacementEntity): PlacementAnswer => ({
  id: row.id,
  state: row.state,
  version: row.version,
  proposalId: row.proposalId,
  matchRequestId: row.matchRequestId,
  caseRef: row.caseRef,
  personRef: row.personRef,
  menuId: row.menuId,
  orgId: row.orgId,
  outOfSystem: row.outOfSystem,
  startedOn: row.startedOn,
  endedOn: row.endedOn,
  advice: row.advice,
  reviewOn: row.reviewOn,
  endDueOn: row.endDueOn,
  holdsPlace: row.placeId !== null,
  reasonCode: row.reasonCode,
});
