import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { GeoPoint } from '../intake/for-services';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { WeeklyWindow } from './for-services';
import { GROUP_READERS, GROUP_SUPPORTERS } from './group-support';
import { CommunityPage } from './requests';

const WRITERS: readonly Role[] = GROUP_SUPPORTERS;

/** `hands`: people who do something; `space`: somewhere to do it. */
export const CARRIER_THINGS = ['hands', 'space'] as const;
export const CARRIER_SIDES = ['offers', 'seeks'] as const;

class CarrierFields {
  @IsIn(CARRIER_SIDES) side!: (typeof CARRIER_SIDES)[number];
  @IsIn(CARRIER_THINGS) thing!: (typeof CARRIER_THINGS)[number];
  /** About the group, never about a person. */
  @IsText(200) title!: string;
  /** Null = not said: it is asked, and counts neither for nor against. */
  @OrUnknown() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsFreeCode({ each: true }) activities!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(12) @ArrayUnique() @IsCodeOf('purposes', { each: true }) purposes!:
    string[] | null;
  @OrUnknown() @AreParts(() => WeeklyWindow, 50) windows!: WeeklyWindow[] | null;
  @OrUnknown() @IsPart(() => GeoPoint) location!: GeoPoint | null;
  /** How far those who seek would go, metres, straight line; null = no limit said. */
  @OrUnknown() @IsInt() @Min(0) @Max(1_000_000) maxDistanceMeters!: number | null;
  /** Space: how many fit in, or have to; hands: how many are offered, or looked for. */
  @OrUnknown() @IsInt() @Min(1) @Max(10_000) people!: number | null;
  /** Of a space: what is there, or has to be. */
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @ArrayUnique() @IsFreeCode({ each: true }) equipment!: string[] | null;
  /** Last day on which it holds; null = until somebody says otherwise. */
  @OrUnknown() @IsDay() until!: string | null;
}

/**
 * Enters what a group or an organisation (担い手) offers or looks for. 400 `carrier.one-of-two` unless exactly one of
 * `orgId` and `groupId` is named, `sessions.backwards`, 404 `organization.not-found`, `supported-group.not-found`.
 */
export class EnterCarrierV1 extends CarrierFields {
  static readonly subject = 'rpc.community.enter-carrier.v1';
  static readonly answer = Acted;
  static readonly allow = WRITERS;
  @OrUnknown() @IsId() orgId!: string | null;
  @OrUnknown() @IsId() groupId!: string | null;
}

/** Replaces it; `until` in the past ends it. 404 `carrier.not-found`, 400 `sessions.backwards`, 412 `stale-version`. */
export class ChangeCarrierV1 extends CarrierFields {
  static readonly subject = 'rpc.community.change-carrier.v1';
  static readonly answer = Acted;
  static readonly allow = WRITERS;
  @IsId() carrierId!: string;
}

export class CarrierAnswer extends CarrierFields {
  @IsId() carrierId!: string;
  @IsInt() @Min(1) version!: number;
  @OrUnknown() @IsId() orgId!: string | null;
  @OrUnknown() @IsId() groupId!: string | null;
}

export class CarriersAnswer {
  @AreParts(() => CarrierAnswer, 100) items!: CarrierAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What is offered and looked for, oldest entry first; what no longer holds is left out. */
export class ListCarriersV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-carriers.v1';
  static readonly answer = CarriersAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(CARRIER_SIDES) side?: (typeof CARRIER_SIDES)[number];
  @MayBeLeftOut() @IsIn(CARRIER_THINGS) thing?: (typeof CARRIER_THINGS)[number];
}

export class FitTerm {
  @IsString() code!: string;
  @IsInt() @Min(0) points!: number;
  @IsString() ja!: string;
}

export class FitQuestion {
  @IsString() code!: string;
  @IsString() ja!: string;
}

/** Something that could be brought together with what was asked about: another carrier's entry, or a room of a hub. */
export class CarrierFit {
  @OrUnknown() @IsId() carrierId!: string | null;
  @OrUnknown() @IsId() spaceId!: string | null;
  @IsString() title!: string;
  @IsInt() @Min(0) points!: number;
  /** Why; their points add up to `points`. */
  @AreParts(() => FitTerm, 10) terms!: FitTerm[];
  /** What nobody has said yet. */
  @AreParts(() => FitQuestion, 10) toAsk!: FitQuestion[];
  @OrUnknown() @IsInt() @Min(0) distanceMeters!: number | null;
}

export class FitExclusion {
  @IsString() code!: string;
  @IsString() ja!: string;
  @IsInt() @Min(1) count!: number;
}

export class CarrierFitsAnswer {
  @IsId() carrierId!: string;
  @AreParts(() => CarrierFit, 100) items!: CarrierFit[];
  /** What did not fit, counted by the first reason. */
  @AreParts(() => FitExclusion, 10) excluded!: FitExclusion[];
  /** There may be more than were looked at. */
  @IsBoolean() more!: boolean;
}

/**
 * What could be brought together with this entry: the other side of the same thing, rooms of hubs among it. An order,
 * not a decision. 404 `carrier.not-found`.
 */
export class FindCarrierFitsV1 {
  static readonly subject = 'rpc.community.find-carrier-fits.v1';
  static readonly answer = CarrierFitsAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @IsId() carrierId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export const CARRIER_MATCH_RESULTS = ['introduced', 'agreed', 'not_now'] as const;

/**
 * Records that two were brought together, and what came of it. 404 `carrier.not-found`, `hub-space.not-found`,
 * 400 `carrier-match.one-of-two`, `carrier-match.not-a-pair`, 422 `carrier-match.future`.
 */
export class RecordCarrierMatchV1 {
  static readonly subject = 'rpc.community.record-carrier-match.v1';
  static readonly answer = Acted;
  static readonly allow = WRITERS;
  @IsId() carrierId!: string;
  @OrUnknown() @IsId() withCarrierId!: string | null;
  @OrUnknown() @IsId() withSpaceId!: string | null;
  @IsDay() on!: string;
  @IsIn(CARRIER_MATCH_RESULTS) result!: (typeof CARRIER_MATCH_RESULTS)[number];
}
