import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsCodeOf, IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const STARTERS: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];

export const OUTREACH_APPLICATION_STATES = ['OPEN', 'TAKEN_UP', 'DECLINED', 'ENDED'] as const;
/** 本人の希望, すでに関わっている, ほかの支援で足りる, ほか. */
export const OUTREACH_APPLICATION_REFUSALS = ['person_wish', 'engaged_already', 'other_support_fits', 'other'] as const;

/** Somebody for whom a decided support plan applies for outreach (アウトリーチの利用申込). */
export class OutreachApplicationAnswer {
  @IsId() id!: string;
  @IsInt() @Min(1) version!: number;
  /** ENDED: the person took consent back, or died. */
  @IsIn(OUTREACH_APPLICATION_STATES) state!: (typeof OUTREACH_APPLICATION_STATES)[number];
  @IsId() supportPlanId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsDay() receivedOn!: string;
  /** The last day on which somebody begins or says no. */
  @IsDay() dueOn!: string;
  @IsBoolean() overdue!: boolean;
  /** The engagement that took it up. */
  @OrUnknown() @IsId() engagementId!: string | null;
  @OrUnknown() @IsString() reasonCode!: string | null;
}

export class OutreachApplicationList {
  @AreParts(() => OutreachApplicationAnswer, 100) items!: OutreachApplicationAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Applications for outreach, the one that is due first at the top. */
export class ListOutreachApplicationsV1 {
  static readonly subject = 'rpc.outreach.list-outreach-applications.v1';
  static readonly answer = OutreachApplicationList;
  static readonly allow: readonly Role[] = [...STARTERS, 'DECISION_MAKER', 'NO_REFUSAL_MANAGER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(OUTREACH_APPLICATION_STATES) state?: (typeof OUTREACH_APPLICATION_STATES)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/**
 * Begins an engagement with the person, on the consent by which the plan came about; asked at this moment. Answers with
 * the engagement. Errors: `outreach-application.not-found` (404), `outreach-application.settled`,
 * `outreach-application.consent-missing`, `engagement.person-deceased` (409), `engagement.next-action-past` (400).
 */
export class TakeUpOutreachApplicationV1 {
  static readonly subject = 'rpc.outreach.take-up-outreach-application.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = STARTERS;
  @IsId() applicationId!: string;
  @IsCodeOf('issueCategories') reason!: string;
  /** When somebody does something next; a week from now where it is left out. */
  @MayBeLeftOut() @IsDay() nextActionOn?: string;
}

/** Outreach does not begin, and why. Errors: `outreach-application.not-found` (404), `outreach-application.settled` (409). */
export class DeclineOutreachApplicationV1 {
  static readonly subject = 'rpc.outreach.decline-outreach-application.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = STARTERS;
  @IsId() applicationId!: string;
  @IsIn(OUTREACH_APPLICATION_REFUSALS) reasonCode!: (typeof OUTREACH_APPLICATION_REFUSALS)[number];
}
