import type { EntityManager } from 'typeorm';
import { LOOKING, type Waiting } from '../domain/people-search';
import type { RankingInput } from '../domain/ranking-input';

/**
 * Open requests that look for a place, those who have waited longest first, with what their last ranking rested on.
 * Whoever refused the place, was refused there in this request, is being asked about it or is there already does not
 * wait for it.
 */
export async function findWaiting(
  db: EntityManager,
  { menuId, resourceId }: { readonly menuId: string; readonly resourceId: string },
  limit: number,
): Promise<readonly Waiting[]> {
  return db.query(
    `SELECT r.id AS "matchRequestId", r.person_ref AS "personRef", r.case_ref AS "caseRef", r.need,
            to_char(r.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "openedAt",
            (SELECT CASE WHEN input IS NOT NULL THEN jsonb_build_object('profile', input->'profile', 'need', input->'need') END
               FROM rankings WHERE match_request_id = r.id ORDER BY ranked_at DESC, id LIMIT 1) AS last
       FROM match_requests r
      WHERE r.state = ANY($3)
        AND NOT EXISTS (SELECT 1 FROM refusals f
                         WHERE f.person_ref = r.person_ref AND f.menu_id IN ($1, $2) AND f.withdrawn_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM placements p
                         WHERE p.person_ref = r.person_ref AND p.menu_id = $1 AND p.ended_on IS NULL)
        AND NOT EXISTS (SELECT 1 FROM match_proposals p
                         WHERE p.person_ref = r.person_ref AND p.menu_id = $1
                           AND (p.state NOT IN ('ACCEPTED','PROVIDER_DECLINED','PERSON_DECLINED','EXPIRED','REVOKED')
                                OR (p.state = 'PROVIDER_DECLINED' AND p.match_request_id = r.id)))
      ORDER BY r.opened_at, r.id LIMIT $4`,
    [menuId, resourceId, LOOKING, limit],
  );
}

/** What a request that waits has behind it. */
export interface Tried {
  readonly matchRequestId: string;
  /** Best places of the last search; empty = nothing fitted, or nobody searched. */
  readonly lastIds: readonly string[];
  /** Refused by the person, and declined by hosts in this request. */
  readonly refused: readonly string[];
  readonly hostDeclined: readonly string[];
}

export function findTried(db: EntityManager, matchRequestIds: readonly string[]): Promise<readonly Tried[]> {
  return db.query(
    `SELECT r.id AS "matchRequestId",
            coalesce((SELECT best_ids FROM rankings WHERE match_request_id = r.id
                       ORDER BY ranked_at DESC, id LIMIT 1), '[]') AS "lastIds",
            ARRAY(SELECT menu_id FROM refusals f
                   WHERE f.person_ref = r.person_ref AND f.withdrawn_at IS NULL) AS refused,
            ARRAY(SELECT DISTINCT menu_id FROM match_proposals p
                   WHERE p.match_request_id = r.id AND p.state = 'PROVIDER_DECLINED') AS "hostDeclined"
       FROM match_requests r WHERE r.id = ANY($1)`,
    [matchRequestIds],
  );
}

/** A request that waits, as it was asked last. */
export interface LastAsked {
  readonly openedAt: Date;
  readonly input: RankingInput;
}

/** Those that nothing fitted or that rest, longest waiting first; none whose facts were taken back. */
export function findLastAsked(db: EntityManager, limit: number): Promise<readonly LastAsked[]> {
  return db.query(
    `SELECT r.opened_at AS "openedAt", last.input
       FROM match_requests r
       JOIN LATERAL (SELECT input FROM rankings WHERE match_request_id = r.id
                      ORDER BY ranked_at DESC, id LIMIT 1) AS last ON last.input IS NOT NULL
      WHERE r.state = ANY($1) ORDER BY r.opened_at, r.id LIMIT $2`,
    [['UNMET', 'PARKED'], limit],
  );
}
