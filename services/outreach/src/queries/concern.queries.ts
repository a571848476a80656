import { Injectable } from '@nestjs/common';
import type {
  ConcernAnswer,
  ConcernFeedbackAnswer,
  ConcernFormAnswer,
  ConcernsAnswer,
  ConcernSummary,
  ListConcernsV1,
  ReadConcernFormV1,
} from '#libs/contracts';
import { type CallContext, labelOf, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { dueDays, feedbackJa, lastDayToDispose, refuseStranger, sourcesOf, URGENCIES } from '../domain/concern';
import { CALL_FIRST } from '../domain/engagement-steps';
import type { ConcernRow } from '../storage/concern.entity';
import { DEFAULT_LIMIT, page, readCursor } from './cursor';

const FIELDS = `id AS "concernId", version, state, source_kind AS "sourceKind", area_id AS "areaId", urgency,
  received_at AS "receivedAt", due_on::text AS "dueOn", state = 'RECEIVED' AND due_on < $1::date AS overdue,
  taken_by AS "takenBy", engagement_id AS "engagementId", outcome`;

const LIST = `
  SELECT ${FIELDS} FROM concern_reports
  WHERE (CASE WHEN $2::text IS NULL THEN state <> 'SETTLED' ELSE state = $2 END) AND (due_on, id) > ($3::date, $4::uuid)
  ORDER BY due_on, id LIMIT $5`;

type Stored<T extends ConcernSummary> = Omit<T, 'receivedAt'> & { readonly receivedAt: Date };

@Injectable()
export class ConcernQueries {
  constructor(private readonly reads: ReadScope) {}

  form({ urgency }: ReadConcernFormV1, { actor }: CallContext): ConcernFormAnswer {
    const urgencies = URGENCIES.filter((code) => urgency === undefined || code === urgency);
    return {
      callFirst: [...CALL_FIRST],
      sources: sourcesOf(actor).map((code) => ({ code, ja: labelOf('channels', code) })),
      urgencies: urgencies.map((code) => ({ code, ja: labelOf('urgency', code), withinDays: dueDays(code) })),
    };
  }

  list({ state, limit = DEFAULT_LIMIT, cursor }: ListConcernsV1, ctx: CallContext): Promise<ConcernsAnswer> {
    const after = readCursor(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const values = [localDay(now), state ?? null, after.day, after.id, limit + 1];
      const rows: readonly Stored<ConcernSummary>[] = await db.query(LIST, values);
      const { items, nextCursor } = page(rows, limit, ({ dueOn, concernId }) => ({ day: dueOn, id: concernId }));
      return { items: items.map(shown), nextCursor };
    });
  }

  one(concernId: string, ctx: CallContext): Promise<ConcernAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const [row]: readonly Stored<ConcernAnswer>[] = await db.query(
        `SELECT ${FIELDS}, words, place, feedback, disposed_on::text AS "disposedOn" FROM concern_reports WHERE id = $2`,
        [localDay(now), concernId],
      );
      if (!row) throw notFound('concern');
      return shown(row);
    });
  }

  feedback(receiptId: string, ctx: CallContext): Promise<ConcernFeedbackAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [row]: readonly Pick<ConcernRow, 'feedback' | 'reportedBy' | 'reportedByOrg'>[] = await db.query(
        `SELECT feedback, reported_by AS "reportedBy", reported_by_org AS "reportedByOrg"
         FROM concern_reports WHERE receipt_id = $1`,
        [receiptId],
      );
      if (!row) throw notFound('concern');
      refuseStranger(row, ctx.actor);
      return { code: row.feedback, ja: feedbackJa(row.feedback) };
    });
  }

  /** Reports whose words are to go today, as many as one turn takes. */
  wordsToDispose(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows: readonly { readonly id: string }[] = await db.query(
        `SELECT id FROM concern_reports
         WHERE engagement_id IS NULL AND disposed_on IS NULL AND settled_on <= $1 ORDER BY settled_on LIMIT 100`,
        [lastDayToDispose(localDay(now))],
      );
      return rows.map(({ id }) => id);
    });
  }
}

function shown<T extends ConcernSummary>(row: Stored<T>): T {
  return { ...row, receivedAt: row.receivedAt.toISOString() } as Stored<T> & T;
}
