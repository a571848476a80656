import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsClockTime, IsDayOrInstant, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { WEEKDAYS } from './for-services';
import { CommunityPage, REGISTRY_READERS } from './requests';

const MAX_PLACES = 100_000;
/** The largest whole number that every language reads the same. */
const MAX_VERSION = 9_007_199_254_740_991;
const FEEDERS: readonly Role[] = ['PROVIDER_STAFF', 'REGISTRY_EDITOR'];

/** A number of places; the words are for whoever reads the answer to a row. */
function IsPlaces(): PropertyDecorator {
  return (target, key) => {
    IsInt({ message: '0 以上の整数で指定してください' })(target, key);
    Min(0, { message: '0 以上にしてください' })(target, key);
    Max(MAX_PLACES, { message: `${MAX_PLACES} 以下にしてください` })(target, key);
  };
}

/** Sums of sessions need not be said. */
const NeededWithoutSessions = (): PropertyDecorator =>
  ValidateIf((report: { readonly sessions?: unknown }, value) => value !== undefined || report.sessions == null);

/** 連番: the counter of the organisation's own system, one up with each report of a menu. */
export function IsSourceVersion(): PropertyDecorator {
  return (target, key) => {
    IsInt({ message: '1 以上の整数で指定してください' })(target, key);
    Min(1, { message: '1 以上にしてください' })(target, key);
    Max(MAX_VERSION, { message: `${MAX_VERSION} 以下にしてください` })(target, key);
  };
}

/** An organisation's own number of a menu: letters of any script, digits and `._/-`, 1 to 64. */
export function IsExternalId(): PropertyDecorator {
  return (target, key) => {
    const message = '64 字以内の番号(文字・数字・ . _ / - )で指定してください';
    IsText(64, { message })(target, key);
    Matches(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u, { message })(target, key);
  };
}

export class FedOutOfSystemPlaces {
  @IsPlaces() slots!: number;
  /** Also counted in `used`. */
  @IsPlaces() used!: number;
}

export class FedSessionPlaces {
  @IsIn(WEEKDAYS, { message: '曜日を mon〜sun か「月」〜「日」で指定してください' }) day!: (typeof WEEKDAYS)[number];
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
  @IsPlaces() total!: number;
  @IsPlaces() used!: number;
  /** Inside the session's total. */
  @OrUnknown() @IsPart(() => FedOutOfSystemPlaces) outOfSystem?: FedOutOfSystemPlaces | null;
}

/** One report of many. As `PUT /menus/:menuId/availability`, with the menu named by our id or by the organisation's own number. */
export class FedReport {
  /** Needed where `externalId` is left out. */
  @ValidateIf((row: FedReport) => row.menuId !== undefined || row.externalId === undefined)
  @IsId({ message: 'menuId(UUID)か externalId(団体の番号)を指定してください' })
  menuId?: string;
  @MayBeLeftOut() @IsExternalId() externalId?: string;
  @NeededWithoutSessions() @IsPlaces() total?: number;
  @NeededWithoutSessions() @IsPlaces() used?: number;
  @OrUnknown() @IsPart(() => FedOutOfSystemPlaces) outOfSystem?: FedOutOfSystemPlaces | null;
  /** A family unit takes a whole party as one place; `person` where left out. */
  @MayBeLeftOut()
  @IsIn(['person', 'family'], { message: '単位は person(人)か family(家族)です' })
  unit?: 'person' | 'family';
  @OrUnknown()
  @ArrayMinSize(1, { message: '1 件以上指定してください' })
  @AreParts(() => FedSessionPlaces, 50)
  sessions?: FedSessionPlaces[] | null;
  /** A day means its first moment in Asia/Tokyo. */
  @IsDayOrInstant() @Matches(/^(?:19|2[01])/, { message: '1900 年以後の日時を指定してください' }) reportedAt!: string;
  @MayBeLeftOut() @IsSourceVersion() sourceVersion?: number;
}

