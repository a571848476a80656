import type { EvaluationFact, MonitoringFact, PlanRecords, PlanStepFact } from '#libs/contracts';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { PlanEvaluationEntity, PlanMonitoringEntity } from '../storage/plan-record.entity';
import { formsOf } from '../storage/record-forms.store';
import { SupportPlanStepEntity } from '../storage/support-plan.entity';
import { recordFormFact } from './record-form-answer';

const LAST = 100;

/** What was done with a plan and found, newest first; by a moment where one is named. */
export async function planRecords(db: EntityManager, planId: string, at: Date | null = null): Promise<PlanRecords> {
  return {
    monitorings: await monitoringsOf(db, planId, at),
    evaluations: await evaluationsOf(db, planId, at),
    steps: await stepsOf(db, planId, at),
  };
}

type Recorded = PlanEvaluationEntity | PlanMonitoringEntity | SupportPlanStepEntity;

function rowsOf<T extends Recorded>(
  db: EntityManager,
  table: new () => T,
  planId: string,
  { when, at }: { readonly when: 'recordedAt' | 'takenAt'; readonly at: Date | null },
): SelectQueryBuilder<T> {
  const query = db.createQueryBuilder(table, 'row').where('row.planId = :planId', { planId }).limit(LAST);
  return at === null ? query : query.andWhere(`row.${when} <= :at`, { at });
}

async function monitoringsOf(db: EntityManager, planId: string, at: Date | null): Promise<MonitoringFact[]> {
  const query = rowsOf(db, PlanMonitoringEntity, planId, { when: 'recordedAt', at });
  const rows = await query.orderBy('row.number', 'DESC').getMany();
  return rows.map((row) => ({
    number: row.number,
    dueOn: row.dueOn,
    monitoredOn: row.monitoredOn,
    goals: [...row.goals],
    observedChanges: [...row.observedChanges],
    note: row.note,
    personWords: row.personWords,
    nextOn: row.nextOn,
    recordedBy: row.recordedBy,
  }));
}

async function evaluationsOf(db: EntityManager, planId: string, at: Date | null): Promise<EvaluationFact[]> {
  const query = rowsOf(db, PlanEvaluationEntity, planId, { when: 'recordedAt', at });
  const rows = await query.orderBy('row.recordedAt', 'DESC').getMany();
  const forms = await formsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    conferenceId: row.conferenceId,
    result: row.result,
    evaluation: row.evaluation,
    goals: [...row.goals],
    observedChanges: [...row.observedChanges],
    personWords: row.personWords,
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt.toISOString(),
    form: recordFormFact(forms.get(row.id)),
  }));
}

async function stepsOf(db: EntityManager, planId: string, at: Date | null): Promise<PlanStepFact[]> {
  const query = rowsOf(db, SupportPlanStepEntity, planId, { when: 'takenAt', at });
  const rows = await query.orderBy('row.version', 'DESC').getMany();
  return rows.map(({ event, fromState, toState, takenBy, takenAt }) => ({
    ...{ event, fromState, toState, takenBy },
    takenAt: takenAt.toISOString(),
  }));
}
