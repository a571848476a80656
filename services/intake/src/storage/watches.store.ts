import { randomUUID } from 'node:crypto';
import { notFound } from '#libs/kernel';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { requireReadable, type Sight } from './conference-access';
import type { ConferenceItemRow } from './conference.rows';
import { SupportConferenceItemEntity, SupportConferenceWatchEntity } from './support-conference.entity';

/** The words of it stay with the conference; the case's own record gets dates and codes. */
export const insertWatch = (
  db: EntityManager,
  watch: Omit<SupportConferenceWatchEntity, 'id' | 'number'>,
): Promise<void> => insertRow(db, SupportConferenceWatchEntity, { id: randomUUID(), ...watch });

/** What was decided on an item, oldest first. */
export function watchesOfItem(db: EntityManager, itemId: string): Promise<readonly SupportConferenceWatchEntity[]> {
  return db
    .createQueryBuilder(SupportConferenceWatchEntity, 'watch')
    .where('watch.itemId = :itemId', { itemId })
    .orderBy('watch.number')
    .limit(100)
    .getMany();
}

/** The item of this very case that the actor may read: 404 `conference-item.not-found`. */
export async function requireItemOfCase(
  db: EntityManager,
  sight: Sight,
  itemId: string,
  caseRef: string,
): Promise<ConferenceItemRow> {
  const found = await db
    .createQueryBuilder(SupportConferenceItemEntity, 'item')
    .where('item.id = :itemId AND item.caseRef = :caseRef', { itemId, caseRef })
    .getOne();
  if (!found) throw notFound('conference-item');
  return (await requireReadable(db, sight, { conferenceId: found.conferenceId, itemId })).item;
}
