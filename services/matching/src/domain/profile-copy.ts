import { type Point } from './geo';
import { type EntitlementStatus, type MatchingProfile, type Readiness, type Safety } from './matching-profile';
import { type Need } from './need';

/** The minimal profile as intake gives it, for the answer that it is asked for. */
export interface ProfileCopy {
  readonly personRef: string;
  readonly version: number;
  readonly age: number | null;
  readonly fiscalYearAge: number | null;
  readonly pregnant: boolean | null;
  readonly medicalAttendance: boolean | null;
  readonly gender: string | null;
  readonly languages: readonly string[] | null;
  readonly readiness: string | null;
  readonly status: EntitlementStatus;
  readonly strengths: readonly string[];
  readonly interests: readonly string[];
  readonly avoid: readonly string[] | null;
  readonly accessibility: readonly string[] | null;
  readonly safety: Safety | null;
  readonly point: Point | null;
  readonly disclosureOrgIds: readonly string[];
  readonly anonymousInquiry: boolean;
  readonly roleSearch: boolean;
  readonly guardian: 'not_required' | 'granted' | 'refused' | null;
}

const READINESS: readonly Readiness[] = ['not_yet', 'preparing', 'job_ready'];
const readinessOf = (code: string | null): Readiness | null => READINESS.find((known) => known === code) ?? null;

const known = <T>(value: T | null | undefined): T | null => value ?? null;

/**
 * The engine's view of a person who consents to matching, with the places that the person does not want now. Field by
 * field on purpose: nothing is kept with a ranking because intake added it to its answer.
 */
export function profileOf(copy: ProfileCopy, declinedMenuIds: readonly string[]): MatchingProfile {
  return {
    personRef: copy.personRef,
    age: known(copy.age),
    fiscalYearAge: known(copy.fiscalYearAge),
    pregnant: known(copy.pregnant),
    medicalAttendance: known(copy.medicalAttendance),
    gender: known(copy.gender),
    languages: known(copy.languages),
    readiness: readinessOf(copy.readiness),
    status: copy.status,
    strengths: copy.strengths,
    interests: copy.interests,
    avoid: known(copy.avoid),
    accessibility: known(copy.accessibility),
    safety: known(copy.safety),
    declinedMenuIds,
    consent: {
      matching: 'granted',
      disclosureOrgIds: copy.disclosureOrgIds,
      anonymousInquiry: copy.anonymousInquiry,
      guardian: known(copy.guardian),
    },
  };
}

/** A need without a point of its own starts from the person's search point. */
export function needFrom(need: Need, point: Point | null): Need {
  return need.point === null ? { ...need, point } : need;
}
