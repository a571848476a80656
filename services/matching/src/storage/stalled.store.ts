import { addDays } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { type spansOf, type StalledKind } from '../domain/stalled';

export interface RestingStep {
  readonly kind: StalledKind;
  readonly id: string;
  readonly matchRequestId: string;
  readonly state: string;
  /** Local day. */
  readonly since: string;
}

const localDayOf = (moment: string): string => `((${moment}) AT TIME ZONE 'Asia/Tokyo')::date`;

/**
 * A trial rests from its day on, a pause from its review day, a decision from its last day, and who has no bed from
 * the day of the call until a place is found or the request is over. Whoever takes part at a place that closed or is
 * unsafe is looked after on the day itself, until the placement moves. Where a host could not
 * go on, a next place is due the same day, until the request moves (state-machines.md). Of somebody who has died, the
 * placement rests from the last day on which it was to be ended, whatever else is recorded, until it is ended.
 */
const RESTING = `
  SELECT 'match_request' AS kind, id, id AS match_request_id, state, ${localDayOf('state_since')} AS since
    FROM match_requests r
   WHERE state <> 'PROPOSING' OR NOT EXISTS (
     SELECT 1 FROM match_proposals p WHERE p.match_request_id = r.id
        AND p.state NOT IN ('ACCEPTED','PROVIDER_DECLINED','PERSON_DECLINED','EXPIRED','REVOKED'))
  UNION ALL
  SELECT 'proposal', id, match_request_id, state,
         ${localDayOf(`CASE WHEN state = 'TRIAL_SCHEDULED' THEN greatest(state_since, trial_at) ELSE state_since END`)}
    FROM match_proposals
  UNION ALL
  SELECT 'placement', id, match_request_id,
         CASE WHEN end_due_on IS NOT NULL THEN 'PERSON_DIED' WHEN host_stopped_on IS NULL THEN state ELSE 'HOST_STOPPED' END,
         CASE WHEN end_due_on IS NOT NULL THEN end_due_on
              WHEN host_stopped_on IS NOT NULL THEN host_stopped_on
              WHEN state = 'PAUSED' THEN greatest(review_on, ${localDayOf('state_since')})
              ELSE ${localDayOf('state_since')} END
    FROM placements
   WHERE state <> 'ENDED' OR (reason_code = 'host_withdrew' AND EXISTS (
     SELECT 1 FROM match_requests r WHERE r.id = match_request_id AND r.state = 'PLACED'))
  UNION ALL
  SELECT 'emergency', id, id, state, coalesce(due_on, ${localDayOf('opened_at')}) FROM emergencies e
   WHERE due_on IS NOT NULL OR (state = 'OPEN' AND EXISTS (
     SELECT 1 FROM match_requests r WHERE r.id = e.id AND r.state NOT IN ('PLACED','PARKED','CANCELLED','CLOSED')))`;

/** Steps that rest within one of the spans, longest first. */
export function restingSteps(
  db: EntityManager,
  spans: ReturnType<typeof spansOf>,
  today: string,
  page: { readonly limit: number; readonly after: { readonly since: string; readonly id: string } | null },
): Promise<readonly RestingStep[]> {
  const asked = spans.map(({ kind, state, from, before }) => ({
    kind,
    state,
    last: addDays(today, -from),
    first: before === null ? null : addDays(today, -before),
  }));
  return db.query<readonly RestingStep[]>(
    `SELECT step.kind, step.id, match_request_id AS "matchRequestId", step.state, since::text AS since
       FROM (${RESTING}) AS step
       JOIN jsonb_to_recordset($1) AS span (kind text, state text, last date, first date)
         ON span.kind = step.kind AND span.state = step.state
        AND since <= span.last AND (span.first IS NULL OR since > span.first)
      WHERE $2::date IS NULL OR (since, step.id) > ($2::date, $3::uuid)
      ORDER BY since, step.id LIMIT $4`,
    [JSON.stringify(asked), page.after?.since ?? null, page.after?.id ?? null, page.limit],
  );
}
