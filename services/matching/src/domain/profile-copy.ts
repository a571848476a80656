import { type Point } from './geo';
import { type KnownPlaces } from './known-places';
import { type EntitlementStatus, type MatchingProfile, type Readiness, type Safety } from './matching-profile';
import { rank, type RankResult } from './engine';
import { type Need } from './need';
import { DEFAULT_SETTINGS } from './settings';

/** The minimal profile as intake gives it; matching keeps a copy while consent lasts. */
export interface ProfileCopy {
  readonly personRef: string;
  readonly version: number;
  readonly age: number | null;
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
  readonly guardian: 'not_required' | 'granted' | 'refused' | null;
}

const READINESS: readonly Readiness[] = ['not_yet', 'preparing', 'job_ready'];
const readinessOf = (code: string | null): Readiness | null => READINESS.find((known) => known === code) ?? null;

/** The engine's view of a person who consents to matching, with the places that the person does not want now. */
export function profileOf(copy: ProfileCopy, declinedMenuIds: readonly string[]): MatchingProfile {
  return {
    personRef: copy.personRef,
    age: copy.age ?? null,
    gender: copy.gender ?? null,
    languages: copy.languages ?? null,
    readiness: readinessOf(copy.readiness),
    status: copy.status,
    strengths: copy.strengths,
    interests: copy.interests,
    avoid: copy.avoid ?? null,
    accessibility: copy.accessibility ?? null,
    safety: copy.safety ?? null,
    declinedMenuIds,
    consent: {
      matching: 'granted',
      disclosureOrgIds: copy.disclosureOrgIds,
      anonymousInquiry: copy.anonymousInquiry,
      guardian: copy.guardian ?? null,
    },
  };
}

/** A need without a point of its own starts from the person's search point. */
export function needFrom(need: Need, point: Point | null): Need {
  return need.point === null ? { ...need, point } : need;
}

/** A ranking of what this replica knows. `among`: compare these menus only. */
export function rankKnown(
  known: KnownPlaces,
  about: {
    readonly tenant: string;
    readonly profile: MatchingProfile;
    readonly need: Need;
    readonly today: string;
    readonly now: Date;
  },
  among?: readonly string[],
): RankResult {
  const { tenant, profile, need, today, now } = about;
  return rank({
    profile,
    need,
    menus: known.menus(tenant, among),
    capacityOf: (menuId) => known.capacityOf(tenant, menuId),
    loadOf: (orgId) => known.loadOf(tenant, orgId),
    settings: DEFAULT_SETTINGS,
    today,
    now: now.toISOString(),
  });
}
