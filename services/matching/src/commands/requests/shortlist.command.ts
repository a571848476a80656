import { Injectable } from '@nestjs/common';
import { type Acted, type ShortlistV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import {
  MATCH_REQUEST,
  needWithdrawn,
  requireOrderReason,
  requirePlan,
  requireReasonToAskAgain,
} from '../../domain/match-request';
import { needFrom, profileOf } from '../../domain/profile-copy';
import { notEligible } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { Lookups } from '../../storage/lookups';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { declinedByHost } from '../../storage/proposal.store';
import { Ranker } from '../../storage/ranker';

/** People choose among the places that are not excluded at this moment, in the order they find right. */
@Injectable()
export class ShortlistCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async execute({ matchRequestId, menuIds, orderChangedReasonCode }: ShortlistV1, ctx: CallContext): Promise<Acted> {
    const basis = await this.lookups.ranking(ctx, matchRequestId);
    MATCH_REQUEST.next(basis.request.state, 'shortlist', ctx.actor);
    requirePlan(basis.request.planId);
    const person = await this.intake.mustProfile(ctx, basis.request.personRef);
    const profile = profileOf(person, basis.refused);
    const need = needFrom(basis.request.need, person.point);
    const asked = { profile, need, hostDeclinedMenuIds: [], amongMenuIds: menuIds, limit: null };
    const { result, shown } = await this.ranker.rank({ ...basis, tenant: ctx.tenant }, asked);
    if (menuIds.some((menuId) => !shown.has(menuId))) throw notFound('menu');
    const [first] = result.excluded;
    if (first) throw notEligible('match-request.not-eligible', first.menuId, first.codes, first.reasonsJa);
    const ranked = result.candidates.map(({ menuId }) => menuId);
    requireOrderReason(menuIds, ranked.length === 0 ? menuIds : ranked, orderChangedReasonCode);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'shortlist', ctx.actor);
      const declined = await declinedByHost(tx.db, row.id, { ofRound: false });
      requireReasonToAskAgain(menuIds, declined, orderChangedReasonCode);
      const unmet = needWithdrawn(row, 'found');
      if (unmet !== null) await tx.publish(UnmetNeedWithdrawnV1, unmet.event);
      return moveRequest(tx.db, row, state, {
        ...unmet?.change,
        shortlist: menuIds,
        orderChangedReasonCode: orderChangedReasonCode ?? null,
      });
    });
  }
}
