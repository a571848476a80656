import { Injectable } from '@nestjs/common';
import type {
  ContactAttemptView,
  EngagementAnswer,
  EngagementsAnswer,
  EngagementSummary,
  ListEngagementsV1,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import type { Engagement } from '../domain/engagement';
import { EngagementRow } from '../storage/tables';
import { DEFAULT_LIMIT, NO_DAY, page, readCursor } from './cursor';

const FIELDS = `id, case_ref AS "caseRef", person_ref AS "personRef", state, stage, source, basis_code AS "basisCode",
  reason, next_action_on::text AS "nextActionOn", review_on::text AS "reviewOn",
  last_attempt_on::text AS "lastAttemptOn", last_contact_on::text AS "lastContactOn", version`;

const LIST = `
  SELECT ${FIELDS} FROM engagements
  WHERE ($1::text IS NULL OR state = $1) AND ($2::date IS NULL OR next_action_on < $2)
    AND (coalesce(next_action_on, 'infinity'::date), id) > ($3::date, $4::uuid)
  ORDER BY coalesce(next_action_on, 'infinity'::date), id LIMIT $5`;

const ATTEMPTS = `
  SELECT id, method, result, tried_on::text AS "on", stage_after AS "stageAfter", place, note_ref AS "noteRef"
  FROM contact_attempts WHERE engagement_id = $1 ORDER BY tried_on DESC, recorded_at DESC, id LIMIT 100`;

@Injectable()
export class EngagementQueries {
  constructor(private readonly reads: ReadScope) {}

  list(asked: ListEngagementsV1, ctx: CallContext): Promise<EngagementsAnswer> {
    const { state = null, dueBefore = null, limit = DEFAULT_LIMIT } = asked;
    const after = readCursor(asked.cursor);
    return this.reads.run(ctx, async ({ db }) => {
      const values = [state, dueBefore, after.day, after.id, limit + 1];
      const rows: readonly EngagementSummary[] = await db.query(LIST, values);
      return page(rows, limit, ({ nextActionOn, id }) => ({ day: nextActionOn ?? NO_DAY, id }));
    });
  }

  read(engagementId: string, ctx: CallContext): Promise<EngagementAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [row]: readonly EngagementSummary[] = await db.query(`SELECT ${FIELDS} FROM engagements WHERE id = $1`, [
        engagementId,
      ]);
      if (!row) throw notFound('engagement');
      const attempts: ContactAttemptView[] = await db.query(ATTEMPTS, [engagementId]);
      return { ...row, attempts };
    });
  }

  /** For a command that has to ask somebody else before it changes anything. */
  asItStands(
    engagementId: string,
    ctx: CallContext,
  ): Promise<{ readonly engagement: Engagement; readonly today: string }> {
    return this.reads.run(ctx, async ({ db, now }) => ({
      engagement: await findRow(db, EngagementRow, engagementId, 'engagement'),
      today: localDay(now),
    }));
  }
}
