import { Injectable } from '@nestjs/common';
import type { ListPotentialClientsV1, PotentialClientListAnswer } from '#libs/contracts';
import { type CallContext, invalid, isCalendarDay, localDay } from '#libs/kernel';
import { openRows, ReadScope } from '#libs/persistence';
import { LATEST_REVIEW_DAYS } from '../domain/potential-client';

const DEFAULT_LIMIT = 50;

interface Row {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly channel: string;
  readonly area_code: string | null;
  readonly concern: string | null;
  readonly received_on: string;
  readonly review_by: string;
}

/**
 * Every case in POTENTIAL, whether it was recorded as one or came there from triage: without a day of its own
 * it is due when the rules say so, counted from the day on which it came there.
 */
const WATCHED = `
  SELECT * FROM (
    SELECT c.id, c.number, coalesce(p.version, 1) AS version, c.channel, p.area_code, p.concern,
           c.received_on::text,
           coalesce(p.review_by, (
             SELECT (max(s.taken_at) AT TIME ZONE 'Asia/Tokyo')::date FROM case_steps s
              WHERE s.case_ref = c.id AND s.to_state = 'POTENTIAL' AND s.from_state <> 'POTENTIAL'
           ) + $1::int, c.received_on + $1::int)::text AS review_by
      FROM cases c LEFT JOIN potential_clients p ON p.id = c.id
     WHERE c.state = 'POTENTIAL'
  ) watched
   WHERE ($2::text IS NULL OR review_by <= $2) AND ($3::text IS NULL OR (review_by, number) > ($3, $4::bigint))
   ORDER BY review_by, number LIMIT $5`;

@Injectable()
export class PotentialClientQueries {
  constructor(private readonly reads: ReadScope) {}

  /** The most urgent first. */
  toReview(wish: ListPotentialClientsV1, ctx: CallContext): Promise<PotentialClientListAnswer> {
    const { until = null, limit = DEFAULT_LIMIT, cursor } = wish;
    const after = afterOf(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const rows = await db.query<readonly Row[]>(WATCHED, [
        ...[LATEST_REVIEW_DAYS, until, after?.reviewBy ?? null, after?.number ?? null],
        limit + 1,
      ]);
      const shown = await openRows(db, 'potential_clients', rows.slice(0, limit));
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { items: shown.map((row) => lineOf(row, today)), nextCursor: last ? cursorOf(last) : null };
    });
  }
}

const lineOf = (row: Row, today: string): PotentialClientListAnswer['items'][number] => ({
  ...{ caseRef: row.id, version: row.version, source: row.channel, areaCode: row.area_code, concern: row.concern },
  ...{ foundOn: row.received_on, reviewBy: row.review_by, overdue: row.review_by < today },
});

const cursorOf = ({ review_by, number }: Row): string =>
  Buffer.from(`${review_by}:${number}`, 'latin1').toString('base64url');

/** 400 `cursor.invalid` for a cursor that this service did not give out. */
function afterOf(cursor: string | undefined): { readonly reviewBy: string; readonly number: string } | null {
  if (cursor === undefined) return null;
  const [reviewBy = '', number = '', more] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  if (more === undefined && isCalendarDay(reviewBy) && /^\d{1,18}$/.test(number)) return { reviewBy, number };
  throw invalid('cursor.invalid', 'The cursor is none of ours.');
}
