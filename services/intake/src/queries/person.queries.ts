import { Injectable } from '@nestjs/common';
import type { PersonAnswer, ReadPersonV1, ReadSafetyV1, SafetyAnswer } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { schoolGradeOf } from '../domain/school-year';
import { findConsent } from '../storage/consents.store';
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
}
