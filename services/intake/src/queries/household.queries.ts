import { Injectable } from '@nestjs/common';
import type {
  CareFact,
  HouseholdAnswer,
  HouseholdChangesAnswer,
  HouseholdMemberAnswer,
  ListHouseholdChangesV1,
  PersonHouseholdsAnswer,
  PersonHouseholdsV1,
  ReadHouseholdV1,
} from '#libs/contracts';
import { type Actor, type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { leadsToPerson, shownReason } from '../domain/household';
import { HouseholdCareEntity, HouseholdChangeEntity, HouseholdMemberEntity } from '../storage/household.entity';
import { findHousehold } from '../storage/households.store';
import { findPerson } from '../storage/persons.store';
import { pageOf, paged } from './cursor';

const MOST_SHOWN = 100;
const MOST_CARES = 200;

@Injectable()
export class HouseholdQueries {
  constructor(private readonly reads: ReadScope) {}

  byId({ householdId, on }: ReadHouseholdV1, ctx: CallContext): Promise<HouseholdAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { version } = await findHousehold(db, householdId);
      const day = on ?? localDay(now);
      const members = await membersOn(db, householdId, day);
      return {
        ...{ householdId, version, on: day },
        members: members.map((member) => memberAnswer(member, ctx.actor)),
        cares: await caresOn(db, householdId, day),
      };
    });
  }

  ofPerson({ personRef }: PersonHouseholdsV1, ctx: CallContext): Promise<PersonHouseholdsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findPerson(db, personRef);
      const rows = await db
        .createQueryBuilder(HouseholdMemberEntity, 'member')
        .where('member.personRef = :personRef', { personRef })
        .orderBy('member.leftOn', 'DESC', 'NULLS FIRST')
        .addOrderBy('member.joinedOn', 'DESC')
        .addOrderBy('member.id')
        .limit(MOST_SHOWN)
        .getMany();
      return {
        items: rows.map(({ id, householdId, registered, actual, leftOn }) => ({
          ...{ householdId, memberId: id, registered, actual, leftOn },
        })),
      };
    });
  }

  changes({ householdId, ...wish }: ListHouseholdChangesV1, ctx: CallContext): Promise<HouseholdChangesAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      await findHousehold(db, householdId);
      const query = db
        .createQueryBuilder(HouseholdChangeEntity, 'change')
        .where('change.householdId = :householdId', { householdId })
        .orderBy('change.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('change.number < :below', { below: page.below });
      const hidden = await hiddenMembers(db, householdId, ctx.actor);
      return paged(await query.getMany(), page, ({ change, version, member, recordedBy, recordedAt }) => ({
        ...memberAnswer(member, ctx.actor),
        ...(hidden.has(member.id) ? { personRef: null } : {}),
        ...{ change, version, recordedBy, recordedAt: recordedAt.toISOString() },
      }));
    });
  }
}

/** Whoever left on a day was still of the household the day before. */
const membersOn = (db: EntityManager, householdId: string, day: string): Promise<readonly HouseholdMemberEntity[]> =>
  db
    .createQueryBuilder(HouseholdMemberEntity, 'member')
    .where('member.householdId = :householdId AND member.joinedOn <= :day', { householdId, day })
    .andWhere('(member.leftOn IS NULL OR member.leftOn > :day)', { day })
    .orderBy('member.position')
    .limit(MOST_SHOWN)
    .getMany();

async function caresOn(db: EntityManager, householdId: string, day: string): Promise<CareFact[]> {
  const rows = await db
    .createQueryBuilder(HouseholdCareEntity, 'care')
    .where('care.householdId = :householdId', { householdId })
    .andWhere('(care.since IS NULL OR care.since <= :day)', { day })
    .andWhere('(care.endedOn IS NULL OR care.endedOn > :day)', { day })
    .orderBy('care.id')
    .limit(MOST_CARES)
    .getMany();
  return rows.map(({ id, carerId, caredForId, kind, since, endedOn }) => ({
    ...{ careId: id, carerId, caredForId, kind, since, endedOn },
  }));
}

/** Members to whom nothing may lead, also not what was on record before they fled. */
async function hiddenMembers(db: EntityManager, householdId: string, actor: Actor): Promise<ReadonlySet<string>> {
  const rows = await db
    .createQueryBuilder(HouseholdMemberEntity, 'member')
    .where('member.householdId = :householdId', { householdId })
    .getMany();
  return new Set(rows.filter((member) => !leadsToPerson(member, actor)).map(({ id }) => id));
}

type Member = Omit<HouseholdMemberEntity, 'householdId' | 'position'>;

/** Nothing of a member but how he or she belongs; why somebody fled is for restricted roles (L09, L10). */
const memberAnswer = (member: Member, actor: Actor): HouseholdMemberAnswer => ({
  personRef: leadsToPerson(member, actor) ? member.personRef : null,
  ...{ memberId: member.id, relation: member.relation, age: member.age },
  ...{ registered: member.registered, actual: member.actual, livingApart: member.livingApart },
  apartReason: shownReason(member.apartReason, actor),
  ...{ joinedOn: member.joinedOn, leftOn: member.leftOn },
  leftReason: shownReason(member.leftReason, actor),
});
