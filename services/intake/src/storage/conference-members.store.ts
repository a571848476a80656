import { randomUUID } from 'node:crypto';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type Appointment, isAppointed, notAppointed, type Pledge } from '../domain/conference';
import type { ConferenceTables } from './conference-kinds';
import type { ConferenceMemberRow, ConferencePledgeRow } from './conference.rows';

const MEMBER = 'conference-member';

export function appointmentsOf(db: EntityManager, of: ConferenceTables, sub: string): Promise<readonly Appointment[]> {
  return db.createQueryBuilder(of.members, 'member').where('member.sub = :sub', { sub }).getMany();
}

/** Pledges of these people, oldest first. */
export function pledgesOf(
  db: EntityManager,
  of: ConferenceTables,
  subs: readonly string[],
): Promise<readonly ConferencePledgeRow[]> {
  return db
    .createQueryBuilder(of.pledges, 'pledge')
    .where('pledge.sub = ANY(:subs)', { subs })
    .orderBy('pledge.recordedAt')
    .getMany();
}

/** 409 `conference-member.not-appointed` unless this is a member on that day. */
export async function requireAppointed(
  db: EntityManager,
  of: ConferenceTables,
  sub: string,
  day: string,
): Promise<void> {
  if (!isAppointed(await appointmentsOf(db, of, sub), day)) throw notAppointed();
}

/** Pledges by who gave them. */
export const bySub = (pledges: readonly ConferencePledgeRow[]) => {
  const found = new Map<string, readonly Pledge[]>();
  for (const pledge of pledges) found.set(pledge.sub, [...(found.get(pledge.sub) ?? []), pledge]);
  return (sub: string): readonly Pledge[] => found.get(sub) ?? [];
};

/** Appoints a member; gives the id of the appointment. */
export async function insertMember(
  db: EntityManager,
  of: ConferenceTables,
  member: Omit<ConferenceMemberRow, 'id' | 'version' | 'number'>,
): Promise<string> {
  const id = randomUUID();
  await insertRow(db, of.members, { id, version: 1, ...member });
  return id;
}

export const lockMember = (
  db: EntityManager,
  of: ConferenceTables,
  memberId: string,
  expectedVersion?: number,
): Promise<ConferenceMemberRow> => lockRow(db, of.members, memberId, MEMBER, expectedVersion);

export const endAppointment = (
  db: EntityManager,
  of: ConferenceTables,
  member: ConferenceMemberRow,
  appointedUntil: string,
): Promise<number> => updateRow(db, of.members, member, { appointedUntil }, MEMBER);

/** Writes a pledge down; gives its id. */
export async function insertPledge(
  db: EntityManager,
  of: ConferenceTables,
  pledge: Omit<ConferencePledgeRow, 'id'>,
): Promise<string> {
  const id = randomUUID();
  await insertRow(db, of.pledges, { id, ...pledge });
  return id;
}
