import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
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
import { IsCodeOf, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { ANY_WORKER } from './roles';

const KEEPERS: readonly Role[] = ['HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER'];
const SUB = /^[\x21-\x7e]{1,100}$/;
const SUB_MEND = '利用者 ID (半角 100 字以内) で指定してください';

/** A desk of the house (窓口) or an agency beside it (支援関係機関). Every desk has a 断らない相談マネージャー. */
class DeskFields {
  @IsText(100) nameJa!: string;
  /** Outside of the municipality. Then `orgId` is needed: consent names agencies by it. */
  @IsBoolean() external!: boolean;
  @OrUnknown() @IsId() orgId?: string | null;
  /** The area (圏域) that it serves; null = the whole municipality. */
  @OrUnknown() @IsId() areaId?: string | null;
  @IsCodeOf('fields', { each: true }) @ArrayMaxSize(5) @ArrayUnique() fields!: string[];
  /** Opaque id of the manager who answers for the desk. */
  @IsString() @Matches(SUB, { message: SUB_MEND }) managerSub!: string;
  @OrUnknown() @IsString() @Matches(SUB, { message: SUB_MEND }) deputySub?: string | null;
  /** Opaque ids of those who work there; one at least for a desk of the house. */
  @IsArray()
  @IsString({ each: true })
  @Matches(SUB, { each: true, message: SUB_MEND })
  @ArrayMaxSize(200)
  @ArrayUnique()
  members!: string[];
}

/**
 * Enters a desk. Errors: `desk.org-missing`, `desk.members-missing`, `desk.deputy-is-manager`, `area.unknown` (400).
 */
export class EnterDeskV1 extends DeskFields {
  static readonly subject = 'rpc.intake.enter-desk.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = KEEPERS;
}

/**
 * Replaces what is known of a desk. Nothing is sent to a closed one any more; as long as a sheet is in its hands or
 * waits for its manager, it stays open: `desk.holds-referrals` (409). Also `desk.not-found` and the errors of entering.
 */
export class ChangeDeskV1 extends DeskFields {
  static readonly subject = 'rpc.intake.change-desk.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = KEEPERS;
  @IsId() deskId!: string;
  @IsBoolean() closed!: boolean;
}

export class DeskAnswer {
  @IsId() deskId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() nameJa!: string;
  @IsBoolean() external!: boolean;
  @OrUnknown() @IsId() orgId!: string | null;
  @OrUnknown() @IsId() areaId!: string | null;
  @IsString({ each: true }) @ArrayMaxSize(5) fields!: string[];
  @IsString() managerSub!: string;
  @OrUnknown() @IsString() deputySub!: string | null;
  @IsString({ each: true }) @ArrayMaxSize(200) members!: string[];
  @IsBoolean() closed!: boolean;
}

/** A desk. Errors: `desk.not-found`. */
export class ReadDeskV1 {
  static readonly subject = 'rpc.intake.read-desk.v1';
  static readonly answer = DeskAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @IsId() deskId!: string;
}

export class DeskListAnswer {
  @AreParts(() => DeskAnswer, 100) items!: DeskAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Desks, the newest first. Errors: `cursor.invalid` (400). */
export class ListDesksV1 {
  static readonly subject = 'rpc.intake.list-desks.v1';
  static readonly answer = DeskListAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

export class DeskSuggestion {
  @IsId() deskId!: string;
  @IsString() nameJa!: string;
  @IsBoolean() external!: boolean;
  /** Why it is suggested: `field`, `area`, `whole_municipality`. */
  @IsString({ each: true }) @ArrayMaxSize(3) because!: string[];
  /** Sheets that wait for it now. */
  @IsInt() @Min(0) waiting!: number;
}

export class DeskSuggestionsAnswer {
  @AreParts(() => DeskSuggestion, 20) items!: DeskSuggestion[];
}

/**
 * Who may take this: open desks by field of support and area, the best fit first, at most 20. A hint and no more:
 * a sheet may go to any open desk.
 */
export class SuggestDesksV1 {
  static readonly subject = 'rpc.intake.suggest-desks.v1';
  static readonly answer = DeskSuggestionsAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @IsCodeOf('fields') field!: string;
  @MayBeLeftOut() @IsId() areaId?: string;
}
