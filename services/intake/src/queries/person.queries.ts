import { Injectable } from '@nestjs/common';
import type {
  ConsentRecordAnswer,
  HouseholdAnswer,
  PersonAnswer,
  ReadConsentV1,
  ReadHouseholdV1,
  ReadPersonV1,
  ReadSafetyV1,
  SafetyAnswer,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { termsInForce } from '../domain/consent';
import { schoolGradeOf } from '../domain/school-year';
import { findConsent } from '../storage/consents.store';
import { HouseholdEntity, HouseholdMemberEntity } from '../storage/household.entity';
import { findPerson } from '../storage/persons.store';
import { factsAnswer } from './facts-answer';

@Injectable()
export class PersonQueries {
  constructor(private readonly reads: ReadScope) {}

  /** Everything of one person, and nothing of anybody else (L10). */
  byRef({ personRef }: ReadPersonV1, ctx: CallContext): Promise<PersonAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { person, consent, moment } = await findConsent(db, personRef, localDay(now));
      return {
        personRef,
        version: person.version,
        name: person.name,
        kana: person.kana,
        alias: person.alias,
        birthDate: person.birthDate,
        birthYear: person.birthYear,
        age: moment.age,
        schoolGrade: schoolGradeOf(person, moment.today),
        gender: person.gender,
        phone: person.phone,
        address: person.address,
        considerations: person.considerations,
        ...factsAnswer(person.facts),
        safetyAsked: person.safety !== null,
        consentState: consent.state,
      };
    });
  }

  safety({ personRef }: ReadSafetyV1, ctx: CallContext): Promise<SafetyAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { version, safety } = await findPerson(db, personRef);
      if (safety === null) return { personRef, version, safety };
      const { avoidOrgIds, avoidMenuIds } = safety;
      return {
        personRef,
        version,
        safety: { ...safety, avoidOrgIds: [...avoidOrgIds], avoidMenuIds: [...avoidMenuIds] },
      };
    });
  }

  household({ householdId }: ReadHouseholdV1, ctx: CallContext): Promise<HouseholdAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { version } = await findRow(db, HouseholdEntity, householdId, 'household');
      const rows = await db
        .createQueryBuilder(HouseholdMemberEntity, 'member')
        .where('member.householdId = :householdId', { householdId })
        .orderBy('member.position')
        .getMany();
      const members = rows.map(({ personRef, relation, age, registered, actual, livingApart }) => ({
        personRef,
        relation,
        age,
        registered,
        actual,
        livingApart,
      }));
      return { householdId, version, members };
    });
  }

  consent({ personRef }: ReadConsentV1, ctx: CallContext): Promise<ConsentRecordAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const { consent } = await findConsent(db, personRef, today);
      const inForce = new Set(termsInForce(consent, today));
      return {
        personRef,
        state: consent.state,
        version: consent.version,
        terms: consent.terms.map((term) => ({ ...term, orgIds: [...term.orgIds], inForce: inForce.has(term) })),
        guardian: consent.guardian,
      };
    });
  }
}
