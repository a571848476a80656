import { conflict } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { OrganizationEntity } from './organization.entity';

const THING = 'organization';

export const insertOrganization = (db: EntityManager, row: OrganizationEntity): Promise<void> =>
  insertRow(db, OrganizationEntity, row);

export const findOrganization = (db: EntityManager, orgId: string): Promise<OrganizationEntity> =>
  findRow(db, OrganizationEntity, orgId, THING);

export const lockOrganization = (
  db: EntityManager,
  orgId: string,
  expectedVersion?: number,
): Promise<OrganizationEntity> => lockRow(db, OrganizationEntity, orgId, THING, expectedVersion);

/** Changes a locked organisation. Returns its new version. */
export const updateOrganization = (
  db: EntityManager,
  row: OrganizationEntity,
  change: Partial<Omit<OrganizationEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, OrganizationEntity, row, change, THING);

/** 409 `organization.number-taken` where another organisation has this 法人番号. */
export async function refuseTakenNumber(
  db: EntityManager,
  corporateNumber: string | null,
  orgId: string,
): Promise<void> {
  if (corporateNumber === null) return;
  const rows: readonly unknown[] = await db.query(
    'SELECT 1 FROM organizations WHERE corporate_number = $1 AND id <> $2',
    [corporateNumber, orgId],
  );
  if (rows.length > 0) throw conflict('organization.number-taken', 'Another organisation has this number.');
}
