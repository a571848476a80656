import { Injectable } from '@nestjs/common';
import type { Acted, ShortlistV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { KnownPlaces } from '../../domain/known-places';
import { MATCH_REQUEST, requireOrderReason } from '../../domain/match-request';
import { needFrom, profileOf, rankKnown } from '../../domain/profile-copy';
import { notEligible } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { keepProfile } from '../../storage/copies.store';
import { Lookups } from '../../storage/lookups';
import { lockRequest, moveRequest } from '../../storage/match-request.store';

/** People choose among the places that are not excluded at this moment, in the order they find right. */
@Injectable()
export class ShortlistCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly known: KnownPlaces,
  ) {}

  async execute({ matchRequestId, menuIds, orderChangedReasonCode }: ShortlistV1, ctx: CallContext): Promise<Acted> {
    const basis = await this.lookups.ranking(ctx, matchRequestId);
    MATCH_REQUEST.next(basis.request.state, 'shortlist', ctx.actor);
    const person = await this.intake.person(ctx, basis.request.personRef, basis);
    if (person === null) throw conflict('consent.missing', 'There is no consent for participation_matching.');
    for (const menuId of menuIds) if (this.known.menu(ctx.tenant, menuId) === null) throw notFound('menu');
    const { request, refused, now, today } = basis;
    const profile = profileOf(person.copy, refused);
    const need = needFrom(request.need, person.copy.point);
    const result = rankKnown(this.known, { tenant: ctx.tenant, profile, need, today, now }, menuIds);
    const [first] = result.excluded;
    if (first) throw notEligible('match-request.not-eligible', first.menuId, first.codes, first.reasonsJa);
    const ranked = result.candidates.map(({ menuId }) => menuId);
    requireOrderReason(menuIds, ranked.length === 0 ? menuIds : ranked, orderChangedReasonCode);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'shortlist', ctx.actor);
      if (person.fetched !== null) await keepProfile(tx.db, person.fetched, today);
      return moveRequest(tx.db, row, state, {
        shortlist: menuIds,
        orderChangedReasonCode: orderChangedReasonCode ?? null,
      });
    });
  }
}
