import { randomUUID } from 'node:crypto';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { SupportConferenceTransferEntity } from './support-conference.entity';

/** Written before the copy: nothing can be marked as carried over that is not on record here. */
export const insertTransfer = (
  db: EntityManager,
  transfer: Omit<SupportConferenceTransferEntity, 'id'>,
): Promise<void> => insertRow(db, SupportConferenceTransferEntity, { id: randomUUID(), ...transfer });
