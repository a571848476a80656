import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { RecordFormFact } from './record-forms';
import { CASE_READERS } from './roles';

/** In whose hands a sheet is: a desk, or the manager who answers for it. There is always one. */
export class ReferralHolder {
  @IsIn(['desk', 'manager']) kind!: 'desk' | 'manager';
  @IsId() deskId!: string;
  /** Of the manager; null for a desk. */
  @OrUnknown() @IsString() sub!: string | null;
}

/** A sheet in a list: no words, no name. */
export class ReferralLine {
  @IsId() referralId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
  @IsPart(() => ReferralHolder) holder!: ReferralHolder;
  @IsId() fromDeskId!: string;
  @OrUnknown() @IsId() toDeskId!: string | null;
  @IsString() urgency!: string;
  @IsString({ each: true }) @ArrayMaxSize(12) topics!: string[];
  @IsInt() @Min(0) returns!: number;
  /** Since when it is in this state, and whole days since. */
  @IsInstant() since!: string;
  @IsInt() @Min(0) days!: number;
  @OrUnknown() @IsInstant() remindedAt!: string | null;
  /** When the manager takes it in hand; null where it does not wait for a desk. */
  @OrUnknown() @IsInstant() overdueAt!: string | null;
}

export class ReferralStepFact {
  @IsString() event!: string;
  @IsString() from!: string;
  @IsString() to!: string;
  @OrUnknown() @IsId() deskId!: string | null;
  @IsInstant() at!: string;
  @OrUnknown() @IsString() reason!: string | null;
  /** Words of a return or a withdrawal; null for those who only watch over cases (L07). */
  @OrUnknown() @IsString() words!: string | null;
}

export class ReferralAnswer extends ReferralLine {
  @IsId() caseRef!: string;
  @OrUnknown() @IsString() basis!: string | null;
  @IsString() household!: string;
  @IsString() meeting!: string;
  @IsString({ each: true }) @ArrayMaxSize(10) items!: string[];
  /** Null for those who only watch over cases (L07). */
  @OrUnknown() @IsString() reasons!: string | null;
  @OrUnknown() @IsString() asksFor!: string | null;
  /** Oldest first, the last 100. */
  @AreParts(() => ReferralStepFact, 100) steps!: ReferralStepFact[];
  /** When its receivers were reminded. */
  @IsInstant({ each: true }) @ArrayMaxSize(100) reminders!: string[];
  /** When it was read, the last 100. */
  @IsInstant({ each: true }) @ArrayMaxSize(100) readAt!: string[];
  /** The form on which it was sent last; null before. */
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
}

/** A sheet as its sender sees it. Errors: `referral.not-found`. */
export class ReadReferralV1 {
  static readonly subject = 'rpc.intake.read-referral.v1';
  static readonly answer = ReferralAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() referralId!: string;
}

