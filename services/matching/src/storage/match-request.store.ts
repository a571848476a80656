import type { Actor } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { MATCH_REQUEST, needWithdrawn } from '../domain/match-request';
import { MatchRequestEntity } from './match-request.entity';

const THING = 'match-request';
type Change = Partial<Omit<MatchRequestEntity, 'id' | 'version'>>;

export const insertRequest = (db: EntityManager, row: MatchRequestEntity): Promise<void> =>
  insertRow(db, MatchRequestEntity, row);

/** A request before anything was done with it. */
export const blankRequest = (): Pick<
  MatchRequestEntity,
  | 'shortlist'
  | 'orderChangedReasonCode'
  | 'parkedUntil'
  | 'reasonCode'
  | 'noteRef'
  | 'decidedProfileVersion'
  | 'unmetNeedId'
  | 'unmetNeedVersion'
  | 'unmetNeedOpen'
  | 'unmetNeedTold'
  | 'developedMenuId'
> => ({
  shortlist: [],
  orderChangedReasonCode: null,
  parkedUntil: null,
  reasonCode: null,
  noteRef: null,
  decidedProfileVersion: null,
  unmetNeedId: null,
  unmetNeedVersion: 0,
  unmetNeedOpen: false,
  unmetNeedTold: null,
  developedMenuId: null,
});

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

/** Cancels a locked request; `unmet` is what community has to be told, null where nobody waited for a place. */
export async function cancelRequest(db: EntityManager, row: MatchRequestEntity, actor: Actor, reasonCode: string) {
  const state = MATCH_REQUEST.next(row.state, 'cancel', actor);
  const need = needWithdrawn(row, 'cancelled');
  const moved = await moveRequest(db, row, state, { reasonCode, parkedUntil: null, ...need?.change });
  return { moved, unmet: need?.event ?? null };
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

/** Parked requests whose term is over. */
export async function unparkDue(db: EntityManager, today: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM match_requests WHERE state = 'PARKED' AND parked_until <= $1 ORDER BY parked_until LIMIT $2`,
    [today, limit],
  );
  return rows.map(({ id }) => id);
}
