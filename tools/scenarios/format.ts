/** The scenario format: one file, scenarios that each stand alone (version 2). Null or missing = unknown. */
export interface ScenarioFile {
  readonly version: string;
  readonly scenarios: readonly Scenario[];
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly person: ScenarioPerson;
  readonly need: Readonly<Record<string, unknown>> & {
    readonly home?: Point | null;
    readonly startBy?: string | null;
    readonly windows?: unknown;
  };
  readonly candidates: readonly ScenarioResource[];
  readonly expect: Expectation;
}

export interface Point {
  readonly lat: number;
  readonly lng: number;
}

export interface ScenarioPerson {
  readonly age?: number | null;
  readonly gender?: string | null;
  readonly languages?: readonly string[] | null;
  readonly readiness?: string | null;
  readonly status?: Readonly<Record<string, unknown>> | null;
  readonly strengths?: readonly string[] | null;
  readonly interests?: readonly string[] | null;
  readonly avoid?: readonly string[] | null;
  readonly accessibility?: readonly string[] | null;
  readonly safety?: {
    readonly mustAvoidOrgIds?: readonly string[] | null;
    readonly mustAvoidResourceIds?: readonly string[] | null;
    readonly minDistanceFromHomeMeters?: number | null;
    readonly guardianMayHarm?: boolean | null;
  } | null;
  readonly declinedResourceIds?: readonly string[] | null;
  readonly consent: {
    readonly matching?: 'granted' | 'none' | null;
    readonly disclosure?: 'none' | 'listed_only' | 'all_partners' | null;
    readonly allowedOrgIds?: readonly string[] | null;
    readonly allowAnonymousInquiry?: boolean | null;
    readonly guardian?: 'not_required' | 'granted' | 'refused' | null;
  };
}

export interface ScenarioResource extends Readonly<Record<string, unknown>> {
  readonly resourceId: string;
  readonly name: string;
  readonly type?: string | null;
  readonly status?: string | null;
  readonly operator: { readonly orgId: string; readonly name?: string | null; readonly kind?: string | null };
  readonly location?: Point | null;
  readonly addressConfidential?: boolean | null;
  readonly earliestStart?: string | null;
  readonly eligibility?: { readonly acceptsOutOfSystem?: boolean | null } | null;
  readonly capacity?: {
    readonly model?: 'open' | 'fixed' | null;
    readonly total?: number | null;
    readonly used?: number | null;
    readonly outOfSystem?: { readonly slots: number; readonly used: number } | null;
    readonly reportedAt?: string | null;
  } | null;
  readonly hostAssessment?: {
    readonly status?: string | null;
    readonly assessedOn?: string | null;
    readonly maxConcurrent?: number | null;
    readonly current?: number | null;
    readonly note?: string | null;
  } | null;
}

export interface Expectation {
  readonly outcome: string;
  readonly best?: readonly string[];
  readonly acceptable?: readonly string[];
  readonly information?: readonly string[];
  readonly mustNot?: readonly { readonly resourceId: string; readonly reasonCode: string }[];
  readonly mustRankAbove?: readonly (readonly [string, string])[];
  readonly mustExplain?: readonly string[];
}
