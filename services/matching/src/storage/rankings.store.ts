import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { blockedBy } from '../domain/match-request';
import type { Point } from '../domain/geo';
import type { RankingInput } from '../domain/ranking-input';
import { RULES_VERSION } from '../domain/rules-version';
import { fingerprintOf, type Ranked } from './ranker';
import { RankingEntity } from './ranking.entity';

/** Ids of candidates that a ranking keeps in the open, for a list. */
const KEPT = 20;

/** Keeps what a ranking rested on, so that the same answer can be given again later. */
export async function keepRanking(
  db: EntityManager,
  about: {
    readonly id: string;
    readonly matchRequestId: string;
    readonly now: Date;
    readonly today: string;
    readonly profileVersion: number;
  },
  input: RankingInput,
  ranked: Ranked,
): Promise<void> {
  const { result } = ranked;
  await insertRow(db, RankingEntity, {
    id: about.id,
    matchRequestId: about.matchRequestId,
    rankedAt: about.now,
    rankedOn: about.today,
    outcome: result.outcome,
    settingsVersion: result.settingsVersion,
    rulesVersion: RULES_VERSION,
    profileVersion: about.profileVersion,
    compared: result.compared,
    bestIds: result.candidates.slice(0, KEPT).map(({ menuId }) => menuId),
    blockedBy: blockedBy(result.excluded),
    snapshot: ranked.snapshot,
    knownMenus: ranked.knownMenus,
    answerSha256: fingerprintOf(ranked),
    input,
    inputRemovedAt: null,
  });
}

interface LastRanking {
  readonly blockedBy: readonly string[];
  readonly profileVersion: number;
  /** Where the way was measured from; null = not known, or gone. */
  readonly start: Point | null;
}

/** Of the last ranking: what blocked most places, and on which facts of the person it rested. */
export async function lastRanking(db: EntityManager, matchRequestId: string): Promise<LastRanking | null> {
  const rows = await db.query<readonly LastRanking[]>(
    `SELECT blocked_by AS "blockedBy", profile_version AS "profileVersion", input #> '{need,point}' AS start
       FROM rankings WHERE match_request_id = $1 ORDER BY ranked_at DESC, id LIMIT 1`,
    [matchRequestId],
  );
  return rows[0] ?? null;
}

/** Takes back what rankings of a person rested on; that they were made, and what came of them, stays. */
export async function forgetInputs(db: EntityManager, personRef: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE rankings SET input = NULL, input_removed_at = $2
      WHERE input IS NOT NULL AND match_request_id IN (SELECT id FROM match_requests WHERE person_ref = $1)`,
    [personRef, now],
  );
}
