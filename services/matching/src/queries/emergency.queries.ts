import { Injectable } from '@nestjs/common';
import type { EmergencyCaseAnswer, EmergencyList, ListEmergenciesV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { EmergencyEntity } from '../storage/emergency.entity';
import { page, where } from './page';

@Injectable()
export class EmergencyQueries {
  constructor(private readonly reads: ReadScope) {}

  list({ state, ...wish }: ListEmergenciesV1, ctx: CallContext): Promise<EmergencyList> {
    return this.reads.run(ctx, ({ db, now }) => {
      const query = where(db.createQueryBuilder(EmergencyEntity, 'row'), { state });
      return page(query, 'openedAt', wish, (row) => answer(row, localDay(now)));
    });
  }
}

const answer = (row: EmergencyEntity, today: string): EmergencyCaseAnswer => ({
  matchRequestId: row.id,
  state: row.state,
  version: row.version,
  basis: row.basis,
  reasonCode: row.reasonCode,
  until: row.until,
  openedAt: row.openedAt.toISOString(),
  placementId: row.placementId,
  personAsked: row.personAsked,
  told: [...row.told],
  dueOn: row.dueOn,
  overdue: row.dueOn !== null && row.dueOn < today,
  decisionReasonCode: row.decisionReasonCode,
  reviewOutcome: row.reviewOutcome,
});
