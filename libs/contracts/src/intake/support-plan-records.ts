import { ArrayMaxSize, IsIn, IsInt, IsString, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, OrUnknown } from '../rules';
import { RecordFormFact } from './record-forms';
import { CASE_STAFF } from './roles';
import { GoalDegreeFact } from './support-plan-steps';

export class MonitoringFact {
  @IsInt() @Min(1) number!: number;
  @IsDay() dueOn!: string;
  @IsDay() monitoredOn!: string;
  @AreParts(() => GoalDegreeFact, 20) goals!: GoalDegreeFact[];
  @IsString({ each: true }) @ArrayMaxSize(20) observedChanges!: string[];
  @IsString() note!: string;
  @OrUnknown() @IsString() personWords!: string | null;
  @IsDay() nextOn!: string;
  @IsString() recordedBy!: string;
}

export class EvaluationFact {
  @IsId() conferenceId!: string;
  @IsIn(['close', 'replan', 'continue']) result!: string;
  @IsString() evaluation!: string;
  @AreParts(() => GoalDegreeFact, 20) goals!: GoalDegreeFact[];
  @IsString({ each: true }) @ArrayMaxSize(20) observedChanges!: string[];
  @OrUnknown() @IsString() personWords!: string | null;
  @IsString() recordedBy!: string;
  @IsInstant() recordedAt!: string;
  /** The 評価シート on which it was recorded. */
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
}

export class PlanStepFact {
  @IsString() event!: string;
  @IsString() fromState!: string;
  @IsString() toState!: string;
  @IsString() takenBy!: string;
  @IsInstant() takenAt!: string;
}

/** What was done and found, newest first, 100 at most of each. */
export class PlanRecords {
  @AreParts(() => MonitoringFact, 100) monitorings!: MonitoringFact[];
  @AreParts(() => EvaluationFact, 100) evaluations!: EvaluationFact[];
  @AreParts(() => PlanStepFact, 100) steps!: PlanStepFact[];
}

export class PlanRecordsAnswer extends PlanRecords {
  @IsId() planId!: string;
}

/** Monitorings, evaluations and steps of a plan. Errors: `support-plan.not-found`. */
export class ReadPlanRecordsV1 {
  static readonly subject = 'rpc.intake.read-plan-records.v1';
  static readonly answer = PlanRecordsAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() planId!: string;
}
