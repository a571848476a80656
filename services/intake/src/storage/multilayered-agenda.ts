import { notFound } from '#libs/kernel';
import type { EntityManager } from 'typeorm';

/** Why an item left the agenda of a multilayered conference. */
export type LeaveReason = 'consent_missing' | 'consent_withdrawn' | 'deceased';

/** A plan on the agenda, as far as the steps of the plan need to know. */
export interface PlanOnAgenda {
  readonly conferenceId: string;
  readonly itemId: string;
  readonly conferenceState: string;
  readonly conclusion: string | null;
  readonly chairSub: string;
  readonly memberSubs: readonly string[];
}

/** 404 `conference-item.not-found` unless the plan is on the agenda of this multilayered conference, for this. */
export async function requireAgendaItem(
  db: EntityManager,
  conferenceId: string,
  planId: string,
  kind: 'plan_adequacy' | 'closure_evaluation',
): Promise<PlanOnAgenda> {
  const [found] = await db.query<readonly PlanOnAgenda[]>(
    `SELECT c.id AS "conferenceId", i.id AS "itemId", c.state AS "conferenceState", i.conclusion,
            c.chair_sub AS "chairSub",
            array(SELECT s.sub FROM multilayered_conference_summons s
                   WHERE s.item_id = i.id AND NOT s.left_out ORDER BY s.sub) AS "memberSubs"
       FROM multilayered_conference_items i JOIN multilayered_conferences c ON c.id = i.conference_id
      WHERE i.conference_id = $1 AND i.plan_id = $2 AND i.kind = $3 AND i.state = 'ON'
      LIMIT 1`,
    [conferenceId, planId, kind],
  );
  if (!found) throw notFound('conference-item');
  return found;
}

/**
 * Takes the person's items off every agenda that is not concluded yet; the meetings stay. Part of the
 * transaction in which the consent ends.
 */
export async function dropFromAgendas(
  { db }: { readonly db: EntityManager },
  personRef: string,
  reason: LeaveReason = 'consent_withdrawn',
): Promise<void> {
  await db.query(
    `UPDATE multilayered_conference_items i
        SET state = 'LEFT', left_reason = $2, version = i.version + 1
       FROM multilayered_conferences c
      WHERE c.id = i.conference_id AND i.person_ref = $1 AND i.state = 'ON'
        AND c.state IN ('PLANNED', 'CONVENED', 'IN_SESSION')`,
    [personRef, reason],
  );
}
