import { Injectable } from '@nestjs/common';
import type { ListPlacementChecksV1, PlacementCheckAnswer, PlacementCheckList } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { escalatedBefore, turnOf } from '../domain/placement-check';
import { PlacementCheckEntity } from '../storage/placement-check.entity';
import { page, where } from './page';

@Injectable()
export class PlacementCheckQueries {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListPlacementChecksV1, ctx: CallContext): Promise<PlacementCheckList> {
    const { state = 'OPEN', level, menuId, caseRef, ...wish } = input;
    return this.reads.run(ctx, ({ db, now }) => {
      const today = localDay(now);
      const query = where(db.createQueryBuilder(PlacementCheckEntity, 'row'), { state, menuId, caseRef });
      if (level !== undefined) {
        query.andWhere(`row.state = 'OPEN' AND (row.dueOn < :before) = :escalated`, {
          before: escalatedBefore(today),
          escalated: level === 'escalated',
        });
      }
      return page(query, 'openedAt', wish, (row) => answer(row, today));
    });
  }
}

function answer(row: PlacementCheckEntity, today: string): PlacementCheckAnswer {
  const { id: checkId, placementId, caseRef, matchRequestId, menuId, orgId, state, version } = row;
  const { dueOn, result, attempts, triedOn } = row;
  const about = { checkId, placementId, caseRef, matchRequestId, menuId, orgId, state, version };
  return { ...about, dueOn, ...turnOf(row, today), result, attempts, triedOn };
}
