import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { AvailabilityEntity } from './availability.entity';

type Report = Omit<AvailabilityEntity, 'id' | 'version' | 'orgId'>;

/** The last report of a menu, kept for this transaction; null before the first. The caller holds the menu's row. */
export function lockLastReport(db: EntityManager, menuId: string): Promise<AvailabilityEntity | null> {
  return db
    .createQueryBuilder(AvailabilityEntity, 'row')
    .setLock('pessimistic_write')
    .where('row.id = :menuId', { menuId })
    .getOne();
}

/** As `lockLastReport`; not found before the first report. */
export const lockAvailability = (db: EntityManager, menuId: string): Promise<AvailabilityEntity> =>
  lockRow(db, AvailabilityEntity, menuId, 'availability');

/** Changes a locked report. Returns its new version. */
export const updateAvailability = (
  db: EntityManager,
  row: AvailabilityEntity,
  change: Partial<Report>,
): Promise<number> => updateRow(db, AvailabilityEntity, row, change, 'availability');

/** Puts a report in the place of the last one, or is the first. Returns its version. */
export async function keepReport(
  db: EntityManager,
  menu: { readonly id: string; readonly orgId: string },
  last: AvailabilityEntity | null,
  report: Report,
): Promise<number> {
  if (last) return updateAvailability(db, last, report);
  await insertRow(db, AvailabilityEntity, { ...report, id: menu.id, orgId: menu.orgId, version: 1 });
  return 1;
}
