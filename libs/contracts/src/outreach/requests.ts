import { IsArray, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { FOLLOW_UP_RESULTS } from './events';

const FOLLOWERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
const FOLLOW_UP_READERS: readonly Role[] = [...FOLLOWERS, 'HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER'];

export const FOLLOW_UP_STATES = ['PLANNED', 'DUE', 'DONE', 'MISSED', 'CANCELLED'] as const;
/** `regular`: while support goes on; `aftercare`: after its end, with the person's consent. */
export const FOLLOW_UP_KINDS = ['regular', 'aftercare'] as const;
/** 助言, 訪問, 環境調整, 研修, 休止の判断. */
export const HOST_SUPPORT_KINDS = ['advice', 'visit', 'environment', 'training', 'pause'] as const;

/** A contact with person or host that is planned, due or settled. Its words stay in intake (`noteRef`). */
export class FollowUpView {
  @IsId() id!: string;
  @IsId() placementId!: string;
  @IsId() personRef!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() orgId!: string | null;
  @IsIn(FOLLOW_UP_KINDS) kind!: (typeof FOLLOW_UP_KINDS)[number];
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  /** Which one of the plan: `day3`, `week1`, `week2`, `month1`, `month3`, `month6`. */
  @IsString() @MaxLength(20) step!: string;
  /** 1 for the first try; each missed one is followed by another. */
  @IsInt() @Min(1) @Max(10_000) attempt!: number;
  @IsDay() dueOn!: string;
  /** First and last day of the window. */
  @IsDay() opensOn!: string;
  @IsDay() closesOn!: string;
  @IsIn(FOLLOW_UP_STATES) state!: (typeof FOLLOW_UP_STATES)[number];
  /** The window is over and nobody has settled it. */
  @IsBoolean() overdue!: boolean;
  /** Days since the window closed; 0 while it is open. */
  @IsInt() @Min(0) @Max(100_000) overdueDays!: number;
  /** 0 to 3: how many of the escalation limits (7, 14, 30 days) are passed. */
  @IsInt() @Min(0) @Max(3) escalation!: number;
  @OrUnknown() @IsIn(FOLLOW_UP_RESULTS) result!: (typeof FOLLOW_UP_RESULTS)[number] | null;
  @OrUnknown() @IsDay() recordedOn!: string | null;
  @OrUnknown() @IsString() @MaxLength(40) contactMethod!: string | null;
  @OrUnknown() @IsId() noteRef!: string | null;
  @IsInt() @Min(1) version!: number;
}

export class FollowUpsAnswer {
  @IsArray() @ValidateNested({ each: true }) @Type(() => FollowUpView) items!: FollowUpView[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Follow-ups, earliest due day first. An overdue one stays `DUE` and in this list until it is settled. */
export class ListFollowUpsV1 {
  static readonly subject = 'rpc.outreach.list-follow-ups.v1';
  static readonly answer = FollowUpsAnswer;
  static readonly allow = FOLLOW_UP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(FOLLOW_UP_STATES) state?: (typeof FOLLOW_UP_STATES)[number];
  @MayBeLeftOut() @IsId() placementId?: string;
  /** Only those due before this day. */
  @MayBeLeftOut() @IsDay() dueBefore?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/**
 * Records how a follow-up went, once. `missed` plans the next try by itself.
 * Errors: `follow-up.future-day` (400), `follow-up.before-start`, `follow-up.not-due-yet`,
 * `follow-up.already-recorded`, `follow-up.cancelled` (409).
 */
export class RecordFollowUpV1 {
  static readonly subject = 'rpc.outreach.record-follow-up.v1';
  static readonly answer = Acted;
  static readonly allow = FOLLOWERS;
  @IsId() followUpId!: string;
  @IsIn(FOLLOW_UP_RESULTS) result!: (typeof FOLLOW_UP_RESULTS)[number];
  /** Day of the contact: today or earlier. */
  @IsDay() recordedOn!: string;
  @IsCodeOf('outreachMethods') contactMethod!: string;
  /** The note in intake that holds the words. */
  @OrUnknown() @IsId() noteRef!: string | null;
}

/** Records advice or help given to a host. Errors: `placement.not-found` (404), `host-support.future-day` (400). */
export class RecordHostSupportV1 {
  static readonly subject = 'rpc.outreach.record-host-support.v1';
  static readonly answer = Acted;
  static readonly allow = FOLLOWERS;
  @IsId() placementId!: string;
  @IsIn(HOST_SUPPORT_KINDS) kind!: (typeof HOST_SUPPORT_KINDS)[number];
  @IsDay() on!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
}

export class HostSupportView {
  @IsId() id!: string;
  @IsId() placementId!: string;
  @IsIn(HOST_SUPPORT_KINDS) kind!: (typeof HOST_SUPPORT_KINDS)[number];
  @IsDay() on!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
}

export class HostSupportAnswer {
  @IsArray() @ValidateNested({ each: true }) @Type(() => HostSupportView) items!: HostSupportView[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** What a host was helped with, oldest first. Errors: `placement.not-found` (404). */
export class ListHostSupportV1 {
  static readonly subject = 'rpc.outreach.list-host-support.v1';
  static readonly answer = HostSupportAnswer;
  static readonly allow = FOLLOW_UP_READERS;
  static readonly reads = true;
  @IsId() placementId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
