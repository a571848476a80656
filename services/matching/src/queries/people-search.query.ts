import { Injectable } from '@nestjs/common';
import type { FoundPersonAnswer, PeopleSearchAnswer, SearchPeopleV1 } from '#libs/contracts';
import { type CallContext, daysBetween, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { MenuFacts } from '../domain/menu-facts';
import {
  type Asked,
  askedFor,
  byFitThenWaiting,
  firstToAsk,
  type Fit,
  hasSought,
  inOrderOfHope,
  PEOPLE_SEARCH,
  questionsOf,
  type Waiting,
} from '../domain/people-search';
import { needFrom, profileOf } from '../domain/profile-copy';
import { Intake } from '../neighbours/intake';
import { findMenu } from '../storage/copies.store';
import { Ranker, type RankingMoment } from '../storage/ranker';
import { findWaiting } from '../storage/waiting.store';

interface Basis extends RankingMoment {
  readonly menu: MenuFacts;
  readonly waiting: readonly Waiting[];
}

/** Who has been waiting for a place. Nobody is shown about whom intake did not say yes at this moment. */
@Injectable()
export class PeopleSearchQuery {
  constructor(
    private readonly reads: ReadScope,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async find({ menuId, limit = PEOPLE_SEARCH.shown }: SearchPeopleV1, ctx: CallContext): Promise<PeopleSearchAnswer> {
    const basis = await this.basis(menuId, ctx);
    const hopeful = inOrderOfHope(basis.waiting, await this.guess(basis));
    const fits: Fit[] = [];
    let asked = 0;
    while (fits.length < limit && asked < Math.min(hopeful.length, PEOPLE_SEARCH.asked)) {
      const next = hopeful.slice(asked, asked + PEOPLE_SEARCH.atATime);
      const found = await Promise.all(next.map((waiting) => this.askAbout(waiting, basis, ctx)));
      fits.push(...found.filter((fit) => fit !== null));
      asked += next.length;
    }
    const people = byFitThenWaiting(fits);
    const shown = people.slice(0, limit).map((fit) => answerOf(fit, basis.today));
    const more = asked < hopeful.length || people.length > limit || basis.waiting.length === PEOPLE_SEARCH.lookedAt;
    return { menuId, forRole: basis.menu.seeks !== null, people: shown, more };
  }

  private basis(menuId: string, { tenant }: CallContext): Promise<Basis> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const menu = await findMenu(db, menuId);
      if (menu === null) throw notFound('menu');
      const waiting = await findWaiting(db, menu, PEOPLE_SEARCH.lookedAt);
      return { tenant, now, today: localDay(now), menu, waiting };
    });
  }

  /** What the place would earn for each request by the facts of its last ranking; null = it did not fit. */
  private async guess(basis: Basis): Promise<ReadonlyMap<string, number | null>> {
    const guessed = new Map<string, number | null>();
    for (const { matchRequestId, last } of basis.waiting) {
      if (last !== null) guessed.set(matchRequestId, (await this.judge(last, basis))?.score ?? null);
    }
    return guessed;
  }

  private async askAbout(waiting: Waiting, basis: Basis, ctx: CallContext): Promise<Fit | null> {
    const copy = await this.intake.profile(ctx, waiting.personRef);
    if (copy === null || (basis.menu.seeks !== null && !copy.roleSearch)) return null;
    const profile = profileOf(copy, []);
    const person = { profile, need: needFrom(waiting.need, copy.point) };
    const candidate = await this.judge(person, basis);
    return candidate && { waiting, candidate, firstToAsk: firstToAsk(basis.menu, person) };
  }

  private async judge(asked: Asked, { menu, ...moment }: Basis) {
    if (!hasSought(menu.seeks, asked.profile)) return null;
    const wanted = { ...askedFor(menu, asked), hostDeclinedMenuIds: [], amongMenuIds: [menu.menuId], limit: 1 };
    const { result } = await this.ranker.rank(moment, wanted);
    return result.candidates[0] ?? null;
  }
}

function answerOf(fit: Fit, today: string): FoundPersonAnswer {
  const { waiting, candidate } = fit;
  const { matchRequestId, personRef, caseRef, openedAt } = waiting;
  return {
    matchRequestId,
    personRef,
    caseRef,
    score: candidate.score,
    terms: candidate.terms.map((term) => ({ ...term })),
    waitedDays: Math.max(0, daysBetween(localDay(new Date(openedAt)), today)),
    reasonsJa: [...candidate.reasonsJa],
    toAsk: [...questionsOf(fit)],
  };
}
