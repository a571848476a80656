import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { AreParts, IsPart } from '../parts';
import { IsClockTime, IsDay, IsFreeCode, IsText, OrUnknown } from '../rules';
import { Closure } from './opening';

/** A session on one local day; `to` may be 24:00. */
export class DatedSession {
  @IsDay() on!: string;
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
  @OrUnknown() @IsText(200) note!: string | null;
}

/** Who pays less, or nothing. */
export class FeeWaiver {
  /** `livelihood_support` (生活保護), `tax_exempt` (非課税世帯), `child`, `first_time`, … or a code of the municipality's own. */
  @IsFreeCode() whom!: string;
  /** Yen per use that are left to pay; 0 = nothing. */
  @IsInt() @Min(0) @Max(10_000_000) feeYen!: number;
  @OrUnknown() @IsText(200) note!: string | null;
}

/** People in one group, min ≤ max. */
export class GroupSize {
  @OrUnknown() @IsInt() @Min(1) @Max(10_000) min!: number | null;
  @OrUnknown() @IsInt() @Min(1) @Max(10_000) max!: number | null;
}

/** What people read of a menu beside the facts that matching judges by. Null or left out = not known. */
export class MenuDetails {
  /** Single dates beside the weekly sessions. */
  @OrUnknown() @AreParts(() => DatedSession, 400) datedSessions!: DatedSession[] | null;
  /** Days without sessions. */
  @OrUnknown() @AreParts(() => Closure, 100) closures!: Closure[] | null;
  /** On 国民の祝日: as on other days, or not. */
  @OrUnknown() @IsIn(['open', 'closed']) holidays!: 'open' | 'closed' | null;
  @OrUnknown() @AreParts(() => FeeWaiver, 20) feeWaivers!: FeeWaiver[] | null;
  @OrUnknown() @IsPart(() => GroupSize) groupSize!: GroupSize | null;
  /** For whom it is made: `young_people`, `hikikomori`, `parents`, `foreign_residents`, …; shuts nobody out. */
  @OrUnknown() @IsArray() @ArrayMaxSize(20) @IsFreeCode({ each: true }) targetGroups!: string[] | null;
}

/** How far what is said of a menu can be relied on today. */
export class MenuStanding {
  /** 「開催を確認」: nobody has said for too long that its place is as described. */
  @IsBoolean() needsConfirmation!: boolean;
  /** Last day of what was said; null = nothing was said yet. */
  @OrUnknown() @IsDay() confirmBy!: string | null;
  /** Last day of the host assessment; null = not assessed, or none is needed. */
  @OrUnknown() @IsDay() assessmentValidUntil!: string | null;
  /** Last day of the agreement on out-of-system places that is in force; null = none is. */
  @OrUnknown() @IsDay() agreementUntil!: string | null;
  /** State of the resource's machine. */
  @IsString() resourceState!: string;
}
