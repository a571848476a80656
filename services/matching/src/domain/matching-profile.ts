/** What schemes a person is entitled to. A disability handbook is not a service decision, and a poor household no hardship decision. */
export interface EntitlementStatus {
  readonly disabilityHandbook: string | null;
  readonly disabilityServiceRecipient: boolean | null;
  readonly careLevel: string | null;
  readonly incomeHardship: boolean | null;
  readonly publicAssistance: boolean | null;
  readonly singleParentHousehold: boolean | null;
}

/** Restricted facts, reduced by intake to what must be avoided. Anything unknown here excludes. */
export interface Safety {
  readonly avoidOrgIds: readonly string[] | null;
  /** Ids of menus or of whole resources. */
  readonly avoidMenuIds: readonly string[] | null;
  /** No place nearer to the search point than this; 0 = no such limit. */
  readonly avoidWithinMeters: number | null;
  readonly guardianMayHarm: boolean | null;
}

/** The person's word and, stored apart from it, the guardian's. Unknown is never yes. */
export interface MatchingConsent {
  readonly matching: 'granted' | 'none' | null;
  /** Organisations that may learn the name. */
  readonly disclosureOrgIds: readonly string[] | null;
  readonly anonymousInquiry: boolean | null;
  readonly guardian: 'not_required' | 'granted' | 'refused' | null;
}

export type Readiness = 'not_yet' | 'preparing' | 'job_ready';

/**
 * The least that ranking needs to know of a person: codes, no name, address or prose.
 * Without consent to matching the caller passes one emptied of everything but consent and safety.
 */
export interface MatchingProfile {
  readonly personRef: string;
  readonly age: number | null;
  /** Age on 1 April of the running fiscal year (年齢計算ニ関スル法律): decides the school grade. */
  readonly fiscalYearAge: number | null;
  readonly pregnant: boolean | null;
  readonly medicalAttendance: boolean | null;
  readonly gender: string | null;
  readonly languages: readonly string[] | null;
  readonly readiness: Readiness | null;
  readonly status: EntitlementStatus | null;
  readonly strengths: readonly string[] | null;
  readonly interests: readonly string[] | null;
  readonly avoid: readonly string[] | null;
  readonly accessibility: readonly string[] | null;
  readonly safety: Safety | null;
  /** Ids of menus or of whole resources the person does not want now. */
  readonly declinedMenuIds: readonly string[] | null;
  readonly consent: MatchingConsent | null;
}
