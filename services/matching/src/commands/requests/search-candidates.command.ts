import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RankingAnswer, SearchCandidatesV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import type { RankResult } from '../../domain/engine';
import type { Point } from '../../domain/geo';
import { KnownPlaces } from '../../domain/known-places';
import { asksForReview, isBeforeChoice, MATCH_REQUEST, unknownPerson } from '../../domain/match-request';
import type { MatchingProfile } from '../../domain/matching-profile';
import { needFrom, profileOf, rankKnown } from '../../domain/profile-copy';
import { rankingAnswer } from '../../domain/ranking-answer';
import { Intake, type KnownPerson } from '../../neighbours/intake';
import { forgetProfile, keepProfile } from '../../storage/copies.store';
import { Lookups, type RankingBasis } from '../../storage/lookups';
import { keepRanking, lockRequest, moveRequest } from '../../storage/match-request.store';

interface Ranked {
  readonly result: RankResult;
  readonly compared: number;
}

/** Consent first, then the state: a person without consent is told why, whatever else is missing. */
@Injectable()
export class SearchCandidatesCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly known: KnownPlaces,
  ) {}

  async execute(input: SearchCandidatesV1, call: CallContext): Promise<RankingAnswer> {
    const ctx = withoutKey(call);
    const basis = await this.lookups.ranking(ctx, input.matchRequestId);
    if (!isBeforeChoice(basis.request.state)) MATCH_REQUEST.next(basis.request.state, 'search', ctx.actor);
    const person = await this.intake.person(ctx, basis.request.personRef, basis);
    if (person === null) return this.blocked(input, ctx, basis);
    if (basis.request.state !== 'SEARCHING') MATCH_REQUEST.next(basis.request.state, 'search', ctx.actor);
    const ranked = this.rank(input, ctx, basis, profileOf(person.copy, basis.refused), person.copy.point);
    const acted = await this.unit.run(ctx, (tx) => this.keep(tx, ctx, basis, person, ranked));
    return rankingAnswer(acted, ranked.result, this.lookUp(ctx), { ...input, compared: ranked.compared });
  }

  private rank(
    input: SearchCandidatesV1,
    ctx: CallContext,
    { request, now, today }: RankingBasis,
    profile: MatchingProfile,
    point: Point | null,
  ): Ranked {
    const need = needFrom(request.need, point);
    const result = rankKnown(this.known, { tenant: ctx.tenant, profile, need, today, now }, input.amongMenuIds);
    return { result, compared: this.known.menus(ctx.tenant, input.amongMenuIds).length };
  }

  /**
   * No consent: every place is excluded for that reason, nothing moves, and nothing about the person stays here.
   * Open places may be told about all the same, but for those that intake says to avoid.
   */
  private async blocked(input: SearchCandidatesV1, ctx: CallContext, basis: RankingBasis): Promise<RankingAnswer> {
    const { id, state, version, personRef } = basis.request;
    if (basis.keepsCopy) {
      await this.unit.run(ctx, async (tx) => {
        await forgetProfile(tx.db, personRef, tx.now);
      });
    }
    const safety = await this.intake.placesToAvoid(ctx, personRef);
    const { result, compared } = this.rank(input, ctx, basis, unknownPerson(personRef, safety), null);
    return rankingAnswer({ id, state, version }, result, this.lookUp(ctx), { ...input, compared });
  }

  private async keep(tx: Tx, ctx: CallContext, basis: RankingBasis, person: KnownPerson, ranked: Ranked) {
    const row = await lockRequest(tx.db, basis.request.id, ctx.expectedVersion);
    const found = row.state === 'SEARCHING' ? row.state : MATCH_REQUEST.next(row.state, 'search', ctx.actor);
    const review = asksForReview(ranked.result, person.copy.version, row.decidedProfileVersion);
    const state = review ? MATCH_REQUEST.next(found, 'needsReview', systemActor('matching', ctx.tenant)) : found;
    if (person.fetched !== null) await keepProfile(tx.db, person.fetched, basis.today);
    await keepRanking(tx.db, {
      id: randomUUID(),
      matchRequestId: row.id,
      rankedAt: tx.now,
      profileVersion: person.copy.version,
      ...ranked,
    });
    if (state === row.state) return { id: row.id, state, version: row.version };
    return moveRequest(tx.db, row, state);
  }

  private lookUp(ctx: CallContext) {
    return (menuId: string) => this.known.menu(ctx.tenant, menuId);
  }
}

/** Repeating a search is harmless, and its answer is not for the record of keys. */
function withoutKey({ tenant, actor, correlationId, expectedVersion }: CallContext): CallContext {
  return { tenant, actor, correlationId, ...(expectedVersion !== undefined && { expectedVersion }) };
}
