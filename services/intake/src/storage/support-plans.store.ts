import { createHash, randomUUID } from 'node:crypto';
import { type Actor, systemActor } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { CASE } from '../domain/case';
import { requireScope } from '../domain/consent';
import { CONFERENCE_SCOPE, OPEN_PLAN_STATES, SUPPORT_PLAN } from '../domain/support-plan';
import { personalPartOf, type PlanContent } from '../domain/support-plan-content';
import type { At } from './at';
import { lockCase, type StepTaken, takeStep } from './cases.store';
import { findConsent } from './consents.store';
import { endMultiAgency } from './multi-agency.store';
import { recordsOf } from './person-merges.store';
import { sourceSharesEnded } from './shares.store';
import { SupportPlanContentEntity, SupportPlanEntity, SupportPlanStepEntity } from './support-plan.entity';

const PLAN = 'support-plan';

export interface PlanHead {
  readonly planId: string;
  readonly caseRef: string;
  readonly personRef: string;
  readonly state: string;
  readonly version: number;
  readonly authorSub: string;
}

/** References and state, none of the words. 404 `support-plan.not-found`. */
export async function findPlanHead(db: EntityManager, planId: string): Promise<PlanHead> {
  const { caseRef, personRef, state, version, authorSub } = await findSupportPlan(db, planId);
  return { planId, caseRef, personRef, state, version, authorSub };
}

export const findSupportPlan = (db: EntityManager, planId: string): Promise<SupportPlanEntity> =>
  findRow(db, SupportPlanEntity, planId, PLAN);

/** Keeps the person's consent as it is for this transaction: whoever changes it locks the person first. */
export async function holdPerson(db: EntityManager, personRef: string): Promise<void> {
  await db.query('SELECT id FROM persons WHERE id = $1 FOR SHARE', [personRef]);
}

/** Locks a plan and keeps the person's consent as it is, in the order in which a withdrawal does. */
export async function holdPlan(
  db: EntityManager,
  planId: string,
  expectedVersion?: number,
): Promise<SupportPlanEntity> {
  const { personRef } = await findSupportPlan(db, planId);
  await holdPerson(db, personRef);
  return lockSupportPlan(db, planId, expectedVersion);
}

/** 403 `consent.missing` unless the person agrees to conferences now; gives the version of that consent. */
export async function requireConferenceConsent(db: EntityManager, personRef: string, today: string): Promise<number> {
  const { consent } = await findConsent(db, personRef, today);
  requireScope(consent, CONFERENCE_SCOPE, today);
  return consent.version;
}

export const lockSupportPlan = (
  db: EntityManager,
  planId: string,
  expectedVersion?: number,
): Promise<SupportPlanEntity> => lockRow(db, SupportPlanEntity, planId, PLAN, expectedVersion);

/** What is done to a plan: by whom, when, with which words. */
export interface PlanStep {
  readonly event: string;
  readonly to: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly detail: object;
  readonly change?: Partial<Omit<SupportPlanEntity, 'id' | 'version' | 'state' | 'number'>>;
}

/** Changes a locked plan and writes down what was done. */
export async function takePlanStep(db: EntityManager, plan: SupportPlanEntity, step: PlanStep): Promise<StepTaken> {
  const { event, to, actor, now, detail, change } = step;
  const version = await updateRow(db, SupportPlanEntity, plan, { ...change, state: to }, PLAN);
  await recordPlanStep(db, { planId: plan.id, version, event, fromState: plan.state, toState: to }, actor, now, detail);
  return { id: plan.id, state: to, version };
}

async function recordPlanStep(
  db: EntityManager,
  step: Pick<SupportPlanStepEntity, 'planId' | 'version' | 'event' | 'fromState' | 'toState'>,
  actor: Actor,
  now: Date,
  detail: object,
): Promise<void> {
  await insertRow(db, SupportPlanStepEntity, { id: randomUUID(), ...step, takenBy: actor.sub, takenAt: now, detail });
}

type NewPlan = Pick<SupportPlanEntity, 'caseRef' | 'personRef' | 'episode' | 'edition' | 'replaces' | 'authorSub'>;

/** A new edition in DRAFT with its first content. */
export async function insertSupportPlan(
  db: EntityManager,
  head: NewPlan,
  content: PlanContent,
  { actor, now }: Pick<PlanStep, 'actor' | 'now'>,
): Promise<StepTaken> {
  const drafted = { id: randomUUID(), state: 'DRAFT', version: 1 };
  await insertRow(db, SupportPlanEntity, { ...drafted, ...head, contentNumber: 1, periodUntil: content.until });
  await insertContent(db, drafted.id, { number: 1, content, writtenBy: head.authorSub, writtenAt: now });
  const step = { planId: drafted.id, version: 1, event: 'draft', fromState: '', toState: 'DRAFT' };
  await recordPlanStep(db, step, actor, now, { replaces: head.replaces });
  return drafted;
}

