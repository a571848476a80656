/** The parts of the public API's answers that the story and the end-to-end tests look at. */
export interface Ranking {
  readonly outcome: string;
  readonly candidates: readonly RankedPlace[];
  readonly excluded: readonly ExcludedPlace[];
  readonly information: readonly { readonly menuId: string; readonly name: string }[];
  readonly compared: number;
}

export interface RankedPlace {
  readonly menuId: string;
  readonly name: string;
  readonly orgName: string | null;
  readonly rank: number;
  readonly explanation: readonly string[];
  readonly reasonsJa: readonly string[];
  readonly distanceMeters: number | null;
  readonly capacityReportedAt: string | null;
  readonly hostAssessedOn: string | null;
}

export interface ExcludedPlace {
  readonly menuId: string;
  readonly name: string;
  readonly codes: readonly string[];
  readonly reasonsJa: readonly string[];
}

export interface Capacity {
  readonly total: number | null;
  readonly used: number | null;
  readonly held: number;
  readonly free: number | null;
  readonly reportedAt: string | null;
  readonly version: number;
}

export interface Inquiry {
  readonly proposalId: string;
  readonly kind: 'anonymous' | 'named';
  readonly state: string;
  readonly menuName: string;
  readonly person: {
    readonly ageFrom: number | null;
    readonly ageTo: number | null;
    readonly purposes: readonly string[];
    readonly supportRequired: readonly string[];
    readonly days: readonly string[];
  } | null;
  readonly items: readonly string[];
}

export interface Placement {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly startedOn: string | null;
  readonly advice: string | null;
  readonly holdsPlace: boolean;
}

export interface FollowUp {
  readonly id: string;
  readonly side: 'person' | 'host';
  readonly step: string;
  readonly state: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly result: string | null;
}

export interface ListOf<T> {
  readonly items: readonly T[];
}
