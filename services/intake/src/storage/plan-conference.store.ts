import { type Actor, hasRole, notFound } from '#libs/kernel';
import { findRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type ItemKind, requireConclusion } from '../domain/support-plan';
import { isReadable } from './conference-access';
import { MULTILAYERED } from './conference-kinds';
import { type PlanOnAgenda, requireAgendaItem } from './multilayered-agenda';
import { MultilayeredConferenceEntity, MultilayeredConferenceItemEntity } from './multilayered-conference.entity';

interface Where {
  readonly planId: string;
  readonly conferenceId: string | null;
  readonly kind: ItemKind;
}

/** The plan on the agenda of a conference: the chair's own, or any for who decides for the municipality. */
export async function agendaItemFor(
  db: EntityManager,
  { planId, conferenceId, kind }: Where,
  actor: Actor,
  step: 'chairs' | 'decides' = 'chairs',
): Promise<PlanOnAgenda> {
  if (conferenceId === null) throw notFound('conference-item');
  const item = await requireAgendaItem(db, conferenceId, planId, kind);
  const decides = step === 'decides' && hasRole(actor, 'DECISION_MAKER');
  if (item.chairSub !== actor.sub && !decides) throw notFound('conference-item');
  return item;
}

/** Whoever was called to the plan and has pledged secrecy reads it like the material of the item (L01, L02). */
export async function isCalledTo(db: EntityManager, planId: string, actor: Actor, today: string): Promise<boolean> {
  const items = await db
    .createQueryBuilder(MultilayeredConferenceItemEntity, 'item')
    .where('item.planId = :planId', { planId })
    .getMany();
  for (const item of items) {
    const conference = await findRow(db, MultilayeredConferenceEntity, item.conferenceId, 'conference');
    if (await isReadable(db, { of: MULTILAYERED, actor, today }, { conference, item })) return true;
  }
  return false;
}

/** Whether the plan is adequate, as the conference before which it is now concluded. */
export async function requireAdequacy(
  db: EntityManager,
  { id: planId, conferenceId }: { readonly id: string; readonly conferenceId: string | null },
  conclusion: 'plan_adequate' | 'revise',
  actor: Actor,
): Promise<void> {
  const step = conclusion === 'plan_adequate' ? 'decides' : 'chairs';
  requireConclusion(await agendaItemFor(db, { planId, conferenceId, kind: 'plan_adequacy' }, actor, step), conclusion);
}

/** What becomes of the plan at the end of its period. A conclusion counts once: the next period has its own. */
export async function requireEvaluation(
  db: EntityManager,
  { planId, conferenceId }: { readonly planId: string; readonly conferenceId: string },
  conclusion: 'continue' | 'revise' | 'close',
  actor: Actor,
): Promise<void> {
  const step = conclusion === 'continue' ? 'chairs' : 'decides';
  const item = await agendaItemFor(db, { planId, conferenceId, kind: 'closure_evaluation' }, actor, step);
  const used = await db.query<readonly unknown[]>(
    'SELECT 1 FROM support_plan_evaluations WHERE plan_id = $1 AND conference_id = $2 LIMIT 1',
    [planId, conferenceId],
  );
  requireConclusion(used.length > 0 ? { ...item, conclusion: null } : item, conclusion);
}
