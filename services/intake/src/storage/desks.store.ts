import { AppError } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { OPEN } from '../domain/referral';
import { DeskEntity } from './desk.entity';

export type DeskRow = Readonly<Omit<DeskEntity, 'number'>>;

export const insertDesk = (db: EntityManager, desk: DeskRow): Promise<void> => insertRow(db, DeskEntity, desk);

export const lockDesk = (db: EntityManager, deskId: string, expectedVersion?: number): Promise<DeskEntity> =>
  lockRow(db, DeskEntity, deskId, 'desk', expectedVersion);

export const changeDesk = (
  db: EntityManager,
  desk: DeskEntity,
  change: Partial<Omit<DeskEntity, 'id' | 'version' | 'number'>>,
): Promise<number> => updateRow(db, DeskEntity, desk, change, 'desk');

/** The desks in the order of `ids`. 404 `desk.not-found` where one of them is none; `field` says where it was given. */
export async function requireDesks(
  db: EntityManager,
  ids: readonly string[],
  field = 'deskId',
): Promise<readonly DeskRow[]> {
  const found = await db.createQueryBuilder(DeskEntity, 'desk').where('desk.id = ANY(:ids)', { ids }).getMany();
  return ids.map((id) => found.find((desk) => desk.id === id) ?? missing(field));
}

/** One desk; see `requireDesks`. */
export async function requireDesk(db: EntityManager, id: string, field = 'deskId'): Promise<DeskRow> {
  const [desk] = await requireDesks(db, [id], field);
  return desk ?? missing(field);
}

/** Until the transaction ends nobody closes the desk. */
export async function holdDesk(db: EntityManager, id: string): Promise<void> {
  await db.query('SELECT id FROM desks WHERE id = $1 FOR SHARE', [id]);
}

/** Sheets that begin or end at this desk and are not at their end. */
export async function openSheetsAt(db: EntityManager, id: string): Promise<number> {
  const rows = await db.query<readonly { readonly sheets: number }[]>(
    `SELECT count(*)::int AS sheets FROM referral_sheets
      WHERE (to_desk_id = $1 OR from_desk_id = $1) AND state = ANY($2)`,
    [id, OPEN],
  );
  return rows[0]?.sheets ?? 0;
}

function missing(field: string): never {
  throw new AppError('not-found', 'desk.not-found', 'No such desk.', [
    { field, rule: 'desk', mend: '登録されている窓口・機関を指定してください' },
  ]);
}
