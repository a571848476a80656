import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsId, MayBeLeftOut, OrUnknown } from '../rules';

/** A place that fits now and was not among those of the last search. */
export class NewPlaceAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @OrUnknown() @IsString() orgName!: string | null;
  /** Thousandths of a point. */
  @IsInt() @Min(0) score!: number;
  @IsString({ each: true }) reasonsJa!: string[];
}

/** A request that waits, and what there is for it now. No name: who it is stays with those who support the person. */
export class WaitingMatchAnswer {
  @IsId() matchRequestId!: string;
  @IsId() personRef!: string;
  @IsId() caseRef!: string;
  @IsIn(['UNMET', 'PARKED']) state!: 'UNMET' | 'PARKED';
  /** Days since the request was opened. */
  @IsInt() @Min(0) waitedDays!: number;
  /** Best first, three at most. */
  @AreParts(() => NewPlaceAnswer, 3) places!: NewPlaceAnswer[];
}

export class WaitingMatchList {
  @AreParts(() => WaitingMatchAnswer, 50) items!: WaitingMatchAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/**
 * Requests that nothing fitted (UNMET) or that rest (PARKED), and for which there is a place now: a menu opened, changed
 * or got room since their last search. Longest waiting first. A page looks at `limit` requests, 20 where nothing is
 * said, and shows those with a place: it may be empty although there is a next one. Permission and facts of everybody
 * are asked of intake at this moment. 503 `consent.unanswered`, 400 `cursor.invalid`.
 */
export class ListWaitingMatchesV1 {
  static readonly subject = 'rpc.matching.list-waiting-matches.v1';
  static readonly answer = WaitingMatchList;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/** A menu at which one more place would be the place that somebody waits for. */
export class SeatWantedAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @OrUnknown() @IsString() orgName!: string | null;
  /** Requests that wait, have nothing else, and are kept out by nothing but that one place. */
  @IsInt() @Min(1) requests!: number;
  /** Days that the longest of them has waited. */
  @IsInt() @Min(0) waitedDays!: number;
}

export class SeatsWantedAnswer {
  /** Requests that were looked at, those that wait longest first; there may be more. */
  @IsInt() @Min(0) lookedAt!: number;
  @IsBoolean() more!: boolean;
  @AreParts(() => SeatWantedAnswer, 100) items!: SeatWantedAnswer[];
}

/**
 * Where one more place would help most: counts per menu, most requests first, by the facts of the last search of each.
 * Whoever took back the permission is not counted: nothing is kept of them. Who it is, the list of those who wait and
 * the search for people tell, and ask for each.
 */
export class ListSeatsWantedV1 {
  static readonly subject = 'rpc.matching.list-seats-wanted.v1';
  static readonly answer = SeatsWantedAnswer;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}
