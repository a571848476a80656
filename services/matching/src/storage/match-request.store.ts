import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { RankResult } from '../domain/engine';
import { blockedBy } from '../domain/match-request';
import { MatchRequestEntity } from './match-request.entity';

const THING = 'match-request';
type Change = Partial<Omit<MatchRequestEntity, 'id' | 'version'>>;

export const insertRequest = (db: EntityManager, row: MatchRequestEntity): Promise<void> =>
  insertRow(db, MatchRequestEntity, row);

export const lockRequest = (db: EntityManager, id: string, expectedVersion?: number): Promise<MatchRequestEntity> =>
  lockRow(db, MatchRequestEntity, id, THING, expectedVersion);

/** Changes a locked request; gives what a step answers. */
export async function moveRequest(
  db: EntityManager,
  row: MatchRequestEntity,
  state: string,
  change: Change = {},
): Promise<{ id: string; state: string; version: number }> {
  const version = await updateRow(db, MatchRequestEntity, row, { ...change, state }, THING);
  return { id: row.id, state, version };
}

/** All requests of a person that are not over, locked. */
export function lockRequestsOf(db: EntityManager, personRef: string): Promise<MatchRequestEntity[]> {
  return db
    .createQueryBuilder(MatchRequestEntity, 'row')
    .setLock('pessimistic_write')
    .where(`row.personRef = :personRef AND row.state NOT IN ('CANCELLED', 'CLOSED')`, { personRef })
    .orderBy('row.id')
    .getMany();
}

/** Ids of candidates that a ranking keeps, for a look back. */
const KEPT = 20;

/** Keeps what a ranking rested on, so that it can be explained later. */
export async function keepRanking(
  db: EntityManager,
  ranking: {
    readonly id: string;
    readonly matchRequestId: string;
    readonly rankedAt: Date;
    readonly profileVersion: number;
    readonly compared: number;
    readonly result: RankResult;
  },
): Promise<void> {
  const { result } = ranking;
  const best = result.candidates.slice(0, KEPT).map(({ menuId }) => menuId);
  await db.query(
    `INSERT INTO rankings (id, match_request_id, ranked_at, outcome, settings_version, profile_version, compared, best_ids, blocked_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ranking.id,
      ranking.matchRequestId,
      ranking.rankedAt,
      result.outcome,
      result.settingsVersion,
      ranking.profileVersion,
      ranking.compared,
      JSON.stringify(best),
      JSON.stringify(blockedBy(result.excluded)),
    ],
  );
}

/** Of the last ranking: what blocked most places, and on which facts of the person it rested. */
export async function lastRanking(
  db: EntityManager,
  matchRequestId: string,
): Promise<{ readonly blockedBy: readonly string[]; readonly profileVersion: number } | null> {
  const rows = await db.query<readonly { readonly blockedBy: readonly string[]; readonly profileVersion: number }[]>(
    `SELECT blocked_by AS "blockedBy", profile_version AS "profileVersion" FROM rankings
      WHERE match_request_id = $1 ORDER BY ranked_at DESC, id LIMIT 1`,
    [matchRequestId],
  );
  return rows[0] ?? null;
}

/** Parked requests whose term is over. */
export async function unparkDue(db: EntityManager, today: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM match_requests WHERE state = 'PARKED' AND parked_until <= $1 ORDER BY parked_until LIMIT $2`,
    [today, limit],
  );
  return rows.map(({ id }) => id);
}
