import { IsArray, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, MayBeLeftOut, OrUnknown } from '../rules';

/** Points that one wish may earn. */
export class SettingsWeight {
  /** Code of a score term. */
  @IsString() @MaxLength(60) code!: string;
  @IsInt() @Min(0) @Max(100) points!: number;
}

/** The answer to a change of settings. */
export class SettingsSet {
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsDay() validFrom!: string;
}

/**
 * Sets weights and limits of the municipality anew, from a day on. Earlier versions stay as they are: every ranking
 * names the version that it used. What is left out stays as it is on that day. `If-Match`: the newest version.
 * Errors: 400 `fields.invalid` (an unknown code), 422 `matching-settings.never-scored` (what may never be scored:
 * `errors` names field and reason; matching.md 3.3), 409 `matching-settings.day-passed`.
 */
export class SetMatchingSettingsV1 {
  static readonly subject = 'rpc.matching.set-matching-settings.v1';
  static readonly answer = SettingsSet;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  /** First local day on which they are used; not before today. */
  @IsDay() validFrom!: string;
  @IsFreeCode() reasonCode!: string;
  @MayBeLeftOut() @AreParts(() => SettingsWeight, 100) weights?: SettingsWeight[];
  /** Days after which the report of a fixed place no longer carries a proposal. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(3650) capacityFreshnessDaysFixed?: number;
  @MayBeLeftOut() @IsInt() @Min(1) @Max(3650) hostAssessmentMaxAgeDays?: number;
  /** Below this age a guardian must agree where a name is needed. */
  @MayBeLeftOut() @IsInt() @Min(0) @Max(18) guardianAge?: number;
  /** Days after which an open place is shown as 「開催を確認」. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(3650) openConfirmDays?: number;
  /** Metres at which nearness earns nothing when the person named no limit. */
  @MayBeLeftOut() @IsInt() @Min(100) @Max(1_000_000) accessReferenceMeters?: number;
}

/** One version of the settings, complete. */
export class MatchingSettingsAnswer {
  /** As rankings name it. */
  @IsString() @MaxLength(60) settingsVersion!: string;
  /** From 1; 0 = the national default set, which nobody set here. */
  @IsInt() @Min(0) version!: number;
  /** Null = the national default set. */
  @OrUnknown() @IsDay() validFrom!: string | null;
  @OrUnknown() @IsString() authorRole!: string | null;
  @OrUnknown() @IsString() reasonCode!: string | null;
  @OrUnknown() @IsString() setAt!: string | null;
  @IsArray() @ValidateNested({ each: true }) @Type(() => SettingsWeight) weights!: SettingsWeight[];
  @IsInt() @Min(1) capacityFreshnessDaysFixed!: number;
  @IsInt() @Min(1) hostAssessmentMaxAgeDays!: number;
  @IsInt() @Min(0) guardianAge!: number;
  @IsInt() @Min(1) openConfirmDays!: number;
  @IsInt() @Min(0) accessReferenceMeters!: number;
}

/** Something that may never be scored, whoever wishes it. */
export class NeverScoredAnswer {
  @IsString() code!: string;
  @IsString() ja!: string;
  @IsString() source!: string;
}

export class MatchingSettingsHistory {
  /** What a search uses today. */
  @ValidateNested() @Type(() => MatchingSettingsAnswer) inForce!: MatchingSettingsAnswer;
  /** Newest first. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => MatchingSettingsAnswer) items!: MatchingSettingsAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
  @IsArray() @ValidateNested({ each: true }) @Type(() => NeverScoredAnswer) neverScored!: NeverScoredAnswer[];
}

/** The settings of the municipality: those of today, and everything that was ever set. */
export class ListMatchingSettingsV1 {
  static readonly subject = 'rpc.matching.list-matching-settings.v1';
  static readonly answer = MatchingSettingsHistory;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW', 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
