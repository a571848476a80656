import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { CarrierEntity } from './carrier.entity';

export const insertCarrier = (db: EntityManager, row: CarrierEntity): Promise<void> =>
  insertRow(db, CarrierEntity, row);

export const findCarrier = (db: EntityManager, id: string): Promise<CarrierEntity> =>
  findRow(db, CarrierEntity, id, 'carrier');

export const lockCarrier = (db: EntityManager, id: string, expectedVersion?: number): Promise<CarrierEntity> =>
  lockRow(db, CarrierEntity, id, 'carrier', expectedVersion);

export const updateCarrier = (
  db: EntityManager,
  row: CarrierEntity,
  change: Partial<Omit<CarrierEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, CarrierEntity, row, change, 'carrier');

interface Match {
  readonly id: string;
  readonly carrierId: string;
  readonly withCarrierId: string | null;
  readonly withSpaceId: string | null;
  /** Local day. */
  readonly madeOn: string;
  readonly result: string;
}

export async function insertCarrierMatch(db: EntityManager, row: Match): Promise<void> {
  await db.query(
    `INSERT INTO carrier_matches (id, carrier_id, with_carrier_id, with_space_id, made_on, result)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.carrierId, row.withCarrierId, row.withSpaceId, row.madeOn, row.result],
  );
}
