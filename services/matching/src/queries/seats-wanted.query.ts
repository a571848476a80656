import { Injectable } from '@nestjs/common';
import type { ListSeatsWantedV1, SeatsWantedAnswer, SeatWantedAnswer } from '#libs/contracts';
import { type CallContext, daysBetween, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { PEOPLE_SEARCH } from '../domain/people-search';
import { morePlaces } from '../domain/why-not/place-changes';
import { Ranker, type RankingMoment } from '../storage/ranker';
import type { ShownPlace } from '../storage/shown-places';
import { findLastAsked, type LastAsked } from '../storage/waiting.store';

const SHOWN = 50;

interface Wanted {
  readonly place: ShownPlace;
  requests: number;
  waitedDays: number;
}

/** Where one more place would be the place that somebody waits for. */
@Injectable()
export class SeatsWantedQuery {
  constructor(
    private readonly reads: ReadScope,
    private readonly ranker: Ranker,
  ) {}

  async list({ limit = SHOWN }: ListSeatsWantedV1, { tenant }: CallContext): Promise<SeatsWantedAnswer> {
    const { moment, waiting } = await this.reads.run({ tenant }, async ({ db, now }) => ({
      moment: { tenant, now, today: localDay(now) },
      waiting: await findLastAsked(db, PEOPLE_SEARCH.asked + 1),
    }));
    const wanted = new Map<string, Wanted>();
    const lookedAt = waiting.slice(0, PEOPLE_SEARCH.asked);
    for (const one of lookedAt) {
      const waitedDays = Math.max(0, daysBetween(localDay(one.openedAt), moment.today));
      for (const place of await this.oneSeatFrom(one, moment)) {
        const known = wanted.get(place.facts.menuId) ?? { place, requests: 0, waitedDays: 0 };
        known.requests += 1;
        known.waitedDays = Math.max(known.waitedDays, waitedDays);
        wanted.set(place.facts.menuId, known);
      }
    }
    const items = [...wanted.values()].map(answerOf).sort(byRequests).slice(0, limit);
    return { lookedAt: lookedAt.length, more: waiting.length > lookedAt.length, items };
  }

  /** Places that one more place would make the only ones for a request. */
  private async oneSeatFrom({ input }: LastAsked, moment: RankingMoment): Promise<readonly ShownPlace[]> {
    const asked = { ...input, amongMenuIds: null, limit: null };
    const { result, shown, settings } = await this.ranker.rank(moment, asked);
    if (result.candidates.length > 0) return [];
    return result.excluded.flatMap(({ menuId, codes }) => {
      const place = shown.get(menuId);
      if (place === undefined || codes.length !== 1 || codes[0] !== 'CAPACITY_FULL') return [];
      const { facts: menu, capacity } = place;
      const pair = { profile: input.profile, need: input.need, menu, capacity, settings, today: moment.today };
      return morePlaces(pair).amount === 1 ? [place] : [];
    });
  }
}

function answerOf({ place: { facts }, requests, waitedDays }: Wanted): SeatWantedAnswer {
  const { menuId, resourceId, name, orgName } = facts;
  return { menuId, resourceId, name, orgName, requests, waitedDays };
}

const byRequests = (a: SeatWantedAnswer, b: SeatWantedAnswer): number =>
  b.requests - a.requests || b.waitedDays - a.waitedDays || (a.menuId < b.menuId ? -1 : 1);
