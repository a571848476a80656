import { Injectable } from '@nestjs/common';
import type {
  CheckConsentV1,
  ConsentAnswer,
  MatchingProfileAnswer,
  MatchingProfileV1,
  MatchingSafety,
  OneHouseholdAnswer,
  OneHouseholdV1,
  PlacesToAvoidAnswer,
  PlacesToAvoidV1,
} from '#libs/contracts';
import { AppError, type CallContext, localDay } from '#libs/kernel';
import { ReadScope, type Scope } from '#libs/persistence';
import { consentMissing, permissionFor, termsPermitted } from '../domain/consent';
import { recipientsOf } from '../domain/consent-terms';
import { fiscalYearAgeOf } from '../domain/school-year';
import { type ConsentOf, findConsent } from '../storage/consents.store';
import { liveTogether, profileVersionOf } from '../storage/persons.store';

const NOT_ALLOWED: ConsentAnswer = { allowed: false, orgIds: [], until: null };
const MATCHING = 'participation_matching';
/** More than a timer's turn can do; the rest waits for the next one. */
const DUE_AT_ONCE = 200;

/** What intake alone decides, and what it tells other services of a person. */
@Injectable()
export class PermissionQueries {
  constructor(private readonly reads: ReadScope) {}

  /** Whom nobody knows nobody may ask about: unknown persons get the same no. */
  async check({ personRef, scope, orgId }: CheckConsentV1, ctx: CallContext): Promise<ConsentAnswer> {
    try {
      const { consent, moment } = await this.find(personRef, ctx);
      const { allowed, orgIds, until } = permissionFor(consent, { scope, orgId: orgId ?? null }, moment);
      return { allowed, orgIds: [...orgIds], until };
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return NOT_ALLOWED;
      throw error;
    }
  }

  async matchingProfile({ personRef }: MatchingProfileV1, ctx: CallContext): Promise<MatchingProfileAnswer> {
    const found = await this.find(personRef, ctx);
    const asked = { scope: MATCHING, orgId: null };
    if (!permissionFor(found.consent, asked, found.moment).allowed) throw consentMissing(MATCHING);
    return profileOf(found);
  }

  /** Where the person may never be sent; why stays here. Nothing where nobody is known. */
  async placesToAvoid({ personRef }: PlacesToAvoidV1, ctx: CallContext): Promise<PlacesToAvoidAnswer> {
    try {
      const { person } = await this.find(personRef, ctx);
      return { safety: safetyOf(person.safety) };
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return { safety: null };
      throw error;
    }
  }

  oneHousehold({ personRefs }: OneHouseholdV1, ctx: CallContext): Promise<OneHouseholdAnswer> {
    return this.reads.run(ctx, async ({ db }) => ({ oneHousehold: await liveTogether(db, personRefs) }));
  }

  /** Persons of whose consent a term is over by the domain clock. */
  dueToExpire(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows = await db.query<readonly { readonly id: string }[]>(
        'SELECT id FROM consents WHERE next_until < $1::date ORDER BY next_until LIMIT $2',
        [localDay(now), DUE_AT_ONCE],
      );
      return rows.map(({ id }) => id);
    });
  }

  private find(personRef: string, ctx: CallContext): Promise<ConsentOf> {
    return this.reads.run(ctx, ({ db, now }: Scope) => findConsent(db, personRef, localDay(now)));
  }
}

const safetyOf = (safety: ConsentOf['person']['safety']): MatchingSafety | null =>
  safety && { ...safety, avoidOrgIds: [...safety.avoidOrgIds], avoidMenuIds: [...safety.avoidMenuIds] };

/** Codes, an age and a point. No name, no address, no prose; of safety only what to avoid. */
function profileOf({ person, consent, moment }: ConsentOf): MatchingProfileAnswer {
  const { facts, safety } = person;
  const terms = termsPermitted(consent, moment.today);
  const permits = (asked: string): boolean => terms.some(({ scope }) => scope === asked);
  return {
    personRef: person.id,
    version: profileVersionOf(person, consent),
    age: moment.age,
    fiscalYearAge: fiscalYearAgeOf(person, moment.today),
    pregnant: facts.pregnant,
    medicalAttendance: facts.medicalAttendance,
    gender: person.gender,
    languages: facts.languages && [...facts.languages],
    readiness: facts.readiness,
    status: facts.status,
    strengths: [...(facts.strengths ?? [])],
    interests: [...(facts.interests ?? [])],
    avoid: facts.avoid && [...facts.avoid],
    accessibility: facts.accessibility && [...facts.accessibility],
    safety: safetyOf(safety),
    point: facts.searchPoint,
    disclosureOrgIds: [...recipientsOf(terms)],
    anonymousInquiry: permits('anonymous_inquiry'),
    roleSearch: permits('role_search'),
    guardian: consent.guardian,
  };
}