export async function insertContent(
  db: EntityManager,
  planId: string,
  written: Omit<SupportPlanContentEntity, 'id' | 'planId' | 'hash'>,
): Promise<void> {
  const hash = createHash('sha256').update(personalPartOf(written.content)).digest('hex');
  await insertRow(db, SupportPlanContentEntity, { id: randomUUID(), planId, hash, ...written });
}

/** The content that holds. */
export const contentOf = (
  db: EntityManager,
  { id, contentNumber }: Pick<SupportPlanEntity, 'id' | 'contentNumber'>,
): Promise<SupportPlanContentEntity> =>
  db
    .createQueryBuilder(SupportPlanContentEntity, 'content')
    .where('content.planId = :id AND content.number = :contentNumber', { id, contentNumber })
    .getOneOrFail();

/** Everybody who wrote any of the plan's contents, and who drafted it. */
export async function writersOf(db: EntityManager, { id, authorSub }: SupportPlanEntity): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly sub: string }[]>(
    'SELECT DISTINCT written_by AS sub FROM support_plan_contents WHERE plan_id = $1',
    [id],
  );
  return [authorSub, ...rows.map(({ sub }) => sub)];
}

/** Number of the next edition of a plan in this episode. Lock the case first. */
export async function nextEditionOf(
  db: EntityManager,
  { id, episode }: { readonly id: string; readonly episode: number },
): Promise<number> {
  const [row] = await db.query<readonly { readonly next: number }[]>(
    'SELECT coalesce(max(edition), 0)::int + 1 AS next FROM support_plans WHERE case_ref = $1 AND episode = $2',
    [id, episode],
  );
  return row?.next ?? 1;
}

/**
 * Takes back every open plan of a person, in the transaction in which the consent ends or the person died:
 * sharing stops, also of plans that are over; what agencies do for the person alone, and what the person takes part in, goes on. Records that are
 * merged are one person.
 */
export async function withdrawPlansOf(
  tx: Omit<At, 'today'>,
  personRef: string,
  reason = 'consent_withdrawn',
): Promise<void> {
  const rows = await tx.db.query<readonly { readonly id: string; readonly ref: string }[]>(
    'SELECT id, person_ref AS ref FROM support_plans WHERE person_ref = ANY($1) ORDER BY id',
    [await recordsOf(tx.db, personRef)],
  );
  for (const { id, ref } of rows) {
    const plan = await lockSupportPlan(tx.db, id);
    if (OPEN_PLAN_STATES.includes(plan.state)) await withdrawPlan(tx, plan, systemActor('intake', ''), { reason });
    await sourceSharesEnded(tx.db, ref, [id], tx.now);
  }
}

/** Takes a locked plan back. A case that was being planned is assessed again; any other goes on as it is. */
export async function withdrawPlan(
  { db, now }: Omit<At, 'today'>,
  plan: SupportPlanEntity,
  actor: Actor,
  detail: object,
): Promise<StepTaken> {
  const to = SUPPORT_PLAN.next(plan.state, 'withdraw', actor);
  const taken = await takePlanStep(db, plan, { event: 'withdraw', to, actor, now, detail });
  await sourceSharesEnded(db, plan.personRef, await editionsBeside(db, plan), now);
  const kase = await lockCase(db, plan.caseRef);
  if (kase.episode === plan.episode) await endMultiAgency(db, kase, now);
  if (kase.state !== 'PLANNING') return taken;
  const itself = systemActor('intake', actor.tenant);
  const back = CASE.next(kase.state, 'planWithdrawn', itself);
  await takeStep(db, kase, { event: 'planWithdrawn', to: back, actor: itself, now, detail: { planId: plan.id } });
  return taken;
}

/** All editions of the plan in its episode, itself among them: what desks know of one they know of the other. */
async function editionsBeside(
  db: EntityManager,
  { caseRef, episode }: Pick<SupportPlanEntity, 'caseRef' | 'episode'>,
): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM support_plans WHERE case_ref = $1 AND episode = $2',
    [caseRef, episode],
  );
  return rows.map(({ id }) => id);
}

/** A replaced edition holds until the next one is decided, or taken back. */
export async function holdsNoMore(db: EntityManager, { id, state }: SupportPlanEntity): Promise<boolean> {
  if (state !== 'REPLANNED') return false;
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM support_plans WHERE replaces = $1 AND (decided_at IS NOT NULL OR state = 'WITHDRAWN') LIMIT 1`,
    [id],
  );
  return rows.length > 0;
}