export class ReferralListAnswer {
  @AreParts(() => ReferralLine, 100) items!: ReferralLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

class Paged {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** Sheets of a case, newest first. Errors: `case.not-found`, `cursor.invalid` (400). */
export class ListCaseReferralsV1 extends Paged {
  static readonly subject = 'rpc.intake.list-case-referrals.v1';
  static readonly answer = ReferralListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() caseRef!: string;
}

/**
 * What is in the hands of one's own desk, newest first: sheets to be answered, drafts, and what came back.
 * Errors: `desk.not-found` (also for somebody else's desk), `cursor.invalid` (400).
 */
export class ListDeskReferralsV1 extends Paged {
  static readonly subject = 'rpc.intake.list-desk-referrals.v1';
  static readonly answer = ReferralListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() deskId!: string;
  /** `answer` = waits for our answer; `send` = ours to send; `taken_on`. All that is open where left out. */
  @MayBeLeftOut() @IsIn(['answer', 'send', 'taken_on']) what?: 'answer' | 'send' | 'taken_on';
}

/**
 * What the 断らない相談マネージャー has to see to: sheets taken in hand, and those of which the receiver was reminded.
 * Newest first; `mine=true`: only of desks that the asker answers for. Errors: `cursor.invalid` (400).
 */
export class ListStuckReferralsV1 extends Paged {
  static readonly subject = 'rpc.intake.list-stuck-referrals.v1';
  static readonly answer = ReferralListAnswer;
  static readonly allow: readonly Role[] = ['NO_REFUSAL_MANAGER', 'HOKATSU_COORDINATOR'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(['true', 'false']) mine?: 'true' | 'false';
}

/** How much lies with a desk. Counts only: no case, no name, no word. */
export class DeskWorkload {
  @IsId() deskId!: string;
  @IsString() nameJa!: string;
  /** To be answered; and of these: urgent, reminded, waiting 5 days or longer. */
  @IsInt() @Min(0) toAnswer!: number;
  @IsInt() @Min(0) urgent!: number;
  @IsInt() @Min(0) reminded!: number;
  @IsInt() @Min(0) fiveDaysAndMore!: number;
  @OrUnknown() @IsInstant() oldestSince!: string | null;
  /** Came back to it and not sent again; drafts. */
  @IsInt() @Min(0) cameBack!: number;
  @IsInt() @Min(0) drafts!: number;
  /** With its manager. */
  @IsInt() @Min(0) withManager!: number;
  /** Taken on within the last 30 days, and returned within them. */
  @IsInt() @Min(0) takenOn30Days!: number;
  @IsInt() @Min(0) returned30Days!: number;
}

export class DeskWorkloadAnswer {
  @AreParts(() => DeskWorkload, 100) items!: DeskWorkload[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** How much lies with each desk, newest desk first. Errors: `cursor.invalid` (400). */
export class ListDeskWorkloadV1 extends Paged {
  static readonly subject = 'rpc.intake.list-desk-workload.v1';
  static readonly answer = DeskWorkloadAnswer;
  static readonly allow: readonly Role[] = ['NO_REFUSAL_MANAGER', 'HOKATSU_COORDINATOR', 'DECISION_MAKER'];
  static readonly reads = true;
}

export class SharedHouseholdMember {
  @IsString() relation!: string;
  @IsBoolean() livingApart!: boolean;
}

/** How much of the household was chosen to be told; of the members no name, no age. */
export class SharedHousehold {
  /** People who live together, the person included. */
  @IsInt() @Min(0) number!: number;
  @MayBeLeftOut() @AreParts(() => SharedHouseholdMember, 50) members?: SharedHouseholdMember[];
}

/** A sheet as its receiver sees it: the sheet's own words and the chosen items. What was not chosen is not there at all. */
export class ReceivedReferralAnswer {
  @IsId() referralId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
  @IsId() fromDeskId!: string;
  @IsString() urgency!: string;
  @IsString({ each: true }) @ArrayMaxSize(12) topics!: string[];
  @IsString() reasons!: string;
  @IsString() asksFor!: string;
  @IsString() meeting!: string;
  @IsString() basis!: string;
  @OrUnknown() @IsInstant() overdueAt!: string | null;
  @MayBeLeftOut() @IsString() name?: string;
  @MayBeLeftOut() @IsString() kana?: string;
  @MayBeLeftOut() @OrUnknown() @IsDay() birthDate?: string | null;
  @MayBeLeftOut() @OrUnknown() @IsString() gender?: string | null;
  @MayBeLeftOut() @OrUnknown() @IsString() phone?: string | null;
  @MayBeLeftOut() @OrUnknown() @IsString() considerations?: string | null;
  @MayBeLeftOut() @IsString() chiefComplaint?: string;
  @MayBeLeftOut() @OrUnknown() @IsString() personWords?: string | null;
  @MayBeLeftOut() @OrUnknown() @IsString() wishes?: string | null;
  @MayBeLeftOut() @OrUnknown() @IsPart(() => SharedHousehold) household?: SharedHousehold | null;
}

/**
 * What the receiving desk may read of a sheet, nothing of the case beside it. For those who work at the desk; the ground
 * on which it was sent is looked at in this moment, and the reading is recorded. Errors: `referral.not-found` (also
 * where it went to another desk), `consent.missing`, `referral.not-shared-any-more` (403).
 */
export class ReadReceivedReferralV1 {
  static readonly subject = 'rpc.intake.read-received-referral.v1';
  static readonly answer = ReceivedReferralAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() referralId!: string;
}
