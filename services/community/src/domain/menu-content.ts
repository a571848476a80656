type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

interface WeeklySession {
  readonly day: Weekday;
  readonly from: string;
  readonly to: string;
}

interface Targets {
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly genders: string[] | null;
  readonly peerAgeMin: number | null;
  readonly peerAgeMax: number | null;
  readonly companionsAllowed: boolean | null;
  readonly grades: string[] | null;
  readonly fiscalYearEndAfterAge: number | null;
  readonly pregnant: boolean | null;
  readonly medicalAttendance: boolean | null;
}

/** What a community wish looks for in people; it may be both lists or one of them. */
interface Seeks {
  readonly strengths: string[];
  readonly roles: string[];
}

interface Eligibility {
  readonly basis: 'open' | 'statutory' | null;
  readonly statute: string | null;
  readonly requires: string[] | null;
  readonly acceptsOutOfSystem: boolean | null;
}

interface ExclusionPolicy {
  readonly attributes: string[] | null;
  readonly justification: string | null;
}

interface PlainFacts {
  readonly purposes: string[] | null;
  readonly activities: string[] | null;
  readonly roles: string[] | null;
  readonly modes: string[] | null;
  readonly demands: string[] | null;
  readonly typicalGroupSize: number | null;
  readonly quietSpace: boolean | null;
  readonly sessions: WeeklySession[] | null;
  readonly onDemand: boolean | null;
  readonly earliestStart: string | null;
  readonly requiresReadiness: string | null;
  readonly support: string[] | null;
  readonly accessibility: string[] | null;
  readonly pickup: boolean | null;
  readonly languages: string[] | null;
  readonly feeYen: number | null;
  readonly nameRequired: boolean | null;
  readonly nextSteps: string[] | null;
  /** Null = it looks for nobody. */
  readonly seeks: Seeks | null;
}

/** All facts of a menu but its name and its capacity model; nothing is undefined, unknown is null. */
export interface MenuContent extends PlainFacts {
  readonly targets: Targets;
  readonly eligibility: Eligibility;
  readonly exclusionPolicy: ExclusionPolicy | null;
}

type Given<T> = { readonly [F in keyof T]?: T[F] | null | undefined };

/** The facts as somebody gives them: any of them may be left out. */
type GivenContent = Given<PlainFacts> & {
  readonly targets?: Given<Targets> | null;
  readonly eligibility?: Given<Eligibility> | null;
  readonly exclusionPolicy?: Given<ExclusionPolicy> | null;
};

const UNKNOWN_FACTS: PlainFacts = {
  purposes: null,
  activities: null,
  roles: null,
  modes: null,
  demands: null,
  typicalGroupSize: null,
  quietSpace: null,
  sessions: null,
  onDemand: null,
  earliestStart: null,
  requiresReadiness: null,
  support: null,
  accessibility: null,
  pickup: null,
  languages: null,
  feeYen: null,
  nameRequired: null,
  nextSteps: null,
  seeks: null,
};
const UNKNOWN_TARGETS: Targets = {
  ageMin: null,
  ageMax: null,
  genders: null,
  peerAgeMin: null,
  peerAgeMax: null,
  companionsAllowed: null,
  grades: null,
  fiscalYearEndAfterAge: null,
  pregnant: null,
  medicalAttendance: null,
};
const UNKNOWN_ELIGIBILITY: Eligibility = { basis: null, statute: null, requires: null, acceptsOutOfSystem: null };
const UNKNOWN_POLICY: ExclusionPolicy = { attributes: null, justification: null };

/** What was left out is unknown. A policy is there only where one was given. */
export function contentOf(given: GivenContent): MenuContent {
  return {
    ...known(UNKNOWN_FACTS, given),
    targets: known(UNKNOWN_TARGETS, given.targets ?? {}),
    eligibility: known(UNKNOWN_ELIGIBILITY, given.eligibility ?? {}),
    exclusionPolicy: given.exclusionPolicy ? known(UNKNOWN_POLICY, given.exclusionPolicy) : null,
  };
}

/**
 * A wish for somebody who cooks is a place where cooking is done, and a role for who does it:
 * so it is found in ordinary matching like any other place.
 */
export function withSought(content: MenuContent): MenuContent {
  const { seeks, activities, roles } = content;
  if (seeks === null) return content;
  const joined = (known: string[] | null, sought: string[]): string[] => [...new Set([...(known ?? []), ...sought])];
  return { ...content, activities: joined(activities, seeks.strengths), roles: joined(roles, seeks.roles) };
}

/** A menu's word that it takes people outside the scheme counts only while an agreement on it is in force. */
export function withAgreement(content: MenuContent, inForce: boolean): MenuContent {
  const { eligibility } = content;
  if (inForce || eligibility.acceptsOutOfSystem !== true) return content;
  return { ...content, eligibility: { ...eligibility, acceptsOutOfSystem: null } };
}

/** The fields of `unknown`, no more and no fewer, with what was given. */
function known<T extends object>(unknown: T, given: Given<T>): T {
  const fields = Object.keys(unknown) as (keyof T)[];
  return Object.fromEntries(fields.map((field) => [field, given[field] ?? null])) as T;
}
