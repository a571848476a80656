import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { GeoPoint } from './for-services';
import { IsPart } from '../parts';
import { CASE_STAFF, SAFETY_STAFF } from './roles';

export const GENDERS = ['female', 'male', 'other'] as const;

/** What the law of each scheme says about the person; null = not known. */
export class SchemeFacts {
  /** `none`, `physical`, …. Not the same as a decision on services. */
  @OrUnknown() @IsFreeCode() disabilityHandbook?: string | null;
  @OrUnknown() @IsBoolean() disabilityServiceRecipient?: boolean | null;
  /** `independent`, `support1`…, `care1`…. */
  @OrUnknown() @IsFreeCode() careLevel?: string | null;
  /** Meets the criteria of 生活困窮者自立支援法; not the same as a low income. */
  @OrUnknown() @IsBoolean() incomeHardship?: boolean | null;
  @OrUnknown() @IsBoolean() publicAssistance?: boolean | null;
  @OrUnknown() @IsBoolean() singleParentHousehold?: boolean | null;
}

/** What matching may look at, as codes. In all of them null = not known. */
export class MatchingFacts {
  /** `ja`, `vi`, `ja-easy`…. */
  @OrUnknown() @IsFreeCode({ each: true }) @ArrayMaxSize(10) languages?: string[] | null;
  /** Code list readiness; a municipality may add. */
  @OrUnknown() @IsFreeCode() readiness?: string | null;
  @OrUnknown() @IsPart(() => SchemeFacts) status?: SchemeFacts | null;
  @OrUnknown() @IsFreeCode({ each: true }) @ArrayMaxSize(50) strengths?: string[] | null;
  @OrUnknown() @IsFreeCode({ each: true }) @ArrayMaxSize(50) interests?: string[] | null;
  /** What the person never wants (code list avoidDemands): one of them is enough to leave a place out. */
  @OrUnknown() @IsFreeCode({ each: true }) @ArrayMaxSize(50) avoid?: string[] | null;
  @OrUnknown() @IsFreeCode({ each: true }) @ArrayMaxSize(50) accessibility?: string[] | null;
  /** Expects a child. Only ever opens a place; it never closes one. */
  @OrUnknown() @IsBoolean() pregnant?: boolean | null;
  /** Attends a clinic or hospital now. What for is not recorded here. */
  @OrUnknown() @IsBoolean() medicalAttendance?: boolean | null;
  /** A point near the person to search around. Never the address itself. */
  @OrUnknown() @IsPart(() => GeoPoint) searchPoint?: GeoPoint | null;
}

/** A person as far as known. Only name and reading are needed; a 12-digit personal number is refused (L19). */
export class PersonFacts extends MatchingFacts {
  @IsText(100) name!: string;
  @IsText(100) kana!: string;
  /** Name in daily life, former name, name in Latin letters. */
  @OrUnknown() @IsText(100) alias?: string | null;
  @OrUnknown() @IsDay() birthDate?: string | null;
  /** «about the year …», where the day is not known. */
  @OrUnknown() @IsInt() @Min(1900) @Max(2199) birthYear?: number | null;
  @OrUnknown() @IsIn(GENDERS) gender?: (typeof GENDERS)[number] | null;
  @OrUnknown() @IsText(40) phone?: string | null;
  @OrUnknown() @IsText(300) address?: string | null;
  /** What a host should know to be considerate. Given to a host only where chosen and consented to. */
  @OrUnknown() @IsText(1000) considerations?: string | null;
}

/**
 * Enters a person; its id is the personRef. Consent begins as NOT_ASKED.
 * Errors: `person.birth-impossible` (400).
 */
export class EnterPersonV1 extends PersonFacts {
  static readonly subject = 'rpc.intake.enter-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  /**
   * true: asked whether somebody must be kept away, and there is nobody. Otherwise nobody has asked
   * yet, and matching proposes nothing until the safety facts are recorded.
   */
  @MayBeLeftOut() @IsBoolean() safetyAsked?: boolean;
}

/** Replaces the facts as a whole: what is left out is not known any more. Errors: as entering, `person.not-found`. */
export class UpdatePersonV1 extends PersonFacts {
  static readonly subject = 'rpc.intake.update-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() personRef!: string;
}

/** A person in full. Never holds facts of other members of the household (L10), nor safety facts (L09). */
export class PersonAnswer extends PersonFacts {
  @IsId() personRef!: string;
  @IsInt() @Min(1) version!: number;
  @OrUnknown() @IsInt() @Min(0) @Max(130) age!: number | null;
  /** `e1` … `h3` by age, whatever school is attended; null = none, or not known. */
  @OrUnknown() @IsString() schoolGrade!: string | null;
  /** Whether anybody has asked; not what was said. */
  @IsBoolean() safetyAsked!: boolean;
  /** State of the machine Consent. */
  @IsString() consentState!: string;
}

/** Errors: `person.not-found`. */
export class ReadPersonV1 {
  static readonly subject = 'rpc.intake.read-person.v1';
  static readonly answer = PersonAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}

/** Who and what must be kept away from the person. Leaves intake only as ids to avoid. */
export class SafetyFacts {
  @IsId({ each: true }) @ArrayMaxSize(200) avoidOrgIds!: string[];
  /** Menus or whole resources. */
  @IsId({ each: true }) @ArrayMaxSize(200) avoidMenuIds!: string[];
  /** Metres around the search point in which no place may lie; 0 = none. */
  @IsInt() @Min(0) @Max(100_000) avoidWithinMeters!: number;
  @IsBoolean() guardianMayHarm!: boolean;
}

/** Records the safety facts as a whole; restricted roles only (L09). Errors: `person.not-found`. */
export class RecordSafetyV1 extends SafetyFacts {
  static readonly subject = 'rpc.intake.record-safety.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = SAFETY_STAFF;
  @IsId() personRef!: string;
}

export class SafetyAnswer {
  @IsId() personRef!: string;
  @IsInt() @Min(1) version!: number;
  /** Null = nobody has asked yet. */
  @OrUnknown() @IsPart(() => SafetyFacts) safety!: SafetyFacts | null;
}

/** Restricted roles only. Errors: `person.not-found`. */
export class ReadSafetyV1 {
  static readonly subject = 'rpc.intake.read-safety.v1';
  static readonly answer = SafetyAnswer;
  static readonly allow: readonly Role[] = SAFETY_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}
