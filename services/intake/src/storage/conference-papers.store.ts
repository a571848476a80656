import { randomUUID } from 'node:crypto';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { refuseWhenFull } from '../domain/conference';
import type { ConferenceTables } from './conference-kinds';
import type { ConferencePaperRow } from './conference.rows';
import type { MultilayeredConferencePaperEntity } from './multilayered-conference.entity';

/** A paper as it is stored; only those of the multilayered conference may come from elsewhere. */
type Paper = ConferencePaperRow & Partial<Pick<MultilayeredConferencePaperEntity, 'originShareId'>>;

/** Adds a paper to an item of a locked conference; gives its id. */
export async function insertPaper(db: EntityManager, of: ConferenceTables, paper: Omit<Paper, 'id'>): Promise<string> {
  refuseWhenFull('papers', (await papersOf(db, of, paper.itemId)).length);
  const id = randomUUID();
  await insertRow<Paper>(db, of.papers, { id, ...paper });
  return id;
}

/** Papers of an item, oldest first. */
export function papersOf(db: EntityManager, of: ConferenceTables, itemId: string): Promise<readonly Paper[]> {
  return db
    .createQueryBuilder(of.papers, 'paper')
    .where('paper.itemId = :itemId', { itemId })
    .orderBy('paper.writtenAt')
    .addOrderBy('paper.id')
    .getMany();
}

/** That the words of an item were read: by whom, when. */
export const insertReading = (
  db: EntityManager,
  of: ConferenceTables,
  reading: { readonly itemId: string; readonly sub: string; readonly readAt: Date },
): Promise<void> => insertRow(db, of.readings, { id: randomUUID(), ...reading });
