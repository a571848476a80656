import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { DISCLOSURE_ITEMS } from '../intake/for-services';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsFreeCode, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { NeedInput } from './need';
import { AcceptedAnswer, DISTANCE_CONFIRMERS } from './proposals';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
const RESPONSIBLE: readonly Role[] = [...WORKERS, 'DECISION_MAKER', 'PRIVACY_OFFICER'];

/** Code list disclosureBases: the only ground on which help may come before plan, decision and consent (L18). */
export const EMERGENCY_BASES = ['life_danger'] as const;

/**
 * Step 1 of a bed tonight: life or body is in danger, and there is no time for a plan. The request starts PROFILING;
 * what is done on this ground is limited to one place and to the day `until` (the day after tomorrow where left out),
 * and needs approval by the end of the next working day. 409 `emergency.until-passed`, `emergency.until-too-far`.
 */
export class OpenEmergencyV1 {
  static readonly subject = 'rpc.matching.open-emergency.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsPart(() => NeedInput) need!: NeedInput;
  @IsIn(EMERGENCY_BASES) basis!: (typeof EMERGENCY_BASES)[number];
  @IsFreeCode() reasonCode!: string;
  /** The words for it are a note in intake. */
  @OrUnknown() @IsId() noteRef?: string | null;
  @MayBeLeftOut() @IsDay() until?: string;
}

/** The place that was taken, and by when it has to be approved. */
export class BedAnswer extends AcceptedAnswer {
  /** On what the host was told who comes: the person's consent, or the emergency alone. */
  @IsIn(['consent', 'life_danger']) basis!: 'consent' | 'life_danger';
  @IsDay() decideBy!: string;
}

/**
 * Step 2: the host said yes on the phone. Takes the place and begins the placement, both or neither; step 3 is its
 * start. Where the person can be asked, their consent for this host is needed (409 `consent.missing`); where they
 * cannot, the emergency is the ground, and only name and considerations may be told (409 `emergency.items-limited`).
 * Errors: 409 `emergency.not-eligible` (unsafe, closed, full …: `fields` has the codes), 409 `emergency.over`, 409
 * `proposal.distance-unconfirmed`, 409 `proposal.place-full`, 409 `proposal.words-missing` (no such note of the case), 503 `consent.unanswered`.
 */
export class TakeBedV1 {
  static readonly subject = 'rpc.matching.take-bed.v1';
  static readonly answer = BedAnswer;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
  /** Who said yes for the host, by function: `manager`, `night_staff`…. */
  @IsFreeCode() hostYesBy!: string;
  @IsBoolean() personAsked!: boolean;
  @OrUnknown() @IsId() personWordsNoteRef?: string | null;
  /** Who knows where a confidential place is and said that the distance which the person has to keep is kept. */
  @MayBeLeftOut() @IsIn(DISTANCE_CONFIRMERS) distanceConfirmedBy?: (typeof DISTANCE_CONFIRMERS)[number];
  /** What the host was told on the phone. */
  @IsArray()
  @IsIn(DISCLOSURE_ITEMS, { each: true })
  @ArrayMaxSize(DISCLOSURE_ITEMS.length)
  @ArrayUnique()
  items!: (typeof DISCLOSURE_ITEMS)[number][];
}

/**
 * The responsible person approves what was done, or does not. A no throws nobody out: it starts a review.
 * 409 `emergency.nothing-to-decide`, 409 `emergency.same-person` (whoever acted does not approve).
 */
export class DecideEmergencyV1 {
  static readonly subject = 'rpc.matching.decide-emergency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsId() matchRequestId!: string;
  @IsBoolean() approved!: boolean;
  @IsFreeCode() reasonCode!: string;
  /** The words of the decision are a note in intake. */
  @OrUnknown() @IsId() noteRef?: string | null;
}

export const REVIEW_OUTCOMES = ['stays_with_consent', 'stays_with_plan', 'moves_to_other_place', 'ended'] as const;

/** What came of the review. 409 `emergency.no-review`. */
export class ConcludeEmergencyReviewV1 {
  static readonly subject = 'rpc.matching.conclude-emergency-review.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsId() matchRequestId!: string;
  @IsIn(REVIEW_OUTCOMES) outcome!: (typeof REVIEW_OUTCOMES)[number];
}

export const EMERGENCY_STATES = ['OPEN', 'PENDING', 'APPROVED', 'IN_REVIEW', 'REVIEWED'] as const;

export class EmergencyCaseAnswer {
  @IsId() matchRequestId!: string;
  /** OPEN: no place yet; PENDING: waits for the responsible person; IN_REVIEW: not approved. */
  @IsIn(EMERGENCY_STATES) state!: (typeof EMERGENCY_STATES)[number];
  @IsInt() @Min(1) version!: number;
  @IsString() basis!: string;
  @IsString() reasonCode!: string;
  @IsDay() until!: string;
  /** ISO 8601. */
  @IsString() openedAt!: string;
  @OrUnknown() @IsId() placementId!: string | null;
  @OrUnknown() @IsBoolean() personAsked!: boolean | null;
  @IsString({ each: true }) told!: string[];
  /** Last day for the decision, or for the end of the review; null = nothing is waited for. */
  @OrUnknown() @IsDay() dueOn!: string | null;
  @IsBoolean() overdue!: boolean;
  @OrUnknown() @IsString() decisionReasonCode!: string | null;
  @OrUnknown() @IsString() reviewOutcome!: string | null;
}

export class EmergencyList {
  @AreParts(() => EmergencyCaseAnswer, 100) items!: EmergencyCaseAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Emergencies, oldest first; `state=PENDING` is what the responsible person has to decide. */
export class ListEmergenciesV1 {
  static readonly subject = 'rpc.matching.list-emergencies.v1';
  static readonly answer = EmergencyList;
  static readonly allow = RESPONSIBLE;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(EMERGENCY_STATES) state?: (typeof EMERGENCY_STATES)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
