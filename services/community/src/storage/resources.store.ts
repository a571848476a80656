import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { areasAt } from './areas/areas.store';
import { ResourceEntity } from './resource.entity';

export const insertResource = (db: EntityManager, row: Partial<ResourceEntity>): Promise<void> =>
  insertRow(db, ResourceEntity, row);

export const findResource = (db: EntityManager, resourceId: string): Promise<ResourceEntity> =>
  findRow(db, ResourceEntity, resourceId, 'resource');

export const lockResource = (db: EntityManager, resourceId: string): Promise<ResourceEntity> =>
  lockRow(db, ResourceEntity, resourceId, 'resource');

/** Changes a locked resource. Returns its new version. */
export const updateResource = (
  db: EntityManager,
  row: ResourceEntity,
  change: Partial<Omit<ResourceEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, ResourceEntity, row, change, 'resource');

/** Areas that hold a place; none where its address is confidential, so that no list by area tells where it is. */
export async function areasOfResource(
  db: EntityManager,
  { location, addressConfidential }: Pick<ResourceEntity, 'location' | 'addressConfidential'>,
): Promise<string[]> {
  return location === null || addressConfidential ? [] : [...(await areasAt(db, location))];
}
