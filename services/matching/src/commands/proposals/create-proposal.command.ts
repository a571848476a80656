import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, CreateProposalV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import type { RankResult } from '../../domain/engine';
import { KnownPlaces } from '../../domain/known-places';
import { MATCH_REQUEST } from '../../domain/match-request';
import { isOpenPlace, type MenuFacts, needsName } from '../../domain/menu-facts';
import { needFrom, profileOf, rankKnown } from '../../domain/profile-copy';
import { notEligible } from '../../domain/proposal';
import { Intake, type KnownPerson } from '../../neighbours/intake';
import { keepProfile } from '../../storage/copies.store';
import { Lookups, type RankingBasis } from '../../storage/lookups';
import type { MatchRequestEntity } from '../../storage/match-request.entity';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { hasOpenProposal, insertProposal } from '../../storage/proposal.store';

/** One place is looked at again before it is proposed: what was eligible yesterday may not be today. */
@Injectable()
export class CreateProposalCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly known: KnownPlaces,
  ) {}

  async execute({ matchRequestId, menuId }: CreateProposalV1, ctx: CallContext): Promise<Acted> {
    const basis = await this.lookups.ranking(ctx, matchRequestId);
    if (basis.request.state !== 'PROPOSING') MATCH_REQUEST.next(basis.request.state, 'propose', ctx.actor);
    const menu = this.known.menu(ctx.tenant, menuId);
    if (menu === null) throw notFound('menu');
    const person = await this.intake.person(ctx, basis.request.personRef, basis);
    if (person === null) throw conflict('consent.missing', 'There is no consent for participation_matching.');
    const outOfSystem = this.judge(ctx, basis, person, menuId);
    return this.unit.run(ctx, async (tx) => {
      const request = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const proposing = request.state === 'PROPOSING' ? null : MATCH_REQUEST.next(request.state, 'propose', ctx.actor);
      requireShortlisted(request, menuId);
      if (await hasOpenProposal(tx.db, matchRequestId, menuId)) {
        throw conflict('proposal.exists', 'This place is being proposed already.');
      }
      if (person.fetched !== null) await keepProfile(tx.db, person.fetched, tx.today);
      if (proposing !== null) await moveRequest(tx.db, request, proposing);
      const first = { id: randomUUID(), state: 'DRAFT', version: 1 };
      await insertProposal(tx.db, { ...first, ...blank(request, menu), outOfSystem, createdAt: tx.now });
      return first;
    });
  }

  /** Whether it would be an out-of-system place; refused where the menu is excluded now. */
  private judge(ctx: CallContext, basis: RankingBasis, person: KnownPerson, menuId: string): boolean {
    const { request, refused, now, today } = basis;
    const profile = profileOf(person.copy, refused);
    const need = needFrom(request.need, person.copy.point);
    const result: RankResult = rankKnown(this.known, { tenant: ctx.tenant, profile, need, today, now }, [menuId]);
    const [first] = result.excluded;
    if (first) throw notEligible('proposal.not-eligible', menuId, first.codes, first.reasonsJa);
    return result.candidates.some(({ explanation }) => explanation.includes('OUT_OF_SYSTEM_USE'));
  }
}

function requireShortlisted({ shortlist }: MatchRequestEntity, menuId: string): void {
  if (!shortlist.includes(menuId)) throw conflict('proposal.not-shortlisted', 'Choose the place first.');
}

const blank = (request: MatchRequestEntity, menu: MenuFacts) => ({
  matchRequestId: request.id,
  caseRef: request.caseRef,
  personRef: request.personRef,
  menuId: menu.menuId,
  orgId: menu.orgId,
  openPlace: isOpenPlace(menu),
  nameRequired: needsName(menu),
  holdId: null,
  heldUntil: null,
  answerBy: null,
  inquiry: null,
  items: [],
  personWordsNoteRef: null,
  trialAt: null,
  personFeeling: null,
  hostFeeling: null,
  reasonCode: null,
  placementId: null,
});
