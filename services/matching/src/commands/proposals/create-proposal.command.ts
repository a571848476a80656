import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, CreateProposalV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { needFrom, type ProfileCopy, profileOf } from '../../domain/profile-copy';
import { notEligible, requireDistanceConfirmed } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { Lookups, type RankingBasis } from '../../storage/lookups';
import type { MatchRequestEntity } from '../../storage/match-request.entity';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { declinedByHost, draftOf, hasOpenProposal, insertProposal } from '../../storage/proposal.store';
import { Ranker } from '../../storage/ranker';

/** One place is looked at again before it is proposed: what was eligible yesterday may not be today. */
@Injectable()
export class CreateProposalCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async execute({ matchRequestId, menuId, distanceConfirmedBy }: CreateProposalV1, ctx: CallContext): Promise<Acted> {
    const basis = await this.lookups.ranking(ctx, matchRequestId);
    if (basis.request.state !== 'PROPOSING') MATCH_REQUEST.next(basis.request.state, 'propose', ctx.actor);
    const person = await this.intake.mustProfile(ctx, basis.request.personRef);
    const { menu, outOfSystem } = await this.judge(ctx, basis, person, menuId);
    requireDistanceConfirmed(person.safety, menu, distanceConfirmedBy);
    return this.unit.run(ctx, async (tx) => {
      const request = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const proposing = request.state === 'PROPOSING' ? null : MATCH_REQUEST.next(request.state, 'propose', ctx.actor);
      requireShortlisted(request, menuId);
      if (await hasOpenProposal(tx.db, matchRequestId, menuId)) {
        throw conflict('proposal.exists', 'This place is being proposed already.');
      }
      if ((await declinedByHost(tx.db, matchRequestId, { ofRound: true })).includes(menuId)) {
        throw conflict('proposal.host-declined', 'The host has just said no: choose again first.');
      }
      if (proposing !== null) await moveRequest(tx.db, request, proposing);
      const first = { id: randomUUID(), state: 'DRAFT', version: 1 };
      const draft = { ...draftOf(request, menu), outOfSystem, distanceConfirmedBy: distanceConfirmedBy ?? null };
      await insertProposal(tx.db, { ...first, ...draft, createdAt: tx.now });
      return first;
    });
  }

  /** The menu, and whether it would be an out-of-system place; refused where the menu is excluded now. */
  private async judge(ctx: CallContext, basis: RankingBasis, person: ProfileCopy, menuId: string) {
    const profile = profileOf(person, basis.refused);
    const need = needFrom(basis.request.need, person.point);
    const asked = { profile, need, hostDeclinedMenuIds: [], amongMenuIds: [menuId], limit: null };
    const { result, shown } = await this.ranker.rank({ ...basis, tenant: ctx.tenant }, asked);
    const menu = shown.get(menuId)?.facts;
    if (!menu) throw notFound('menu');
    const [first] = result.excluded;
    if (first) throw notEligible('proposal.not-eligible', menuId, first.codes, first.reasonsJa);
    const outOfSystem = result.candidates.some(({ explanation }) => explanation.includes('OUT_OF_SYSTEM_USE'));
    return { menu, outOfSystem };
  }
}

function requireShortlisted({ shortlist }: MatchRequestEntity, menuId: string): void {
  if (!shortlist.includes(menuId)) throw conflict('proposal.not-shortlisted', 'Choose the place first.');
}
