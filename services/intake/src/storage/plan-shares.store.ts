import type { Actor } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { refuseWhereClosed } from '../domain/referral';
import { type DeskRow, requireDesks } from './desks.store';
import { recordShare } from './shares.store';
import type { SupportPlanEntity } from './support-plan.entity';
import type { At } from './at';

/** Desks that can take on a role. 404 `desk.not-found`, 409 `desk.closed`. */
export async function requireOpenDesks(
  db: EntityManager,
  ids: readonly string[],
  field: string,
): Promise<readonly DeskRow[]> {
  const desks = await requireDesks(db, ids, field);
  desks.forEach(refuseWhereClosed);
  return desks;
}

/** What a desk learns with its role: codes, never the words. */
const ITEMS = ['person_words', 'plan_goals', 'plan_actions'];

/** Tells desks of a plan in which they have a role, each as far as the person agreed. 403 `consent.missing`. */
export async function sharePlan(
  tx: At,
  { id, personRef, caseRef }: SupportPlanEntity,
  { deskIds, field }: { readonly deskIds: readonly string[]; readonly field: string },
  actor: Actor,
): Promise<void> {
  for (const desk of await requireOpenDesks(tx.db, deskIds, field)) {
    const ground = { basis: 'consent', reason: null, items: ITEMS, actor, sourceId: id };
    await recordShare(tx, { personRef, caseRef, ...recipientOf(desk), ...ground });
  }
}

function recipientOf({ id, external, orgId }: DeskRow) {
  if (!external) return { recipient: { kind: 'desk' as const, id }, scope: 'internal_sharing' };
  return { recipient: { kind: 'agency' as const, id: orgId ?? id }, scope: 'agency_referral' };
}

/** Desks that were told of the plan and were not asked to give it back, as all are when it is taken back. */
export async function desksTold(
  db: EntityManager,
  { id, personRef }: Pick<SupportPlanEntity, 'id' | 'personRef'>,
): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT DISTINCT desk.id FROM shares share
       JOIN desks desk ON share.recipient_id IN (desk.id::text, desk.org_id::text)
      WHERE share.person_ref = $2 AND share.source_id = $1 AND share.recipient_kind IN ('desk', 'agency')
        AND NOT EXISTS (SELECT 1 FROM return_requests back WHERE back.share_id = share.id)
      ORDER BY desk.id`,
    [id, personRef],
  );
  return rows.map(({ id: deskId }) => deskId);
}

/** Of these desks the ones that somebody works at or answers for. */
export async function desksOfMember(
  db: EntityManager,
  deskIds: readonly string[],
  sub: string,
): Promise<readonly string[]> {
  const desks = await requireDesks(db, deskIds);
  return desks
    .filter(({ managerSub, deputySub, members }) => [managerSub, deputySub, ...members].includes(sub))
    .map(({ id }) => id);
}
