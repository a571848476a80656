import { notFound } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { requirePersonWords, requireRange } from '../domain/representative';
import type { At } from './at';
import type { ConsentOf } from './consents.store';
import { RepresentativeEntity } from './representative.entity';

const REPRESENTATIVE = 'representative';

/** What somebody said, for whom and with whom. */
interface Spoken {
  readonly personWords?: string | null;
  readonly representativeId?: string | null;
}

export const lockRepresentative = (db: EntityManager, id: string, version?: number): Promise<RepresentativeEntity> =>
  lockRow(db, RepresentativeEntity, id, REPRESENTATIVE, version);

export const insertRepresentative = (
  db: EntityManager,
  representative: Omit<RepresentativeEntity, 'endedOn' | 'endReason'>,
): Promise<void> => insertRow(db, RepresentativeEntity, representative);

/** Gives the new version. */
export const endRepresentative = (
  db: EntityManager,
  representative: RepresentativeEntity,
  end: { readonly endedOn: string; readonly endReason: string },
): Promise<number> =>
  updateRow(db, RepresentativeEntity, representative, { state: 'ENDED' as const, ...end }, REPRESENTATIVE);

/** Where a representative speaks: within the range and the term, and with the person's own words beside it. */
export async function requireSpeaker(
  tx: At,
  of: ConsentOf,
  { representativeId = null, personWords = null }: Spoken,
  said: { readonly scopes: readonly string[]; readonly takesAway: boolean },
): Promise<void> {
  if (representativeId === null) return;
  const representative = await representativeOf(tx.db, of, representativeId);
  const guardianMayHarm = of.person.safety?.guardianMayHarm ?? false;
  requireRange(representative, { ...said, today: tx.today, guardianMayHarm });
  requirePersonWords(personWords);
}

/** The guardian whose word is recorded is one on record, today. */
export async function requireGuardian(tx: At, of: ConsentOf, representativeId: string): Promise<void> {
  const representative = await representativeOf(tx.db, of, representativeId);
  if (representative.kind !== 'guardian') throw notFound(REPRESENTATIVE);
  requireRange(representative, { scopes: [], today: tx.today, guardianMayHarm: false, takesAway: false });
}

/** Somebody else's representative is nobody. */
async function representativeOf(db: EntityManager, { person }: ConsentOf, id: string): Promise<RepresentativeEntity> {
  const representative = await lockRepresentative(db, id);
  if (representative.personRef !== person.id) throw notFound(REPRESENTATIVE);
  return representative;
}

export const representativesOf = (db: EntityManager, personRef: string): Promise<readonly RepresentativeEntity[]> =>
  db
    .createQueryBuilder(RepresentativeEntity, 'one')
    .where('one.personRef = :personRef', { personRef })
    .orderBy('one.recordedAt', 'DESC')
    .limit(100)
    .getMany();
