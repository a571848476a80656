import type { EntityManager } from 'typeorm';
import { PlanActionEntity } from './plan-action.entity';
import { SupportPlanConfirmationEntity, SupportPlanContentEntity } from './support-plan.entity';
import { ConsentVersionEntity, ReferralVersionEntity, SupportPlanVersionEntity } from './then.entity';

type Versioned = SupportPlanVersionEntity | ReferralVersionEntity | ConsentVersionEntity;

/** Where the steps of a kind of record stand, and by which column they name it. */
interface Steps {
  readonly table: 'support_plan_steps' | 'referral_steps' | 'consent_records';
  readonly of: 'plan_id' | 'referral_id' | 'person_ref';
  readonly at: 'taken_at' | 'recorded_at';
}

/** Each of these as the last step by a moment left it. Every change of them is a step. */
async function thenOf<T extends Versioned>(
  db: EntityManager,
  kept: new () => T,
  { table, of, at: when }: Steps,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<readonly T[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .createQueryBuilder(kept, 'row')
    .where('row.id IN (:...ids)', { ids })
    .andWhere(
      `row.version = coalesce((SELECT max(step.version) FROM ${table} step
                                WHERE step.${of} = row.id AND step.${when} <= :at), 1)`,
      { at },
    )
    .orderBy('row.seq')
    .getMany();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

type Moment = { readonly ids: readonly string[]; readonly at: Date };

export const plansThen = (db: EntityManager, moment: Moment): Promise<readonly SupportPlanVersionEntity[]> =>
  thenOf(db, SupportPlanVersionEntity, { table: 'support_plan_steps', of: 'plan_id', at: 'taken_at' }, moment);

export const referralsThen = (db: EntityManager, moment: Moment): Promise<readonly ReferralVersionEntity[]> =>
  thenOf(db, ReferralVersionEntity, { table: 'referral_steps', of: 'referral_id', at: 'taken_at' }, moment);

/** The consent of a record, and when it had been changed last; nobody had asked before the first record. */
export async function consentThen(
  db: EntityManager,
  personRef: string,
  at: Date,
): Promise<{ readonly consent: ConsentVersionEntity | undefined; readonly changedAt: Date | null }> {
  const steps = { table: 'consent_records', of: 'person_ref', at: 'recorded_at' } as const;
  const [consent] = await thenOf(db, ConsentVersionEntity, steps, { ids: [personRef], at });
  const rows = await db.query<readonly { readonly at: Date | null }[]>(
    'SELECT max(recorded_at) AS at FROM consent_records WHERE person_ref = $1 AND recorded_at <= $2',
    [personRef, at],
  );
  return { consent, changedAt: rows[0]?.at ?? null };
}

/** What a plan said under a number. */
export const contentThen = (db: EntityManager, planId: string, number: number): Promise<SupportPlanContentEntity> =>
  db
    .createQueryBuilder(SupportPlanContentEntity, 'content')
    .where('content.planId = :planId AND content.number = :number', { planId, number })
    .getOneOrFail();

/** The person's last yes by then. */
export const confirmationThen = (
  db: EntityManager,
  planId: string,
  at: Date,
): Promise<SupportPlanConfirmationEntity | null> =>
  db
    .createQueryBuilder(SupportPlanConfirmationEntity, 'confirmation')
    .where('confirmation.planId = :planId AND confirmation.recordedAt <= :at', { planId, at })
    .orderBy('confirmation.contentNumber', 'DESC')
    .addOrderBy('confirmation.recordedAt', 'DESC')
    .limit(1)
    .getOne();

/** Roles come into being with the decision; each as its last update by then left it. */
export async function actionsThen(
  db: EntityManager,
  { id: planId, decidedAt }: Pick<SupportPlanVersionEntity, 'id' | 'decidedAt'>,
  at: Date,
): Promise<readonly PlanActionEntity[]> {
  if (decidedAt === null) return [];
  const actions = await db
    .createQueryBuilder(PlanActionEntity, 'action')
    .where('action.planId = :planId', { planId })
    .orderBy('action.position')
    .getMany();
  const updates = await db.query<readonly Pick<PlanActionEntity, 'id' | 'version' | 'state'>[]>(
    `SELECT DISTINCT ON (action_id) action_id AS id, version, state FROM support_plan_action_updates
      WHERE action_id = ANY($1::uuid[]) AND updated_at <= $2 ORDER BY action_id, version DESC`,
    [actions.map(({ id }) => id), at],
  );
  const last = new Map(updates.map((update) => [update.id, update]));
  return actions.map((action) => ({ ...action, version: 1, state: 'planned' as const, ...last.get(action.id) }));
}
