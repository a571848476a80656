import { findRow, insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { OrganizationEntity } from './organization.entity';

export const insertOrganization = (db: EntityManager, row: OrganizationEntity): Promise<void> =>
  insertRow(db, OrganizationEntity, row);

export const findOrganization = (db: EntityManager, orgId: string): Promise<OrganizationEntity> =>
  findRow(db, OrganizationEntity, orgId, 'organization');
