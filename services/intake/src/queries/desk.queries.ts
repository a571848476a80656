import { Injectable } from '@nestjs/common';
import type {
  DeskAnswer,
  DeskListAnswer,
  DeskSuggestionsAnswer,
  DeskWorkloadAnswer,
  ListDesksV1,
  ListDeskWorkloadV1,
  ReadDeskV1,
  SuggestDesksV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { suggestDesks } from '../domain/desk-suggestions';
import { DeskEntity } from '../storage/desk.entity';
import { requireDesk } from '../storage/desks.store';
import { NOTHING_TO_DO, waitingAt, workloadOf } from '../storage/desk-workload.store';
import { type Page, pageOf, paged } from './cursor';

/** A municipality has tens of desks; a hint looks at no more. */
const MOST_CONSIDERED = 500;

@Injectable()
export class DeskQueries {
  constructor(private readonly reads: ReadScope) {}

  byId({ deskId }: ReadDeskV1, ctx: CallContext): Promise<DeskAnswer> {
    return this.reads.run(ctx, async ({ db }) => deskOf(await requireDesk(db, deskId)));
  }

  list(wish: ListDesksV1, ctx: CallContext): Promise<DeskListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => paged(await desksOn(db, page), page, deskOf));
  }

  suggest({ field, areaId = undefined }: SuggestDesksV1, ctx: CallContext): Promise<DeskSuggestionsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const desks = await db
        .createQueryBuilder(DeskEntity, 'desk')
        .where('NOT desk.closed AND desk.fields @> to_jsonb(:field::text)', { field })
        .orderBy('desk.number')
        .limit(MOST_CONSIDERED)
        .getMany();
      const waiting = await waitingAt(
        db,
        desks.map(({ id }) => id),
      );
      const known = desks.map((desk) => ({ ...desk, waiting: waiting.get(desk.id) ?? 0 }));
      const items = suggestDesks(known, { field, areaId: areaId ?? null });
      return { items: items.map((desk) => ({ ...suggestionOf(desk), because: [...desk.because] })) };
    });
  }

  workload(wish: ListDeskWorkloadV1, ctx: CallContext): Promise<DeskWorkloadAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows = await desksOn(db, page);
      const counts = await workloadOf(
        db,
        rows.map(({ id }) => id),
        now,
      );
      return paged(rows, page, ({ id, nameJa }) => ({ deskId: id, nameJa, ...(counts.get(id) ?? NOTHING_TO_DO) }));
    });
  }
}

function desksOn(db: EntityManager, page: Page): Promise<readonly DeskEntity[]> {
  const query = db
    .createQueryBuilder(DeskEntity, 'desk')
    .orderBy('desk.number', 'DESC')
    .limit(page.limit + 1);
  if (page.below !== null) query.where('desk.number < :below', { below: page.below });
  return query.getMany();
}

const suggestionOf = ({ id, nameJa, external, waiting }: DeskEntity & { readonly waiting: number }) => ({
  deskId: id,
  nameJa,
  external,
  waiting,
});

const deskOf = ({ id, fields, members, ...desk }: Omit<DeskEntity, 'number'>): DeskAnswer => ({
  deskId: id,
  version: desk.version,
  nameJa: desk.nameJa,
  external: desk.external,
  orgId: desk.orgId,
  areaId: desk.areaId,
  fields: [...fields],
  managerSub: desk.managerSub,
  deputySub: desk.deputySub,
  members: [...members],
  closed: desk.closed,
});
