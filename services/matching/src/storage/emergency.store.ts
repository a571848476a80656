import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { EmergencyEntity } from './emergency.entity';

const THING = 'emergency';

export const insertEmergency = (db: EntityManager, row: EmergencyEntity): Promise<void> =>
  insertRow(db, EmergencyEntity, row);

export const lockEmergency = (db: EntityManager, id: string, expectedVersion?: number): Promise<EmergencyEntity> =>
  lockRow(db, EmergencyEntity, id, THING, expectedVersion);

/** Changes a locked emergency; gives what a step answers. */
export async function changeEmergency(
  db: EntityManager,
  row: EmergencyEntity,
  change: Partial<Omit<EmergencyEntity, 'id' | 'version'>>,
): Promise<{ id: string; state: string; version: number }> {
  const version = await updateRow(db, EmergencyEntity, row, change, THING);
  return { id: row.id, state: change.state ?? row.state, version };
}
