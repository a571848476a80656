import { Injectable } from '@nestjs/common';
import type {
  HandoverAnswer,
  HandoverLine,
  HandoverListAnswer,
  ListHandoversV1,
  ReadHandoverV1,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { mayReadWords } from '../domain/access';
import { HANDOVER } from '../domain/handover';
import { HandoverEntity } from '../storage/centre.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class HandoverQueries {
  constructor(private readonly reads: ReadScope) {}

  byId({ handoverId }: ReadHandoverV1, ctx: CallContext): Promise<HandoverAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const row = await findRow(db, HandoverEntity, handoverId, 'handover');
      const { toSub, byArea, byCase } = row.receivers;
      return {
        ...lineOf(row),
        receivers: { toSub, byArea: [...byArea], byCase: [...byCase] },
        words: mayReadWords(ctx.actor) ? row.words : null,
        mayBeCancelled: HANDOVER.allows(row.state, 'cancel'),
      };
    });
  }

  list(wish: ListHandoversV1, ctx: CallContext): Promise<HandoverListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(HandoverEntity, 'handover')
        .orderBy('handover.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('handover.number < :below', { below: page.below });
      return paged(await query.getMany(), page, lineOf);
    });
  }

  /** Hand-overs whose day has come, or that are under way. */
  due(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows = await db.query<readonly { readonly id: string }[]>(
        `SELECT id FROM handovers WHERE state = 'RUNNING' OR (state = 'PLANNED' AND on_day <= $1::date) ORDER BY number`,
        [localDay(now)],
      );
      return rows.map(({ id }) => id);
    });
  }
}

const lineOf = (row: HandoverEntity): HandoverLine => ({
  handoverId: row.id,
  version: row.version,
  state: row.state,
  fromSub: row.fromSub,
  onDay: row.onDay,
  total: row.total,
  done: row.done,
  preparedBy: row.preparedBy,
});
