import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ConsentWordingEntity } from './consent-wording.entity';

/** The municipality's own wordings: a handful, one for each change of the rules. */
export const ownWordings = (db: EntityManager): Promise<readonly ConsentWordingEntity[]> =>
  db.createQueryBuilder(ConsentWordingEntity, 'wording').orderBy('wording.validFrom', 'DESC').getMany();

export const insertWording = (db: EntityManager, wording: ConsentWordingEntity): Promise<void> =>
  insertRow(db, ConsentWordingEntity, wording);
