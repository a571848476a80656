import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { IsCodeOf, IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS, REGISTRY_STAFF } from './requests';
import { RESOURCE_STATES, type ResourceState } from './resources';
import { GeoPoint } from '../intake/for-services';

/** From where, and how far at most: metres as the crow flies; left out = anywhere. */
export class SearchNear extends GeoPoint {
  @MayBeLeftOut() @IsInt() @Min(1) @Max(500_000) maxMeters?: number;
}

export class FoundResource {
  @IsId() resourceId!: string;
  @IsId() orgId!: string;
  @IsText(200) organizationName!: string;
  @IsText(200) name!: string;
  @OrUnknown() @IsText(200) nameKana!: string | null;
  @OrUnknown() @IsCodeOf('resourceTypes') type!: string | null;
  @IsIn(RESOURCE_STATES) state!: ResourceState;
  /** Null also where it is confidential and none of the reader's business. */
  @OrUnknown() @IsText(300) address!: string | null;
  @OrUnknown() @IsText(30) phone!: string | null;
  /** As the crow flies; null where no point was given, or where it is is not known or must stay unknown. */
  @OrUnknown() @IsInt() @Min(0) distanceMeters!: number | null;
  /** At this moment; null where nobody has said. */
  @OrUnknown() @IsBoolean() openNow!: boolean | null;
  /** Thousandths; the higher the better. 0 where no word was asked for. */
  @IsInt() @Min(0) score!: number;
}

export class FoundResourcesAnswer {
  /** All that were found, on this page or not. */
  @IsInt() @Min(0) total!: number;
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => FoundResource) items!: FoundResource[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/**
 * Searches the registry in Japanese: every word of `query` in a name, a menu, an organisation, a description, an address
 * or the label of a code. Width, katakana or hiragana, small kana and variants of a character do not count, and from four
 * letters on up to half of the pairs of letters may be wrong. Best first, then the nearer, then by id; a page is a part
 * of one answer only while nothing changes. What is not found is counted by the codes it means, never by its words.
 * An organisation's own people find their own. 503 `search.not-ready` while the registry is still being read.
 */
export class SearchResourcesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.search-resources.v1';
  static readonly answer = FoundResourcesAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  /** Empty or nothing but signs: everything that the other fields leave. */
  @IsString() @MaxLength(100) query!: string;
  @MayBeLeftOut() @IsId() areaId?: string;
  @MayBeLeftOut() @IsCodeOf('resourceTypes') type?: string;
  /** Code list purposes: one of its menus serves it. */
  @MayBeLeftOut() @IsCodeOf('purposes') purpose?: string;
  @MayBeLeftOut() @IsObject() @ValidateNested() @Type(() => SearchNear) near?: SearchNear;
  /** Only what is known to be open at this moment. */
  @MayBeLeftOut() @IsBoolean() openNow?: boolean;
  /** Left out: ACTIVE, ACTIVE_PUBLIC and NEEDS_UPDATE. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(RESOURCE_STATES.length)
  @ArrayUnique()
  @IsIn(RESOURCE_STATES, { each: true })
  states?: ResourceState[];
}

/** What was looked for and not found: codes and a count, no words. */
export class MissedSearchCount {
  /** `list:code` of the code lists; empty = something that they have no word for. */
  @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) terms!: string[];
  @OrUnknown() @IsId() areaId!: string | null;
  @OrUnknown() @IsString() type!: string | null;
  @OrUnknown() @IsString() purpose!: string | null;
  @IsInt() @Min(1) searches!: number;
}

export class MissedSearchesAnswer {
  /** Most often first. */
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => MissedSearchCount)
  items!: MissedSearchCount[];
}

/** From one local day to another, both included. 400 `missed-searches.period` where `to` is before `from`. */
export class ListMissedSearchesV1 {
  static readonly subject = 'rpc.community.list-missed-searches.v1';
  static readonly answer = MissedSearchesAnswer;
  static readonly allow: readonly Role[] = REGISTRY_STAFF;
  static readonly reads = true;
  @IsDay() from!: string;
  @IsDay() to!: string;
}