/** Why a row was refused, and how to mend it. */
export class RowProblem {
  /** As the sender calls it: a JSON field, or a column of the CSV. */
  @OrUnknown() @IsString() field!: string | null;
  /** What stood there; null where it was nothing, or nothing that belongs there. */
  @OrUnknown() @IsString() value!: string | null;
  @IsString() mend!: string;
}

export class RowResult {
  /** Its place in the list, or its line in the text, from 1; a CSV's headings are a line. */
  @IsInt() @Min(1) row!: number;
  @OrUnknown() @IsString() menuId!: string | null;
  @IsIn(['applied', 'not_applied', 'refused']) result!: 'applied' | 'not_applied' | 'refused';
  /** Null = applied; `feed.older`: a newer report is known (that is no error); otherwise the reason of the refusal. */
  @OrUnknown() @IsString() code!: string | null;
  /** Of the menu's availability after this row; null where it was refused. */
  @OrUnknown() @IsInt() version!: number | null;
  @AreParts(() => RowProblem, 5) problems!: RowProblem[];
}

export class AvailabilityReportsAnswer {
  @IsId() batchId!: string;
  @IsInt() @Min(0) rows!: number;
  @IsInt() @Min(0) applied!: number;
  @IsInt() @Min(0) notApplied!: number;
  @IsInt() @Min(0) refused!: number;
  /** Headings of a CSV that say nothing to us: what stands below them was not read. */
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) ignoredColumns!: string[];
  /** One for every row, in their order. */
  @AreParts(() => RowResult, 500) results!: RowResult[];
}

/**
 * Many reports at once, for the menus of one's own organisation: a list of JSON objects, one object per line (NDJSON), or
 * CSV with Japanese or English headings, at most 500 rows. Every row gets a result; a refused one keeps no other back.
 * A report that is not newer than the last is acknowledged and not applied. 403 `feed.no-organization`,
 * 409 `contract.ended`, 400 `feed.not-a-list`, `feed.empty`, `feed.too-many-rows`, `feed.quote`, `feed.columns`.
 */
export class SubmitAvailabilityReportsV1 {
  static readonly subject = 'rpc.community.submit-availability-reports.v1';
  static readonly answer = AvailabilityReportsAnswer;
  static readonly allow = FEEDERS;
  @IsIn(['application/json', 'application/x-ndjson', 'text/csv']) mediaType!: string;
  @IsString() @MaxLength(960 * 1024) text!: string;
}

/**
 * Says by which number an organisation's own system knows a menu; null = by none any more.
 * 404 `menu.not-found`, 409 `external-id.taken`.
 */
export class SetExternalIdV1 {
  static readonly subject = 'rpc.community.set-external-id.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...FEEDERS, 'COMMUNITY_COORDINATOR'];
  @IsId() menuId!: string;
  @OrUnknown() @IsExternalId() externalId!: string | null;
}

/** A menu as its organisation's own system has to know it. */
export class FedMenuAnswer {
  @IsId() menuId!: string;
  @OrUnknown() @IsString() externalId!: string | null;
  /** Open places need no report. */
  @IsBoolean() needsReports!: boolean;
  /** As of now; null = never reported. */
  @OrUnknown() @IsIn(['FRESH', 'AGING', 'STALE']) state!: 'FRESH' | 'AGING' | 'STALE' | null;
  @OrUnknown() @IsInstant() reportedAt!: string | null;
  /** The newest number of the asking system that was applied. */
  @OrUnknown() @IsInt() sourceVersion!: number | null;
}

export class FedMenusAnswer {
  @AreParts(() => FedMenuAnswer, 100) items!: FedMenuAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** The menus of an organisation with their numbers and the age of their reports. 404 `organization.not-found`. */
export class ListFedMenusV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-fed-menus.v1';
  static readonly answer = FedMenusAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
}
