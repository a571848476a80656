import { Injectable } from '@nestjs/common';
import type {
  FollowUpFact,
  FollowUpFactsAnswer,
  FollowUpsAnswer,
  FollowUpView,
  HostSupportAnswer,
  HostSupportView,
  ListFollowUpsV1,
  ListHostSupportV1,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { overdueOn } from '../domain/follow-up';
import { findTie } from '../storage/follow-up.store';
import { DEFAULT_LIMIT, page, readCursor } from './cursor';

// A window that has come counts as due, whether or not the timer has passed by.
const STATE_TODAY = `CASE WHEN f.state = 'PLANNED' AND f.opens_on <= $1::date THEN 'DUE' ELSE f.state END`;

const FOLLOW_UPS = `
  SELECT f.id, f.placement_id AS "placementId", t.person_ref AS "personRef", t.case_ref AS "caseRef",
         t.org_id AS "orgId", f.kind, f.side, f.step, f.attempt, f.due_on::text AS "dueOn",
         f.opens_on::text AS "opensOn", f.closes_on::text AS "closesOn", ${STATE_TODAY} AS state, f.result,
         f.recorded_on::text AS "recordedOn", f.contact_method AS "contactMethod", f.note_ref AS "noteRef", f.version
  FROM follow_ups f JOIN ties t ON t.id = f.placement_id
  WHERE ($2::text IS NULL OR ${STATE_TODAY} = $2)
    AND ($3::uuid IS NULL OR f.placement_id = $3)
    AND ($4::date IS NULL OR f.due_on < $4)
    AND (f.due_on, f.id) > ($5::date, $6::uuid)
  ORDER BY f.due_on, f.id LIMIT $7`;

const HOST_SUPPORTS = `
  SELECT id, placement_id AS "placementId", kind, given_on::text AS "on", note_ref AS "noteRef"
  FROM host_supports
  WHERE placement_id = $1 AND (given_on, id) > ($2::date, $3::uuid)
  ORDER BY given_on, id LIMIT $4`;

const FACTS = `
  SELECT side, result, recorded_on::text AS "recordedOn" FROM follow_ups
  WHERE placement_id = $1 AND result IS NOT NULL ORDER BY recorded_on, recorded_as`;

const DUE = `SELECT id FROM follow_ups WHERE state = 'PLANNED' AND opens_on <= $1::date ORDER BY opens_on LIMIT 500`;

type Stored = Omit<FollowUpView, 'overdue' | 'overdueDays' | 'escalation'>;

@Injectable()
export class FollowUpQueries {
  constructor(private readonly reads: ReadScope) {}

  list(asked: ListFollowUpsV1, ctx: CallContext): Promise<FollowUpsAnswer> {
    const { state = null, placementId = null, dueBefore = null, limit = DEFAULT_LIMIT } = asked;
    const after = readCursor(asked.cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const rows: readonly Stored[] = await db.query(FOLLOW_UPS, [
        today,
        state,
        placementId,
        dueBefore,
        after.day,
        after.id,
        limit + 1,
      ]);
      const { items, nextCursor } = page(rows, limit, ({ dueOn, id }) => ({ day: dueOn, id }));
      return { items: items.map((row) => ({ ...row, ...overdueOn(row, today) })), nextCursor };
    });
  }

  hostSupport(
    { placementId, limit = DEFAULT_LIMIT, cursor }: ListHostSupportV1,
    ctx: CallContext,
  ): Promise<HostSupportAnswer> {
    const after = readCursor(cursor);
    return this.reads.run(ctx, async ({ db }) => {
      await findTie(db, placementId);
      const rows: readonly HostSupportView[] = await db.query(HOST_SUPPORTS, [
        placementId,
        after.day,
        after.id,
        limit + 1,
      ]);
      return page(rows, limit, ({ on, id }) => ({ day: on, id }));
    });
  }

  /** A placement of which nothing was heard has no facts; that is an answer, not an error. */
  facts(placementId: string, ctx: CallContext): Promise<FollowUpFactsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const followUps: FollowUpFact[] = await db.query(FACTS, [placementId]);
      return { placementId, followUps };
    });
  }

  /** Follow-ups whose window has come, 500 at most. */
  windowsThatCame(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows: readonly { readonly id: string }[] = await db.query(DUE, [localDay(now)]);
      return rows.map(({ id }) => id);
    });
  }
}
