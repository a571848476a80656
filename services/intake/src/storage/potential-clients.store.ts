import { randomUUID } from 'node:crypto';
import { type Actor, staleVersion } from '#libs/kernel';
import { insertRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { PotentialClientEntity, PotentialReviewEntity } from './potential-client.entity';

export const insertPotentialClient = (db: EntityManager, row: PotentialClientEntity): Promise<void> =>
  insertRow(db, PotentialClientEntity, row);

interface Review {
  readonly reason: string;
  readonly reviewBy: string;
  readonly actor: Actor;
  readonly now: Date;
}

/** Notes the review of a locked case and the day of the next. Gives the new version. */
export async function reviewPotentialClient(
  db: EntityManager,
  caseRef: string,
  { reason, reviewBy, actor, now }: Review,
  expectedVersion?: number,
): Promise<number> {
  const row = await db
    .createQueryBuilder(PotentialClientEntity, 'potential')
    .where('potential.id = :caseRef', { caseRef })
    .getOne();
  const current = row?.version ?? 1;
  if (expectedVersion !== undefined && current !== expectedVersion) throw staleVersion('potential-client', current);
  const version = current + 1;
  if (row) await updateRow(db, PotentialClientEntity, row, { reviewBy }, 'potential-client');
  else await insertPotentialClient(db, { id: caseRef, version, areaCode: null, concern: null, reviewBy });
  await insertRow(db, PotentialReviewEntity, {
    ...{ id: randomUUID(), caseRef, version, reason, reviewBy },
    ...{ reviewedBy: actor.sub, reviewedAt: now },
  });
  return version;
}
