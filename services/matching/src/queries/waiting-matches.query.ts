import { Injectable } from '@nestjs/common';
import type { ListWaitingMatchesV1, NewPlaceAnswer, WaitingMatchAnswer, WaitingMatchList } from '#libs/contracts';
import { type CallContext, daysBetween, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { PEOPLE_SEARCH } from '../domain/people-search';
import { needFrom, profileOf } from '../domain/profile-copy';
import { Intake } from '../neighbours/intake';
import { MatchRequestEntity } from '../storage/match-request.entity';
import { Ranker, type RankingMoment } from '../storage/ranker';
import { findTried, type Tried } from '../storage/waiting.store';
import { page, where } from './page';

const SHOWN = 3;
const LOOKED_AT = 20;
const WAITING = ['UNMET', 'PARKED'] as const;

interface Basis {
  readonly moment: RankingMoment;
  readonly requests: readonly MatchRequestEntity[];
  readonly tried: ReadonlyMap<string, Tried>;
  readonly nextCursor: string | null;
}

/** For whom there is a place now that was not there when they were last searched for. */
@Injectable()
export class WaitingMatchesQuery {
  constructor(
    private readonly reads: ReadScope,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async list(wish: ListWaitingMatchesV1, ctx: CallContext): Promise<WaitingMatchList> {
    const { requests, nextCursor, ...basis } = await this.basis(wish, ctx);
    const items: WaitingMatchAnswer[] = [];
    for (let first = 0; first < requests.length; first += PEOPLE_SEARCH.atATime) {
      const next = requests.slice(first, first + PEOPLE_SEARCH.atATime);
      const found = await Promise.all(next.map((request) => this.match(request, basis, ctx)));
      items.push(...found.filter((one) => one !== null));
    }
    return { items, nextCursor };
  }

  private basis({ limit = LOOKED_AT, cursor }: ListWaitingMatchesV1, { tenant }: CallContext): Promise<Basis> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const query = where(db.createQueryBuilder(MatchRequestEntity, 'row'), { state: WAITING });
      const wish = { limit, ...(cursor !== undefined && { cursor }) };
      const { items: requests, nextCursor } = await page(query, 'openedAt', wish, (row) => row);
      const rows = await findTried(
        db,
        requests.map(({ id }) => id),
      );
      const tried = new Map(rows.map((row) => [row.matchRequestId, row]));
      return { moment: { tenant, now, today: localDay(now) }, requests, tried, nextCursor };
    });
  }

  private async match(
    request: MatchRequestEntity,
    { moment, tried }: Pick<Basis, 'moment' | 'tried'>,
    ctx: CallContext,
  ): Promise<WaitingMatchAnswer | null> {
    const copy = await this.intake.profile(ctx, request.personRef);
    if (copy === null) return null;
    const { lastIds = [], refused = [], hostDeclined = [] } = tried.get(request.id) ?? {};
    const { result, shown } = await this.ranker.rank(moment, {
      profile: profileOf(copy, refused),
      need: needFrom(request.need, copy.point),
      hostDeclinedMenuIds: hostDeclined,
      amongMenuIds: null,
      limit: SHOWN + lastIds.length,
    });
    const places = result.candidates
      .filter(({ menuId }) => !lastIds.includes(menuId))
      .slice(0, SHOWN)
      .flatMap(({ menuId, score, reasonsJa }): NewPlaceAnswer[] => {
        const facts = shown.get(menuId)?.facts;
        if (facts === undefined) return [];
        const { resourceId, name, orgName } = facts;
        return [{ menuId, resourceId, name, orgName, score, reasonsJa: [...reasonsJa] }];
      });
    return places.length === 0 ? null : answerOf(request, places, moment.today);
  }
}

function answerOf(
  { id, personRef, caseRef, state, openedAt }: MatchRequestEntity,
  places: NewPlaceAnswer[],
  today: string,
): WaitingMatchAnswer {
  const waitedDays = Math.max(0, daysBetween(localDay(openedAt), today));
  return { matchRequestId: id, personRef, caseRef, state: state as WaitingMatchAnswer['state'], waitedDays, places };
}
