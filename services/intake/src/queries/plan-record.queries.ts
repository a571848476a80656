import { Injectable } from '@nestjs/common';
import type {
  PlanActionHistoryAnswer,
  PlanRecordsAnswer,
  ReadPlanActionHistoryV1,
  ReadPlanRecordsV1,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { PlanActionUpdateEntity } from '../storage/plan-action.entity';
import { findAction } from '../storage/plan-actions.store';
import { findSupportPlan } from '../storage/support-plans.store';
import { planRecords } from './plan-records';

const LAST = 100;
/** More than a timer's turn can do; the rest waits for the next one. */
const DUE_AT_ONCE = 200;

@Injectable()
export class PlanRecordQueries {
  constructor(private readonly reads: ReadScope) {}

  ofPlan({ planId }: ReadPlanRecordsV1, ctx: CallContext): Promise<PlanRecordsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findSupportPlan(db, planId);
      return { planId, ...(await planRecords(db, planId)) };
    });
  }

  history({ actionId }: ReadPlanActionHistoryV1, ctx: CallContext): Promise<PlanActionHistoryAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { planId } = await findAction(db, actionId);
      const rows = await db
        .createQueryBuilder(PlanActionUpdateEntity, 'update')
        .where('update.actionId = :actionId', { actionId })
        .orderBy('update.version', 'DESC')
        .limit(LAST)
        .getMany();
      const items = rows.map(({ version, state, note, milestone, toDeskId, updatedBy, updatedAt }) => ({
        ...{ version, state, note, milestone, toDeskId, updatedBy },
        updatedAt: updatedAt.toISOString(),
      }));
      return { actionId, planId, items };
    });
  }

  /** Plans whose day of monitoring has come. While support is suspended nobody is asked to monitor. */
  dueForMonitoring(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows = await db.query<readonly { readonly id: string }[]>(
        `SELECT p.id FROM support_plans p JOIN cases c ON c.id = p.case_ref
          WHERE p.state = 'ACTIVE' AND p.next_monitoring_on <= $1::date AND c.state <> 'SUSPENDED'
          ORDER BY p.next_monitoring_on LIMIT $2`,
        [localDay(now), DUE_AT_ONCE],
      );
      return rows.map(({ id }) => id);
    });
  }
}
