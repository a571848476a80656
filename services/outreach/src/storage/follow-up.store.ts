import { randomUUID } from 'node:crypto';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { PlannedContact } from '../domain/follow-up-plan';
import type { TieState } from '../domain/tie';
import { FarewellRow, FollowUpRow, HostSupportRow, TieRow } from './tables';

interface TieFacts {
  readonly id: string;
  readonly personRef: string;
  readonly caseRef: string | null;
  readonly orgId: string | null;
}

/** The tie, kept for this transaction; begun where nothing was heard of the placement before. */
export async function openTie(db: EntityManager, facts: TieFacts): Promise<TieRow> {
  await db.query(
    `INSERT INTO ties (id, person_ref, case_ref, org_id, state, heard_version, version)
     VALUES ($1, $2, $3, $4, 'FOLLOWED', 0, 1) ON CONFLICT (id) DO NOTHING`,
    [facts.id, facts.personRef, facts.caseRef, facts.orgId],
  );
  return lockTie(db, facts.id);
}

export const lockTie = (db: EntityManager, placementId: string): Promise<TieRow> =>
  lockRow(db, TieRow, placementId, 'placement');

export const findTie = (db: EntityManager, placementId: string): Promise<TieRow> =>
  findRow(db, TieRow, placementId, 'placement');

export const saveTie = (
  db: EntityManager,
  tie: TieRow,
  change: Partial<Pick<TieRow, 'caseRef' | 'orgId' | 'startedOn' | 'heardVersion' | 'recordedCount'>> & {
    readonly state?: TieState;
  },
): Promise<number> => updateRow(db, TieRow, tie, change, 'placement');

/** Ties of these cases and persons, kept for this transaction, always in the same order. */
export async function lockTiesOf(db: EntityManager, refs: readonly string[]): Promise<readonly string[]> {
  const rows: readonly { readonly id: string }[] = await db.query(
    'SELECT id FROM ties WHERE case_ref = ANY($1::uuid[]) OR person_ref = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [refs],
  );
  return rows.map(({ id }) => id);
}

export async function insertPlan(
  db: EntityManager,
  placementId: string,
  round: number,
  contacts: readonly PlannedContact[],
): Promise<void> {
  for (const contact of contacts) {
    await insertRow(db, FollowUpRow, {
      id: randomUUID(),
      placementId,
      round,
      ...contact,
      state: 'PLANNED',
      version: 1,
    });
  }
}

/** Cancels what is not settled yet. */
export async function cancelOpen(
  db: EntityManager,
  placementIds: readonly string[],
  kinds: readonly FollowUpRow['kind'][] = ['regular', 'aftercare'],
): Promise<void> {
  await db.query(
    `UPDATE follow_ups SET state = 'CANCELLED', version = version + 1
     WHERE placement_id = ANY($1::uuid[]) AND kind = ANY($2::text[]) AND state IN ('PLANNED', 'DUE')`,
    [placementIds, kinds],
  );
}

export const findFollowUp = (db: EntityManager, id: string): Promise<FollowUpRow> =>
  findRow(db, FollowUpRow, id, 'follow-up');

export const lockFollowUp = (db: EntityManager, id: string, expectedVersion?: number): Promise<FollowUpRow> =>
  lockRow(db, FollowUpRow, id, 'follow-up', expectedVersion);

export const saveFollowUp = (
  db: EntityManager,
  row: FollowUpRow,
  change: Partial<Omit<FollowUpRow, 'id' | 'version'>>,
): Promise<number> => updateRow(db, FollowUpRow, row, change, 'follow-up');

export const insertHostSupport = (db: EntityManager, row: HostSupportRow): Promise<void> =>
  insertRow(db, HostSupportRow, row);

/** Keeps the day on which a death was heard of; the last one counts. */
export async function rememberDeath(db: EntityManager, refs: readonly string[], heardOn: string): Promise<void> {
  await db.query(
    `INSERT INTO farewells (id, heard_on) SELECT unnest($1::uuid[]), $2
     ON CONFLICT (id) DO UPDATE SET heard_on = greatest(farewells.heard_on, excluded.heard_on)`,
    [refs, heardOn],
  );
}

/** The last day on which the death of this person, or of this case's, was heard of; null = not heard. */
export async function deathHeardOn(db: EntityManager, refs: readonly (string | null)[]): Promise<string | null> {
  const known = await db
    .createQueryBuilder(FarewellRow, 'row')
    .where('row.id = ANY(:refs)', { refs: refs.filter((ref) => ref !== null) })
    .orderBy('row.heardOn', 'DESC')
    .getOne();
  return known?.heardOn ?? null;
}
