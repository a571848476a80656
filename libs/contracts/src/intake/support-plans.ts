import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { RecordFormFact } from './record-forms';
import { ANY_WORKER, CASE_READERS, CASE_STAFF } from './roles';

export class PlanGoalFact {
  @IsIn(['long', 'short']) term!: 'long' | 'short';
  @IsText(1000) goal!: string;
}

/** Who does what until when (役割分担). */
export class PlannedActionFact {
  @IsId() deskId!: string;
  @IsLocalCodeOf('planActionKinds') kind!: string;
  @IsText(1000) what!: string;
  @IsDay() from!: string;
  @IsDay() until!: string;
}

/**
 * What a plan says. The person's words come first: nothing is written without them. Goals, roles and period may follow
 * until the person is asked.
 */
export class SupportPlanContentFact {
  /** 本人の言葉. */
  @IsText(4000) personWords!: string;
  @MayBeLeftOut() @AreParts(() => PlanGoalFact, 20) goals?: PlanGoalFact[];
  @MayBeLeftOut() @AreParts(() => PlannedActionFact, 50) actions?: PlannedActionFact[];
  @OrUnknown() @IsDay() from?: string | null;
  @OrUnknown() @IsDay() until?: string | null;
  /** Else one month after the beginning. */
  @OrUnknown() @IsDay() firstMonitoringOn?: string | null;
  /** 利用申込. */
  @MayBeLeftOut() @IsCodeOf('planApplications', { each: true }) @ArrayMaxSize(2) @ArrayUnique() applications?: string[];
  /** How the agencies organise it among themselves; the only part that the person is not asked about. */
  @OrUnknown() @IsText(4000) arrangements?: string | null;
}

/**
 * Drafts a support plan (支援プラン) for the person of a case that several agencies take on. Errors: `case.not-found`,
 * `case.person-missing`, `support-plan.not-needed`, `support-plan.open-already`, `desk.closed` (409), `desk.not-found` (404),
 * `support-plan.days-impossible` (400), `consent.missing` (403).
 */
export class DraftSupportPlanV1 {
  static readonly subject = 'rpc.intake.draft-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  @IsPart(() => SupportPlanContentFact) content!: SupportPlanContentFact;
}

/**
 * Writes the plan anew; what it said before is kept. Errors: `support-plan.not-found`, `support-plan.not-now`, `desk.closed` (409),
 * `desk.not-found` (404), `support-plan.days-impossible` (400).
 */
export class WriteSupportPlanV1 {
  static readonly subject = 'rpc.intake.write-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() planId!: string;
  @IsPart(() => SupportPlanContentFact) content!: SupportPlanContentFact;
}

/** An edition of a case's plan, without its words. */
export class SupportPlanLine {
  @IsId() planId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsInt() @Min(1) episode!: number;
  /** 1, 2, 3… within the episode. */
  @IsInt() @Min(1) edition!: number;
  @OrUnknown() @IsId() replaces!: string | null;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  /** Number of the content that holds. */
  @IsInt() @Min(1) contentNumber!: number;
  @OrUnknown() @IsId() conferenceId!: string | null;
  @OrUnknown() @IsInstant() decidedAt!: string | null;
  @OrUnknown() @IsDay() periodUntil!: string | null;
  @OrUnknown() @IsDay() nextMonitoringOn!: string | null;
}

