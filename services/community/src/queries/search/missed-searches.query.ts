import { Injectable } from '@nestjs/common';
import type { ListMissedSearchesV1, MissedSearchCount, MissedSearchesAnswer } from '#libs/contracts';
import { type CallContext, invalid } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';

@Injectable()
export class MissedSearchesQuery {
  constructor(private readonly reads: ReadScope) {}

  between({ from, to }: ListMissedSearchesV1, ctx: CallContext): Promise<MissedSearchesAnswer> {
    if (to < from) {
      const field = { field: 'to', rule: 'atLeastFrom', mend: '終わりの日は始まりの日以後にしてください' };
      throw invalid('missed-searches.period', 'The period ends before it begins.', [field]);
    }
    return this.reads.run(ctx, async ({ db }) => ({
      items: await db.query<MissedSearchCount[]>(
        `SELECT terms, area_id AS "areaId", type, purpose, sum(searches)::int AS searches
           FROM missed_searches WHERE day BETWEEN $1 AND $2
          GROUP BY terms, area_id, type, purpose
          ORDER BY sum(searches) DESC, terms, area_id, type, purpose LIMIT 100`,
        [from, to],
      ),
    }));
  }
}
