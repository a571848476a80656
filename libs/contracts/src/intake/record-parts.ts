import { ArrayMaxSize, IsIn, IsInt, IsString, Min } from 'class-validator';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, OrUnknown } from '../rules';
import { RecordFormFact } from './record-forms';
import { ReferralStepFact } from './referral-reads';
import { PlanRecords } from './support-plan-records';
import { SupportPlanFact } from './support-plans';

/** An edition of a support plan as it stood at a moment, with what had been done and found by then. */
export class PlanThen extends SupportPlanFact {
  @IsPart(() => PlanRecords) records!: PlanRecords;
}

/** A つなぐシート as it stood at a moment. */
export class ReferralThen {
  @IsId() referralId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
  @IsId() fromDeskId!: string;
  @OrUnknown() @IsId() toDeskId!: string | null;
  @IsString() urgency!: string;
  @IsString({ each: true }) @ArrayMaxSize(12) topics!: string[];
  @IsString() household!: string;
  @IsString() meeting!: string;
  @IsString({ each: true }) @ArrayMaxSize(10) items!: string[];
  @IsString() reasons!: string;
  @IsString() asksFor!: string;
  @OrUnknown() @IsString() basis!: string | null;
  @IsInt() @Min(0) returns!: number;
  /** Oldest first, the last 100. */
  @AreParts(() => ReferralStepFact, 100) steps!: ReferralStepFact[];
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
}

/**
 * An item of an agenda about the case, for whoever may read it today (L01). Its words are not here: they are read at
 * the item, where the reading is written down; every paper says when it was written.
 */
export class ConferenceItemThen {
  @IsIn(['support', 'multilayered']) conference!: 'support' | 'multilayered';
  @IsId() conferenceId!: string;
  @IsId() itemId!: string;
  @IsString() kind!: string;
  @IsDay() heldOn!: string;
  /** Of the conference. */
  @IsString() state!: string;
  @OrUnknown() @IsString() conclusion!: string | null;
  /** How many papers there were. */
  @IsInt() @Min(0) papers!: number;
}

export class TermThen {
  @IsString() scope!: string;
  @IsId({ each: true }) @ArrayMaxSize(200) orgIds!: string[];
  @OrUnknown() @IsDay() until!: string | null;
}

export class ExceptionThen extends TermThen {
  @IsString() basis!: string;
}

/**
 * What the person of the case had agreed to by a moment, on this very record: what other records of the person say is
 * on theirs. Terms whose last day was over held no more.
 */
export class ConsentThen {
  @IsId() personRef!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @AreParts(() => TermThen, 500) terms!: TermThen[];
  @OrUnknown() @IsString() guardian!: string | null;
  @AreParts(() => ExceptionThen, 100) exceptions!: ExceptionThen[];
  /** When it was last changed; null where nobody had asked yet. */
  @OrUnknown() @IsInstant() changedAt!: string | null;
}