export class SupportPlanListAnswer {
  @AreParts(() => SupportPlanLine, 100) items!: SupportPlanLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Plans of a case over all episodes, newest first. Errors: `case.not-found`, `cursor.invalid` (400). */
export class ListSupportPlansV1 {
  static readonly subject = 'rpc.intake.list-support-plans.v1';
  static readonly answer = SupportPlanListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() caseRef!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

const OPEN_STATES = [
  ...['DRAFT', 'PERSON_REVIEW', 'SUBMITTED', 'IN_CONFERENCE', 'REVISION', 'DECIDED', 'ACTIVE', 'MONITORING_DUE'],
  'EVALUATING',
] as const;

/** Plans of all cases in one state: what waits for a decision, for monitoring, for evaluation. Errors: `cursor.invalid` (400). */
export class ListOpenSupportPlansV1 {
  static readonly subject = 'rpc.intake.list-open-support-plans.v1';
  static readonly answer = SupportPlanListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsIn(OPEN_STATES) state!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** The person's yes, and to which content. */
export class PlanConfirmationFact {
  @IsInt() @Min(1) contentNumber!: number;
  @IsDay() confirmedOn!: string;
  @IsString() method!: string;
  @IsString() personWords!: string;
}

export class PlanActionLine extends PlannedActionFact {
  @IsId() actionId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
}

/** A plan with its words. */
export class SupportPlanFact extends SupportPlanLine {
  @IsString() authorSub!: string;
  @OrUnknown() @IsString() decidedBy!: string | null;
  /** What it says: contents that were replaced are read by their number. */
  @IsPart(() => SupportPlanContentFact) content!: SupportPlanContentFact;
  @OrUnknown() @IsPart(() => PlanConfirmationFact) confirmation!: PlanConfirmationFact | null;
  /** The form on which the content shown was submitted; null before. */
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
  /** Roles as they stand, from the decision on. */
  @AreParts(() => PlanActionLine, 50) actions!: PlanActionLine[];
}

export class SupportPlanAnswer extends SupportPlanFact {
  /** Desks that were told of the plan and still may know. */
  @IsId({ each: true }) @ArrayMaxSize(50) sharedWith!: string[];
}

/**
 * A plan with its words. While there is something to decide, who decides reads it, and who was called to it in a
 * conference and has pledged secrecy (L01). Errors: `support-plan.not-found` (also where it is not theirs to read).
 */
export class ReadSupportPlanV1 {
  static readonly subject = 'rpc.intake.read-support-plan.v1';
  static readonly answer = SupportPlanAnswer;
  static readonly allow: readonly Role[] = [...CASE_STAFF, 'DECISION_MAKER', 'CONFERENCE_CHAIR', 'CONFERENCE_MEMBER'];
  static readonly reads = true;
  @IsId() planId!: string;
  /** A content that was replaced; left out = the one that holds. */
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100_000) contentNumber?: number;
}

export class SharedSupportPlanAnswer {
  @IsId() planId!: string;
  @IsString() state!: string;
  @IsString() personWords!: string;
  @AreParts(() => PlanGoalFact, 20) goals!: PlanGoalFact[];
  /** Roles of the reader's own desks. */
  @AreParts(() => PlanActionLine, 50) actions!: PlanActionLine[];
}

/**
 * A plan as a desk that has a role in it may see it: the person's words, the goals, its own roles. Ends with the plan's
 * withdrawal. Errors: `support-plan.not-found`, also for whoever it was not shared with.
 */
export class ReadSharedSupportPlanV1 {
  static readonly subject = 'rpc.intake.read-shared-support-plan.v1';
  static readonly answer = SharedSupportPlanAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @IsId() planId!: string;
}

/**
 * How far a role of the plan is. Errors: `plan-action.not-found`, `plan-action.not-now`, `desk.closed` (409), `consent.missing` (403),
 * `plan-action.hand-over-incomplete`, `plan-action.milestone-unexpected` (400), `desk.not-found` (404).
 */
export class UpdatePlanActionV1 {
  static readonly subject = 'rpc.intake.update-plan-action.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() actionId!: string;
  @IsIn(['planned', 'doing', 'done', 'handed_over', 'stopped']) state!:
    'planned' | 'doing' | 'done' | 'handed_over' | 'stopped';
  @IsText(2000) note!: string;
  /** Guardianship only (成年後見・市長申立て). */
  @MayBeLeftOut() @IsCodeOf('guardianshipMilestones') milestone?: string;
  /** Who takes it over; with `handed_over` only. */
  @MayBeLeftOut() @IsId() toDeskId?: string;
}

export class PlanActionUpdateFact {
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
  @IsString() note!: string;
  @OrUnknown() @IsString() milestone!: string | null;
  @OrUnknown() @IsId() toDeskId!: string | null;
  @IsString() updatedBy!: string;
  @IsInstant() updatedAt!: string;
}

export class PlanActionHistoryAnswer {
  @IsId() actionId!: string;
  @IsId() planId!: string;
  /** Newest first, 100 at most. */
  @AreParts(() => PlanActionUpdateFact, 100) items!: PlanActionUpdateFact[];
}

/** What became of a role of the plan. Errors: `plan-action.not-found`. */
export class ReadPlanActionHistoryV1 {
  static readonly subject = 'rpc.intake.read-plan-action-history.v1';
  static readonly answer = PlanActionHistoryAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() actionId!: string;
}
