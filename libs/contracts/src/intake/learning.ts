import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CASE_READERS, CASE_STAFF } from './roles';
import { SUB, SUB_MEND } from './subs';

/**
 * Advice to somebody who supports (支援者支援): to a desk, to a worker there, about a case or about none.
 * Errors: `advice.to-nobody` (400), `desk.not-found`, `case.not-found`.
 */
export class GiveAdviceV1 {
  static readonly subject = 'rpc.intake.give-advice.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR', 'CSW', 'NO_REFUSAL_MANAGER'];
  @MayBeLeftOut() @IsId() caseRef?: string;
  @MayBeLeftOut() @IsId() deskId?: string;
  @MayBeLeftOut() @IsString() @Matches(SUB, { message: SUB_MEND }) toSub?: string;
  @IsText(4000) words!: string;
}

export class AdviceFact {
  @IsId() adviceId!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() deskId!: string | null;
  @OrUnknown() @IsString() toSub!: string | null;
  @IsString() words!: string;
  @IsString() givenBy!: string;
  @IsInstant() givenAt!: string;
}

export class AdviceListAnswer {
  @AreParts(() => AdviceFact, 100) items!: AdviceFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Advice, the newest first; about one case or to one desk where named. Errors: `cursor.invalid` (400). */
export class ListAdviceV1 {
  static readonly subject = 'rpc.intake.list-advice.v1';
  static readonly answer = AdviceListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() caseRef?: string;
  @MayBeLeftOut() @IsId() deskId?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

const TRAINING_KINDS = ['lecture', 'case_study', 'on_the_job', 'joint', 'other'] as const;

/**
 * Training of those who support (人材育成): what it was about and who took part, nothing about clients.
 * Errors: `training.future-day`, `training.participants` (400).
 */
export class RecordTrainingV1 {
  static readonly subject = 'rpc.intake.record-training.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  @IsDay() heldOn!: string;
  @IsIn(TRAINING_KINDS) kind!: (typeof TRAINING_KINDS)[number];
  @IsText(200) topic!: string;
  @IsInt() @Min(1) @Max(10_000) minutes!: number;
  /** How many took part, those named by `participantSubs` among them. */
  @IsInt() @Min(1) @Max(10_000) participants!: number;
  @MayBeLeftOut()
  @IsArray()
  @IsString({ each: true })
  @Matches(SUB, { each: true, message: SUB_MEND })
  @ArrayMaxSize(500)
  @ArrayUnique()
  participantSubs?: string[];
}

export class TrainingFact {
  @IsId() trainingId!: string;
  @IsDay() heldOn!: string;
  @IsString() kind!: string;
  @IsString() topic!: string;
  @IsInt() @Min(1) minutes!: number;
  @IsInt() @Min(1) participants!: number;
  @IsString({ each: true }) @ArrayMaxSize(500) participantSubs!: string[];
}

export class TrainingListAnswer {
  @AreParts(() => TrainingFact, 100) items!: TrainingFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Trainings, the last recorded first. Errors: `cursor.invalid` (400). */
export class ListTrainingsV1 {
  static readonly subject = 'rpc.intake.list-trainings.v1';
  static readonly answer = TrainingListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
