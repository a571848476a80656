import { Injectable } from '@nestjs/common';
import type { ListMatchRequestsV1, MatchRequestAnswer, MatchRequestList } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { MatchRequestEntity } from '../storage/match-request.entity';
import { page, where } from './page';

@Injectable()
export class MatchRequestQueries {
  constructor(private readonly reads: ReadScope) {}

  async byId(id: string, ctx: CallContext): Promise<MatchRequestAnswer> {
    return answer(await this.reads.row(ctx, MatchRequestEntity, id, 'match-request'));
  }

  list({ caseRef, personRef, state, ...wish }: ListMatchRequestsV1, ctx: CallContext): Promise<MatchRequestList> {
    return this.reads.run(ctx, ({ db }) => {
      const query = where(db.createQueryBuilder(MatchRequestEntity, 'row'), { caseRef, personRef, state });
      return page(query, 'openedAt', wish, answer);
    });
  }
}

const answer = (row: MatchRequestEntity): MatchRequestAnswer => ({
  id: row.id,
  state: row.state,
  version: row.version,
  caseRef: row.caseRef,
  personRef: row.personRef,
  planId: row.planId,
  need: row.need as MatchRequestAnswer['need'],
  shortlist: [...row.shortlist],
  orderChangedReasonCode: row.orderChangedReasonCode,
  parkedUntil: row.parkedUntil,
  reasonCode: row.reasonCode,
  openedAt: row.openedAt.toISOString(),
});
