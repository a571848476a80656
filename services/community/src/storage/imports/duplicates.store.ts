import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { DuplicatePairEntity } from './duplicate-pair.entity';

export const lockPair = (db: EntityManager, pairId: string, expectedVersion?: number): Promise<DuplicatePairEntity> =>
  lockRow(db, DuplicatePairEntity, pairId, 'duplicate', expectedVersion);

/** Changes a locked pair. Returns its new version. */
export const updatePair = (
  db: EntityManager,
  row: DuplicatePairEntity,
  change: Partial<Omit<DuplicatePairEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, DuplicatePairEntity, row, change, 'duplicate');

/** What was proposed of two resources follows what a person says of them. */
export async function settlePair(
  db: EntityManager,
  pair: readonly [string, string],
  state: 'MERGED' | 'PROPOSED',
  decided: { readonly by: string; readonly on: string } | null,
): Promise<void> {
  await db.query(
    `UPDATE duplicate_pairs SET state = $3, version = version + 1, decided_by = $4, decided_on = $5
     WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid)`,
    [pair[0], pair[1], state, decided?.by ?? null, decided?.on ?? null],
  );
}
