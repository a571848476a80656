import { Injectable } from '@nestjs/common';
import { type FoundResource, type FoundResourcesAnswer, type ResourceState, SearchResourcesV1 } from '#libs/contracts';
import { type Actor, type CallContext, localDay, localTime } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { listedOrganization, seesConfidentialAddress } from '../../domain/access';
import type { FoundPlace, SearchWish } from '../../domain/search/known-registry';
import { isOpenAt, type LocalMoment } from '../../domain/search/opening';
import { SearchMemory } from '../../domain/search/search-memory';
import { visibleResource } from '../../domain/visible-resource';
import { type ShownRow, shownResources } from '../../storage/search/shown-resources.store';
import { cutPage, pageOf } from '../page';

const USUAL_STATES = ['ACTIVE', 'ACTIVE_PUBLIC', 'NEEDS_UPDATE'];

@Injectable()
export class SearchQuery {
  constructor(
    private readonly reads: ReadScope,
    private readonly memory: SearchMemory,
  ) {}

  search(input: SearchResourcesV1, ctx: CallContext): Promise<FoundResourcesAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const moment = { day: localDay(now), time: localTime(now) };
      const found = this.memory.ready(ctx.tenant).search(wishOf(input, ctx.actor, moment));
      const { after, take } = pageOf(input);
      const page = found.slice(Number(after), Number(after) + take);
      const rows = await shownResources(
        db,
        page.map(({ id }) => id),
      );
      const items = page.flatMap((place, index) => {
        const row = rows.get(place.id);
        const shown = row && visibleResource(row, ctx.actor);
        return shown ? [{ ...answerOf(shown, place, moment), seq: String(Number(after) + index + 1) }] : [];
      });
      return { total: found.length, ...cutPage(items, take, ({ seq: _, ...answer }) => answer) };
    });
  }
}

function wishOf(input: SearchResourcesV1, actor: Actor, moment: LocalMoment): SearchWish {
  const { query, areaId, type, purpose, near, openNow, states = USUAL_STATES } = input;
  return {
    ...{ query, states },
    orgId: listedOrganization(actor, SearchResourcesV1.allow),
    areaId: areaId ?? null,
    type: type ?? null,
    purpose: purpose ?? null,
    near: near ? { point: { lat: near.lat, lng: near.lng }, maxMeters: near.maxMeters ?? null } : null,
    openAt: openNow === true ? moment : null,
    mayKnowWhere: (orgId) => seesConfidentialAddress(actor, orgId),
  };
}

function answerOf(row: ShownRow, { score, meters }: FoundPlace, moment: LocalMoment): FoundResource {
  const { id, orgId, organizationName, name, nameKana, type, state, address, phone } = row;
  return {
    ...{ resourceId: id, orgId, organizationName, name, nameKana, type, address, phone, score },
    state: state as ResourceState,
    distanceMeters: meters,
    openNow: isOpenAt(row, moment),
  };
}
