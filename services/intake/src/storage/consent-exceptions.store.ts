import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ConsentExceptionEntity } from './consent-exception.entity';

const EXCEPTION = 'exception';

export const lockException = (db: EntityManager, id: string): Promise<ConsentExceptionEntity> =>
  lockRow(db, ConsentExceptionEntity, id, EXCEPTION);

export const findException = (db: EntityManager, id: string): Promise<ConsentExceptionEntity> =>
  findRow(db, ConsentExceptionEntity, id, EXCEPTION);

export const insertException = (
  db: EntityManager,
  exception: Parameters<typeof insertRow<ConsentExceptionEntity>>[2],
): Promise<void> => insertRow(db, ConsentExceptionEntity, exception);

/** Gives the new version. */
export const decideException = (
  db: EntityManager,
  exception: ConsentExceptionEntity,
  decision: Pick<ConsentExceptionEntity, 'state' | 'decidedBy' | 'decidedAt' | 'decisionNote'>,
): Promise<number> => updateRow(db, ConsentExceptionEntity, exception, decision, EXCEPTION);

/** Exceptions of a person that are used or wait for a decision, the oldest first. */
export const openExceptionsOf = (
  db: EntityManager,
  personRef: string,
  today: string,
): Promise<readonly ConsentExceptionEntity[]> =>
  db
    .createQueryBuilder(ConsentExceptionEntity, 'one')
    .where('one.personRef = :personRef', { personRef })
    .andWhere(`(one.state = 'PENDING' OR (one.state = 'APPROVED' AND one.until >= :today))`, { today })
    .orderBy('one.number')
    .limit(100)
    .getMany();
