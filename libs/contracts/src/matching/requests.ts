import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { IsPart } from '../parts';
import type { Role } from '#libs/kernel';
import { Acted, Done } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { NeedInput } from './need';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
const READERS: readonly Role[] = [...WORKERS, 'DECISION_MAKER'];

/** Asks for 参加支援: a need of one person of one case. Starts REQUESTED. */
export class OpenMatchRequestV1 {
  static readonly subject = 'rpc.matching.open-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  /** Participation plan in intake. */
  @IsId() planId!: string;
  @IsPart(() => NeedInput) need!: NeedInput;
}

/**
 * REQUESTED → PROFILING. Errors: 409 `match-request.plan-not-confirmed` unless the person confirmed this very
 * plan, `match-request.support-plan-undecided` while several agencies work together without a decided support
 * plan; 503 where intake does not answer.
 */
export class AcceptMatchRequestV1 {
  static readonly subject = 'rpc.matching.accept-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
}

/** Says the need anew, before places were chosen (REQUESTED, PROFILING, SEARCHING); 409 `match-request.need-is-fixed`. */
export class ChangeNeedV1 {
  static readonly subject = 'rpc.matching.change-need.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsPart(() => NeedInput) need!: NeedInput;
}

/**
 * SEARCHING → SHORTLISTED: the places that people chose, in their order. Errors: 409 `match-request.not-eligible`
 * (a place is excluded now; `fields` has the codes), 409 `match-request.order-reason-missing` (the order differs
 * from the ranking and no reason is given), 409 `match-request.host-declined` (the host said no to this request
 * before and no reason is given), 409 `match-request.plan-missing` (opened in an emergency, without a plan).
 */
export class ShortlistV1 {
  static readonly subject = 'rpc.matching.shortlist.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsArray() @IsId({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() menuIds!: string[];
  @MayBeLeftOut() @IsFreeCode() orderChangedReasonCode?: string;
}

/** SEARCHING → UNMET: nothing fits. Says so to community, without anything that points to a person. */
export class RecordUnmetNeedV1 {
  static readonly subject = 'rpc.matching.record-unmet-need.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
}

/** UNMET → SEARCHING: the conditions were looked at again. */
export class SearchAgainV1 {
  static readonly subject = 'rpc.matching.search-again.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
}

/** UNMET → SEARCHING: a menu was developed for needs like this. 404 `menu.not-found` for an unknown menu. */
export class LinkDevelopedMenuV1 {
  static readonly subject = 'rpc.matching.link-developed-menu.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
}

/** PROPOSING → SEARCHING: every proposal came to nothing. 409 `match-request.proposals-open` otherwise. */
export class RecordAllDeclinedV1 {
  static readonly subject = 'rpc.matching.record-all-declined.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
}

/** → PARKED until a day. Open proposals are revoked, waiting is still counted. 409 `match-request.term-passed` for a day before today. */
export class ParkMatchRequestV1 {
  static readonly subject = 'rpc.matching.park-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsDay() until!: string;
  @IsFreeCode() reasonCode!: string;
}

/** PARKED → SEARCHING. */
export class UnparkMatchRequestV1 {
  static readonly subject = 'rpc.matching.unpark-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
}

export const CANCEL_REASONS = ['person_wish', 'consent_withdrawn', 'moved', 'deceased', 'other'] as const;

/** → CANCELLED. Open proposals are revoked, held places are free again. */
export class CancelMatchRequestV1 {
  static readonly subject = 'rpc.matching.cancel-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsIn(CANCEL_REASONS) reasonCode!: (typeof CANCEL_REASONS)[number];
}

/** REVIEW → SEARCHING: the responsible person decided. The same facts do not ask for a decision again. */
export class DecideReviewV1 {
  static readonly subject = 'rpc.matching.decide-review.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsId() matchRequestId!: string;
  @IsFreeCode() reasonCode!: string;
  /** The words of the decision are a note in intake. */
  @OrUnknown() @IsId() noteRef!: string | null;
}

/** PLACED → SEARCHING after the placement ended. 409 `match-request.placement-goes-on`. */
export class SearchAfterPlacementV1 {
  static readonly subject = 'rpc.matching.search-after-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @OrUnknown() @IsFreeCode() goal!: string | null;
}

/** PLACED → CLOSED: the tie holds (placement STABLE or later), or a closing evaluation says why. 409 `match-request.placement-not-stable`. */
export class CloseMatchRequestV1 {
  static readonly subject = 'rpc.matching.close-match-request.v1';
  static readonly answer = Acted;
  static readonly allow = READERS;
  @IsId() matchRequestId!: string;
  /** Result of the closing evaluation. */
  @OrUnknown() @IsCodeOf('closureReasons') evaluation!: string | null;
}

export class MatchRequestAnswer {
  @IsId() id!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  /** Null = opened in an emergency, before there is a plan. */
  @OrUnknown() @IsId() planId!: string | null;
  @IsPart(() => NeedInput) need!: NeedInput;
  @IsId({ each: true }) shortlist!: string[];
  @OrUnknown() @IsString() orderChangedReasonCode!: string | null;
  @OrUnknown() @IsDay() parkedUntil!: string | null;
  /** Of the last change of state: parking, cancellation, decision, closure. */
  @OrUnknown() @IsString() reasonCode!: string | null;
  /** ISO 8601. */
  @IsString() openedAt!: string;
}

export class ReadMatchRequestV1 {
  static readonly subject = 'rpc.matching.read-match-request.v1';
  static readonly answer = MatchRequestAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @IsId() matchRequestId!: string;
}

export class MatchRequestList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => MatchRequestAnswer) items!: MatchRequestAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Match requests, oldest first. */
export class ListMatchRequestsV1 {
  static readonly subject = 'rpc.matching.list-match-requests.v1';
  static readonly answer = MatchRequestList;
  static readonly allow = READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() caseRef?: string;
  @MayBeLeftOut() @IsId() personRef?: string;
  @MayBeLeftOut() @IsString() @MaxLength(20) state?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/** The person does not want this place: it is not proposed again until they ask for it (G20). The reason is theirs to give or not. */
export class RecordRefusalV1 {
  static readonly subject = 'rpc.matching.record-refusal.v1';
  static readonly answer = Done;
  static readonly allow = WORKERS;
  @IsId() personRef!: string;
  @IsId() menuId!: string;
  @OrUnknown() @IsCodeOf('personDeclineReasons') reasonCode!: string | null;
}

/** The person asks for the place again. 404 `refusal.not-found` where they never refused it. */
export class WithdrawRefusalV1 {
  static readonly subject = 'rpc.matching.withdraw-refusal.v1';
  static readonly answer = Done;
  static readonly allow = WORKERS;
  @IsId() personRef!: string;
  @IsId() menuId!: string;
}
