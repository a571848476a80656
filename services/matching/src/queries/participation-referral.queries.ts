import { Injectable } from '@nestjs/common';
import type {
  ListParticipationReferralsV1,
  ParticipationReferralAnswer,
  ParticipationReferralList,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { ParticipationReferralEntity } from '../storage/participation-referral.entity';
import { page, where } from './page';

@Injectable()
export class ParticipationReferralQueries {
  constructor(private readonly reads: ReadScope) {}

  list({ state, ...wish }: ListParticipationReferralsV1, ctx: CallContext): Promise<ParticipationReferralList> {
    return this.reads.run(ctx, ({ db, now }) => {
      const query = where(db.createQueryBuilder(ParticipationReferralEntity, 'row'), { state });
      return page(query, 'receivedAt', wish, (row) => answer(row, localDay(now)));
    });
  }
}

const answer = (row: ParticipationReferralEntity, today: string): ParticipationReferralAnswer => ({
  id: row.id,
  version: row.version,
  state: row.state,
  supportPlanId: row.supportPlanId,
  caseRef: row.caseRef,
  personRef: row.personRef,
  receivedOn: localDay(row.receivedAt),
  dueOn: row.dueOn,
  overdue: row.state === 'OPEN' && row.dueOn < today,
  matchRequestId: row.matchRequestId,
  reasonCode: row.reasonCode,
});
