import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];

export const PARTICIPATION_REFERRAL_STATES = ['OPEN', 'TAKEN_UP', 'DECLINED', 'ENDED'] as const;
/** 本人の希望, すでに参加している場がある, ほかの支援で足りる, 連絡がつかない, ほか. */
export const PARTICIPATION_REFERRAL_REFUSALS = [
  'person_wish',
  'takes_part_already',
  'other_support_fits',
  'not_reached',
  'other',
] as const;

/** Somebody for whom a decided support plan applies for participation support (参加支援の利用申込). */
export class ParticipationReferralAnswer {
  @IsId() id!: string;
  @IsInt() @Min(1) version!: number;
  /** ENDED: the person took consent back, or died. */
  @IsIn(PARTICIPATION_REFERRAL_STATES) state!: (typeof PARTICIPATION_REFERRAL_STATES)[number];
  @IsId() supportPlanId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsDay() receivedOn!: string;
  /** The last day on which somebody begins or says no. */
  @IsDay() dueOn!: string;
  @IsBoolean() overdue!: boolean;
  /** The request that took it up. */
  @OrUnknown() @IsId() matchRequestId!: string | null;
  @OrUnknown() @IsString() reasonCode!: string | null;
}

export class ParticipationReferralList {
  @AreParts(() => ParticipationReferralAnswer, 100) items!: ParticipationReferralAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Applications for participation support, oldest first. One is taken up by opening a match request for that person and case. */
export class ListParticipationReferralsV1 {
  static readonly subject = 'rpc.matching.list-participation-referrals.v1';
  static readonly answer = ParticipationReferralList;
  static readonly allow: readonly Role[] = [...WORKERS, 'HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(PARTICIPATION_REFERRAL_STATES) state?: (typeof PARTICIPATION_REFERRAL_STATES)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/**
 * Participation support does not begin, and why. Errors: `participation-referral.not-found` (404),
 * `participation-referral.settled` (409).
 */
export class DeclineParticipationReferralV1 {
  static readonly subject = 'rpc.matching.decline-participation-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = WORKERS;
  @IsId() referralId!: string;
  @IsIn(PARTICIPATION_REFERRAL_REFUSALS) reasonCode!: (typeof PARTICIPATION_REFERRAL_REFUSALS)[number];
}
