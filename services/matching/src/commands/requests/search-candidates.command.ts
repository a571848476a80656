import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RankingAnswer, SearchCandidatesV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { asksForReview, isBeforeChoice, MATCH_REQUEST, unknownPerson } from '../../domain/match-request';
import { needFrom, type ProfileCopy, profileOf } from '../../domain/profile-copy';
import type { RankingInput } from '../../domain/ranking-input';
import { Intake } from '../../neighbours/intake';
import { Lookups, type RankingBasis } from '../../storage/lookups';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { answerOf, type Ranked, Ranker } from '../../storage/ranker';
import { keepRanking } from '../../storage/rankings.store';

/**
 * Permission and facts about the person are asked of intake each time, in one question: nothing about the person
 * is remembered here but what a ranking rested on. Consent first, then the state: a person without consent is
 * told why, whatever else is missing.
 */
@Injectable()
export class SearchCandidatesCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async execute(input: SearchCandidatesV1, call: CallContext): Promise<RankingAnswer> {
    const ctx = withoutKey(call);
    const basis = await this.lookups.ranking(ctx, input.matchRequestId);
    const { request, refused, hostDeclined } = basis;
    if (!isBeforeChoice(request.state)) MATCH_REQUEST.next(request.state, 'search', ctx.actor);
    const person = await this.intake.profile(ctx, request.personRef);
    if (person === null) return this.blocked(input, ctx, basis);
    if (request.state !== 'SEARCHING') MATCH_REQUEST.next(request.state, 'search', ctx.actor);
    const asked: RankingInput = {
      profile: profileOf(person, refused),
      need: needFrom(request.need, person.point),
      hostDeclinedMenuIds: hostDeclined,
      ...chosen(input),
    };
    const ranked = await this.ranker.rank({ ...basis, tenant: ctx.tenant }, asked);
    const acted = await this.unit.run(ctx, (tx) => this.keep(tx, ctx, basis, person, { asked, ranked }));
    return answerOf(acted, ranked);
  }

  /**
   * No consent: every place is excluded for that reason, nothing moves, and nothing about the person is kept.
   * Open places may be told about all the same, but for those that intake says to avoid.
   */
  private async blocked(input: SearchCandidatesV1, ctx: CallContext, basis: RankingBasis): Promise<RankingAnswer> {
    const { id, state, version, personRef, need } = basis.request;
    const safety = await this.intake.placesToAvoid(ctx, personRef);
    const profile = unknownPerson(personRef, safety);
    const asked: RankingInput = { profile, need, hostDeclinedMenuIds: basis.hostDeclined, ...chosen(input) };
    const ranked = await this.ranker.rank({ ...basis, tenant: ctx.tenant }, asked);
    return answerOf({ id, state, version }, ranked);
  }

  /** A withdrawal that was handled meanwhile has cancelled the request: then nothing is kept. */
  private async keep(
    tx: Tx,
    ctx: CallContext,
    { request, now, today }: RankingBasis,
    person: ProfileCopy,
    { asked, ranked }: { readonly asked: RankingInput; readonly ranked: Ranked },
  ) {
    const row = await lockRequest(tx.db, request.id, ctx.expectedVersion);
    const found = row.state === 'SEARCHING' ? row.state : MATCH_REQUEST.next(row.state, 'search', ctx.actor);
    const review = asksForReview(ranked.result, person.version, row.decidedProfileVersion);
    const state = review ? MATCH_REQUEST.next(found, 'needsReview', systemActor('matching', ctx.tenant)) : found;
    const about = { id: randomUUID(), matchRequestId: row.id, now, today, profileVersion: person.version };
    await keepRanking(tx.db, about, asked, ranked);
    if (state === row.state) return { id: row.id, state, version: row.version };
    return moveRequest(tx.db, row, state);
  }
}

const chosen = ({ amongMenuIds, limit }: SearchCandidatesV1) => ({
  amongMenuIds: amongMenuIds ?? null,
  limit: limit ?? null,
});

/** Repeating a search is harmless, and its answer is not for the record of keys. */
function withoutKey({ tenant, actor, correlationId, expectedVersion }: CallContext): CallContext {
  return { tenant, actor, correlationId, ...(expectedVersion !== undefined && { expectedVersion }) };
}
