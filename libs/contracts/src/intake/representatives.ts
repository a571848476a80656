import { ArrayMinSize, ArrayUnique, IsBoolean, IsIn, IsInt, IsString, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, OrUnknown } from '../rules';
import { CASE_STAFF } from './roles';

/** 親権者等, 成年後見人, 保佐人, 補助人, 任意代理人・任意後見人. */
export const REPRESENTATIVE_KINDS = ['guardian', 'adult_guardian', 'curator', 'assistant', 'voluntary'] as const;

/**
 * Somebody who may speak for the person: for which scopes, until when, shown by what (L20). Errors:
 * `person.not-found` (404), `representative.term-over`, `representative.of-age` (400: a guardian of an adult).
 */
export class RecordRepresentativeV1 {
  static readonly subject = 'rpc.intake.record-representative.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() personRef!: string;
  @IsIn(REPRESENTATIVE_KINDS) kind!: (typeof REPRESENTATIVE_KINDS)[number];
  @IsText(100) name!: string;
  /** What this person may speak about. */
  @IsCodeOf('consentScopes', { each: true }) @ArrayUnique() @ArrayMinSize(1) scopes!: string[];
  /** `family_register`, `registration_certificate`, `power_of_attorney`, `court_decision`…. */
  @IsFreeCode() evidence!: string;
  @IsDay() validFrom!: string;
  /** Last day; null = until it is ended. */
  @OrUnknown() @IsDay() until?: string | null;
}

/** The representation is over. Errors: `representative.not-found` (404), `representative.ended` (409), `stale-version` (412). */
export class EndRepresentativeV1 {
  static readonly subject = 'rpc.intake.end-representative.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() representativeId!: string;
  @IsText(2000) reason!: string;
}

export class RepresentativeFact {
  @IsId() representativeId!: string;
  @IsIn(REPRESENTATIVE_KINDS) kind!: string;
  @IsString() name!: string;
  @IsString({ each: true }) scopes!: string[];
  @IsString() evidence!: string;
  @IsDay() validFrom!: string;
  @OrUnknown() @IsDay() until!: string | null;
  @IsBoolean() inForce!: boolean;
  @IsInt() @Min(1) version!: number;
}

export class RepresentativeListAnswer {
  @AreParts(() => RepresentativeFact, 100) items!: RepresentativeFact[];
}

/** Who may speak for the person, and who could. Errors: `person.not-found` (404). */
export class ListRepresentativesV1 {
  static readonly subject = 'rpc.intake.list-representatives.v1';
  static readonly answer = RepresentativeListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}
