import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsCodeOf, IsDay, IsId, OrUnknown } from '../rules';

export class GeoPoint {
  /** Degrees, WGS 84. */
  @IsNumber() @Min(-90) @Max(90) lat!: number;
  @IsNumber() @Min(-180) @Max(180) lng!: number;
}

/** What the law of each scheme says about the person; null = not known. */
export class SchemeStatus {
  @OrUnknown() @IsString() disabilityHandbook!: string | null;
  /** Has a decision on disability services (not the same as a handbook). */
  @OrUnknown() @IsBoolean() disabilityServiceRecipient!: boolean | null;
  /** `independent`, `support1`…, `care1`…. */
  @OrUnknown() @IsString() careLevel!: string | null;
  /** Meets the criteria of 生活困窮者自立支援法 (not the same as a low income). */
  @OrUnknown() @IsBoolean() incomeHardship!: boolean | null;
  @OrUnknown() @IsBoolean() publicAssistance!: boolean | null;
  @OrUnknown() @IsBoolean() singleParentHousehold!: boolean | null;
}

/** What may never be proposed. Why is nobody's business but intake's restricted roles'. */
export class MatchingSafety {
  @IsId({ each: true }) avoidOrgIds!: string[];
  @IsId({ each: true }) avoidMenuIds!: string[];
  /** Metres around the search point; 0 = none. */
  @IsInt() @Min(0) avoidWithinMeters!: number;
  @IsBoolean() guardianMayHarm!: boolean;
}

export const GUARDIAN_WORDS = ['not_required', 'granted', 'refused'] as const;

/** The minimum that matching needs to know of a person: codes, an age, a point. No name, no address. */
export class MatchingProfileAnswer {
  @IsId() personRef!: string;
  @IsInt() @Min(1) version!: number;
  /** Completed years; null = not known. */
  @OrUnknown() @IsInt() @Min(0) @Max(130) age!: number | null;
  /** Age on 1 April of the running fiscal year (年齢計算ニ関スル法律); decides the school grade. Null = not known. */
  @OrUnknown() @IsInt() @Min(0) @Max(130) fiscalYearAge!: number | null;
  @OrUnknown() @IsBoolean() pregnant!: boolean | null;
  /** Attends a clinic or hospital now. */
  @OrUnknown() @IsBoolean() medicalAttendance!: boolean | null;
  @OrUnknown() @IsString() gender!: string | null;
  @OrUnknown() @IsString({ each: true }) languages!: string[] | null;
  @OrUnknown() @IsString() readiness!: string | null;
  @ValidateNested() @Type(() => SchemeStatus) status!: SchemeStatus;
  @IsString({ each: true }) strengths!: string[];
  @IsString({ each: true }) interests!: string[];
  @OrUnknown() @IsString({ each: true }) avoid!: string[] | null;
  @OrUnknown() @IsString({ each: true }) accessibility!: string[] | null;
  /** Null = nobody has asked yet; excludes everything. */
  @OrUnknown() @ValidateNested() @Type(() => MatchingSafety) safety!: MatchingSafety | null;
  /** A point near the person for searching, not the address; null = not known. */
  @OrUnknown() @ValidateNested() @Type(() => GeoPoint) point!: GeoPoint | null;
  /** Organisations to which the person's name may be given now. */
  @IsId({ each: true }) disclosureOrgIds!: string[];
  /** May a place be asked without the name? */
  @IsBoolean() anonymousInquiry!: boolean;
  /** May the person be looked for as somebody who could take on a role? */
  @IsBoolean() roleSearch!: boolean;
  @OrUnknown() @IsIn(GUARDIAN_WORDS) guardian!: (typeof GUARDIAN_WORDS)[number] | null;
}

/** The profile of a person who consents to matching; 403 `consent.missing` without it. Never on a stream. */
export class MatchingProfileV1 {
  static readonly subject = 'rpc.intake.matching-profile.v1';
  static readonly answer = MatchingProfileAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() personRef!: string;
}

export class ConsentAnswer {
  @IsBoolean() allowed!: boolean;
  /** Recipients covered, for scopes that name them (provider_disclosure: organisations). */
  @IsId({ each: true }) @ArrayMaxSize(500) orgIds!: string[];
  /** Last day on which it holds; null = until taken back. */
  @OrUnknown() @IsDay() until!: string | null;
}

/**
 * May this be done now? Intake alone decides; an answer may be kept for 30 s at most, no answer means no.
 * Unknown persons are answered with `allowed: false`.
 */
export class CheckConsentV1 {
  static readonly subject = 'rpc.intake.check-consent.v1';
  static readonly answer = ConsentAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() personRef!: string;
  @IsCodeOf('consentScopes') scope!: string;
  /** For scopes that name recipients: is this one covered? Null = any. */
  @OrUnknown() @IsId() orgId!: string | null;
}

export class PlacesToAvoidAnswer {
  /** Null = nobody has asked yet, or the person is not known. */
  @OrUnknown() @ValidateNested() @Type(() => MatchingSafety) safety!: MatchingSafety | null;
}

/**
 * Where somebody may never be sent, also before any consent: needed to tell of open places without
 * telling of a dangerous one. For one answer at a time; never kept by whoever asks.
 */
export class PlacesToAvoidV1 {
  static readonly subject = 'rpc.intake.places-to-avoid.v1';
  static readonly answer = PlacesToAvoidAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() personRef!: string;
}

export class OneHouseholdAnswer {
  @IsBoolean() oneHousehold!: boolean;
}

/**
 * Do these persons really live as one household? The register alone is not enough: who fled is still registered with
 * those they fled from. Says nothing else of the household (L10); unknown persons are of none.
 */
export class OneHouseholdV1 {
  static readonly subject = 'rpc.intake.one-household.v1';
  static readonly answer = OneHouseholdAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId({ each: true }) @ArrayMinSize(2) @ArrayMaxSize(6) @ArrayUnique() personRefs!: string[];
}

export class ParticipationPlanFactsAnswer {
  @IsId() planId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsIn(['DRAFT', 'CONFIRMED', 'WITHDRAWN']) state!: 'DRAFT' | 'CONFIRMED' | 'WITHDRAWN';
  @IsInt() @Min(1) version!: number;
  /** Complex cases only: has the municipality decided on the support plan (支援決定)? */
  @IsIn(['not_needed', 'missing', 'decided']) supportPlan!: 'not_needed' | 'missing' | 'decided';
}

/** State of a participation plan, without its words. */
export class ParticipationPlanFactsV1 {
  static readonly subject = 'rpc.intake.participation-plan-facts.v1';
  static readonly answer = ParticipationPlanFactsAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() planId!: string;
}

export class CaseNoteAnswer {
  @IsId() noteRef!: string;
  @IsId() caseRef!: string;
}

/** That a note of this case exists, without its words. 404 `note.not-found`, also for a note of another case. */
export class CaseNoteV1 {
  static readonly subject = 'rpc.intake.case-note.v1';
  static readonly answer = CaseNoteAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() noteRef!: string;
  @IsId() caseRef!: string;
}

/** Items of identity that a named inquiry may give to a host; chosen one by one and recorded. */
export const DISCLOSURE_ITEMS = ['name', 'kana', 'phone', 'birth_year', 'considerations'] as const;
