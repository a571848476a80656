import { IsIn, IsInt, IsString, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsId, IsText, OrUnknown } from '../rules';
import { CASE_STAFF } from './roles';

/**
 * Drafts a participation plan (参加支援プラン): ties and roles that the person wants. It needs the
 * person's word only, no conference. Errors: `case.not-found`, `person.not-found`,
 * `participation-plan.not-now` (409, state of the case), `participation-plan.other-person` (409).
 */
export class DraftParticipationPlanV1 {
  static readonly subject = 'rpc.intake.draft-participation-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsText(2000) goal!: string;
  @IsText(2000) wishes!: string;
}

/**
 * The person said yes to the plan. Errors: `participation-plan.not-found`,
 * `participation-plan.transition-refused` (409), `participation-plan.confirmed-in-future` (400).
 */
export class ConfirmParticipationPlanV1 {
  static readonly subject = 'rpc.intake.confirm-participation-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() planId!: string;
  @IsDay() confirmedOn!: string;
  @IsIn(['signature', 'spoken']) method!: 'signature' | 'spoken';
  /** What the person said (L20). */
  @IsText(2000) personWords!: string;
}

/** The plan is taken back. Errors: as confirming. */
export class WithdrawParticipationPlanV1 {
  static readonly subject = 'rpc.intake.withdraw-participation-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() planId!: string;
  @IsText(2000) reason!: string;
}

export class ParticipationPlanAnswer {
  @IsId() planId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsIn(['DRAFT', 'CONFIRMED', 'WITHDRAWN']) state!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() goal!: string;
  @IsString() wishes!: string;
  @OrUnknown() @IsDay() confirmedOn!: string | null;
  @OrUnknown() @IsString() personWords!: string | null;
}

/** Errors: `participation-plan.not-found`. */
export class ReadParticipationPlanV1 {
  static readonly subject = 'rpc.intake.read-participation-plan.v1';
  static readonly answer = ParticipationPlanAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() planId!: string;
}
