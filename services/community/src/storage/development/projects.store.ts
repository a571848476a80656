import { randomUUID } from 'node:crypto';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { DevelopmentProjectEntity, DevelopmentProjectEntryEntity } from './project.entity';

const THING = 'development-project';

export const insertProject = (db: EntityManager, row: DevelopmentProjectEntity): Promise<void> =>
  insertRow(db, DevelopmentProjectEntity, row);

export const findProject = (db: EntityManager, id: string): Promise<DevelopmentProjectEntity> =>
  findRow(db, DevelopmentProjectEntity, id, THING);

export const lockProject = (
  db: EntityManager,
  id: string,
  expectedVersion?: number,
): Promise<DevelopmentProjectEntity> => lockRow(db, DevelopmentProjectEntity, id, THING, expectedVersion);

export const updateProject = (
  db: EntityManager,
  row: DevelopmentProjectEntity,
  change: Partial<Omit<DevelopmentProjectEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, DevelopmentProjectEntity, row, change, THING);

export const insertEntry = (db: EntityManager, entry: Omit<DevelopmentProjectEntryEntity, 'id'>): Promise<void> =>
  insertRow(db, DevelopmentProjectEntryEntity, { id: randomUUID(), ...entry });
