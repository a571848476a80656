import { invalid } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { areasNamed } from '../areas/areas.store';
import { HubDayEntity, HubEntity, HubProgramEntity, HubSpaceEntity } from './hub.entity';

type Change<T> = Partial<Omit<T, 'id' | 'version'>>;

/** 400 `area.unknown` for an area that this municipality does not have; none named is fine. */
export async function requireArea(db: EntityManager, areaId: string | null): Promise<void> {
  if (areaId === null || (await areasNamed(db, [areaId])).length > 0) return;
  const mend = '登録されている圏域を指定してください';
  throw invalid('area.unknown', 'No such area.', [{ field: 'areaId', rule: 'known', mend }]);
}

export const insertHub = (db: EntityManager, row: HubEntity): Promise<void> => insertRow(db, HubEntity, row);

export const findHub = (db: EntityManager, id: string): Promise<HubEntity> => findRow(db, HubEntity, id, 'hub');

export const lockHub = (db: EntityManager, id: string, expectedVersion?: number): Promise<HubEntity> =>
  lockRow(db, HubEntity, id, 'hub', expectedVersion);

export const updateHub = (db: EntityManager, row: HubEntity, change: Change<HubEntity>): Promise<number> =>
  updateRow(db, HubEntity, row, change, 'hub');

export const insertSpace = (db: EntityManager, row: HubSpaceEntity): Promise<void> =>
  insertRow(db, HubSpaceEntity, row);

export const findSpace = (db: EntityManager, id: string): Promise<HubSpaceEntity> =>
  findRow(db, HubSpaceEntity, id, 'hub-space');

export const lockSpace = (db: EntityManager, id: string): Promise<HubSpaceEntity> =>
  lockRow(db, HubSpaceEntity, id, 'hub-space');

export const updateSpace = (db: EntityManager, row: HubSpaceEntity, change: Change<HubSpaceEntity>): Promise<number> =>
  updateRow(db, HubSpaceEntity, row, change, 'hub-space');

export const insertProgram = (db: EntityManager, row: HubProgramEntity): Promise<void> =>
  insertRow(db, HubProgramEntity, row);

export const lockProgram = (db: EntityManager, id: string): Promise<HubProgramEntity> =>
  lockRow(db, HubProgramEntity, id, 'hub-program');

export const updateProgram = (
  db: EntityManager,
  row: HubProgramEntity,
  change: Change<HubProgramEntity>,
): Promise<number> => updateRow(db, HubProgramEntity, row, change, 'hub-program');

/** What was said of this day of a locked hub. */
export async function dayOf(db: EntityManager, hubId: string, heldOn: string): Promise<HubDayEntity | undefined> {
  const [known]: readonly { readonly id: string }[] = await db.query(
    'SELECT id FROM hub_days WHERE hub_id = $1 AND held_on = $2',
    [hubId, heldOn],
  );
  return known && lockRow(db, HubDayEntity, known.id, 'hub-day');
}

export const insertDay = (db: EntityManager, row: HubDayEntity): Promise<void> => insertRow(db, HubDayEntity, row);

export const updateDay = (db: EntityManager, row: HubDayEntity, change: Change<HubDayEntity>): Promise<number> =>
  updateRow(db, HubDayEntity, row, change, 'hub-day');

interface Activity {
  readonly groupId: string | null;
  readonly times: number;
}

/** The activities of a day, in the place of those that were said before. */
export async function replaceActivities(
  db: EntityManager,
  dayId: string,
  activities: readonly Activity[],
): Promise<void> {
  await db.query('DELETE FROM hub_activities WHERE day_id = $1', [dayId]);
  await db.query(
    'INSERT INTO hub_activities (day_id, group_id, times) SELECT $1, * FROM unnest($2::uuid[], $3::int[])',
    [dayId, activities.map(({ groupId }) => groupId), activities.map(({ times }) => times)],
  );
}
