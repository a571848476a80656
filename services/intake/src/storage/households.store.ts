import { randomUUID } from 'node:crypto';
import { type Actor, conflict, notFound } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import {
  type HouseholdChange,
  HouseholdCareEntity,
  HouseholdChangeEntity,
  HouseholdEntity,
  HouseholdMemberEntity,
} from './household.entity';
import { lockPerson } from './persons.store';

/** Who changes a household, and when. */
export interface By {
  readonly actor: Actor;
  readonly now: Date;
}

/** A locked household with everybody who is of it now. */
export interface LockedHousehold {
  readonly household: HouseholdEntity;
  readonly members: readonly HouseholdMemberEntity[];
}

export async function lockHousehold(
  db: EntityManager,
  householdId: string,
  expectedVersion?: number,
): Promise<LockedHousehold> {
  const household = await lockRow(db, HouseholdEntity, householdId, 'household', expectedVersion);
  const members = await db
    .createQueryBuilder(HouseholdMemberEntity, 'member')
    .where('member.householdId = :householdId AND member.leftOn IS NULL', { householdId })
    .orderBy('member.position')
    .getMany();
  return { household, members };
}

export const findHousehold = (db: EntityManager, householdId: string): Promise<HouseholdEntity> =>
  findRow(db, HouseholdEntity, householdId, 'household');

/** A member who is of the household; 404 for none of it, 409 for one who left. */
export async function memberOf(
  db: EntityManager,
  { household, members }: LockedHousehold,
  memberId: string,
): Promise<HouseholdMemberEntity> {
  const member = members.find(({ id }) => id === memberId);
  if (member) return member;
  const gone = await db
    .createQueryBuilder(HouseholdMemberEntity, 'member')
    .where('member.id = :memberId AND member.householdId = :householdId', { memberId, householdId: household.id })
    .getExists();
  throw gone ? conflict('household.member-gone', 'The member has left the household.') : notFound('household-member');
}

export type NewMember = Omit<HouseholdMemberEntity, 'id' | 'householdId' | 'position' | 'leftOn' | 'leftReason'>;

export async function insertHousehold(
  db: EntityManager,
  id: string,
  members: readonly NewMember[],
  by: By,
): Promise<void> {
  await insertRow(db, HouseholdEntity, { id, version: 1 });
  for (const [position, member] of members.entries()) {
    await insertMember(db, { ...member, householdId: id, position }, 1, by);
  }
}

async function insertMember(
  db: EntityManager,
  member: NewMember & Pick<HouseholdMemberEntity, 'householdId' | 'position'>,
  version: number,
  by: By,
): Promise<string> {
  const row = { ...member, id: randomUUID(), leftOn: null, leftReason: null };
  await insertRow(db, HouseholdMemberEntity, row);
  await recordChange(db, row, { change: 'joined', version }, by);
  return row.id;
}

export async function addMember(
  db: EntityManager,
  { household }: LockedHousehold,
  member: NewMember,
  by: By,
): Promise<{ readonly id: string; readonly version: number }> {
  const version = await updateRow(db, HouseholdEntity, household, {}, 'household');
  const [last] = await db.query<readonly { readonly next: number }[]>(
    'SELECT coalesce(max(position), -1)::int + 1 AS next FROM household_members WHERE household_id = $1',
    [household.id],
  );
  const id = await insertMember(db, { ...member, householdId: household.id, position: last?.next ?? 0 }, version, by);
  return { id, version };
}

/** Changes a member of a locked household and keeps how it stood afterwards. Gives the household's new version. */
export async function changeMember(
  db: EntityManager,
  { household }: LockedHousehold,
  member: HouseholdMemberEntity,
  { change, ...facts }: Partial<HouseholdMemberEntity> & { readonly change: HouseholdChange },
  by: By,
): Promise<number> {
  const version = await updateRow(db, HouseholdEntity, household, {}, 'household');
  await db.createQueryBuilder().update(HouseholdMemberEntity).set(facts).where('id = :id', member).execute();
  await recordChange(db, { ...member, ...facts }, { change, version }, by);
  return version;
}

async function recordChange(
  db: EntityManager,
  { householdId, position: _, ...member }: HouseholdMemberEntity,
  { change, version }: { readonly change: HouseholdChange; readonly version: number },
  { actor, now }: By,
): Promise<void> {
  await insertRow(db, HouseholdChangeEntity, {
    ...{ id: randomUUID(), householdId, version, change, member },
    ...{ recordedBy: actor.sub, recordedAt: now },
  });
}

/**
 * A person is in one registered and one actual household at most (409). Locks the person, so that two
 * households cannot take one in at the same moment.
 */
export async function requireNowhereElse(
  db: EntityManager,
  { personRef, registered, actual }: Pick<NewMember, 'personRef' | 'registered' | 'actual'>,
  exceptMember: string | null,
): Promise<void> {
  if (personRef === null) return;
  await lockPerson(db, personRef);
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM household_members
      WHERE person_ref = $1 AND left_on IS NULL AND id IS DISTINCT FROM $4::uuid
        AND ((registered AND $2::boolean) OR (actual AND $3::boolean)) LIMIT 1`,
    [personRef, registered, actual, exceptMember],
  );
  if (rows.length > 0) {
    throw conflict('household.member-elsewhere', 'The person is in another registered or actual household.');
  }
}

export async function insertCare(
  db: EntityManager,
  { household }: LockedHousehold,
  care: Omit<HouseholdCareEntity, 'id' | 'version' | 'householdId' | 'endedOn'>,
): Promise<{ readonly id: string; readonly version: number }> {
  const same = await db
    .createQueryBuilder(HouseholdCareEntity, 'care')
    .where('care.carerId = :carerId AND care.caredForId = :caredForId AND care.kind = :kind', care)
    .andWhere('care.endedOn IS NULL')
    .getExists();
  if (same) throw conflict('household.care-known', 'This care is on record already.');
  const version = await updateRow(db, HouseholdEntity, household, {}, 'household');
  const id = randomUUID();
  await insertRow(db, HouseholdCareEntity, { ...care, id, version: 1, householdId: household.id, endedOn: null });
  return { id, version };
}

export async function lockCare(
  db: EntityManager,
  { household }: LockedHousehold,
  careId: string,
): Promise<HouseholdCareEntity> {
  const care = await lockRow(db, HouseholdCareEntity, careId, 'household-care');
  if (care.householdId !== household.id) throw notFound('household-care');
  if (care.endedOn !== null) throw conflict('household.care-over', 'This care is over already.');
  return care;
}

/** Ends a locked care. Gives the household's new version. */
export async function endCare(
  db: EntityManager,
  { household }: LockedHousehold,
  care: HouseholdCareEntity,
  endedOn: string,
): Promise<number> {
  await updateRow(db, HouseholdCareEntity, care, { endedOn }, 'household-care');
  return updateRow(db, HouseholdEntity, household, {}, 'household');
}

/** Whoever left neither cares nor is cared for in this household any more. */
export async function endCaresOf(db: EntityManager, memberId: string, endedOn: string): Promise<void> {
  await db.query(
    `UPDATE household_cares SET ended_on = $2, version = version + 1
      WHERE ended_on IS NULL AND (carer_id = $1 OR cared_for_id = $1)`,
    [memberId, endedOn],
  );
}
