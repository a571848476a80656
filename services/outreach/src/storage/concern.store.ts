import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ConcernRow } from './concern.entity';

type Received = Omit<ConcernRow, 'takenBy' | 'engagementId' | 'outcome' | 'settledOn' | 'disposedOn'>;

export const insertConcern = (db: EntityManager, row: Received): Promise<void> => insertRow(db, ConcernRow, row);

export const lockConcern = (db: EntityManager, id: string, expectedVersion?: number): Promise<ConcernRow> =>
  lockRow(db, ConcernRow, id, 'concern', expectedVersion);

export const saveConcern = (
  db: EntityManager,
  row: ConcernRow,
  change: Partial<Omit<ConcernRow, 'id' | 'receiptId' | 'version'>>,
): Promise<number> => updateRow(db, ConcernRow, row, change, 'concern');
