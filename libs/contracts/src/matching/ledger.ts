import { IsArray, IsBoolean, IsIn, IsInt, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsClockTime, IsId, MayBeLeftOut, OrUnknown } from '../rules';

export const HOLD_REFUSALS = ['full', 'no-out-of-system-place', 'not-reported', 'no-such-session'] as const;

/** A weekly session of a menu that counts its places session by session, e.g. `mon-1000-1200`. */
const SESSION = /^(?:mon|tue|wed|thu|fri|sat|sun)-(?:[01]\d|2[0-4])[0-5]\d-(?:[01]\d|2[0-4])[0-5]\d$/;

/** Grant and refusal both carry the version of the ledger on which they were decided. */
export class HoldAnswer {
  @IsBoolean() granted!: boolean;
  @OrUnknown() @IsId() holdId!: string | null;
  @IsInt() @Min(0) version!: number;
  @OrUnknown() @IsIn(HOLD_REFUSALS) reason!: (typeof HOLD_REFUSALS)[number] | null;
}

/**
 * Holds places of a menu for a party until they are released, confirmed or lapse: one for each person, or one for
 * the whole party where the menu counts families. A refusal is an answer, not an error.
 * The same reservation asked again gets its hold again.
 */
export class ReserveHoldV1 {
  static readonly subject = 'rpc.matching.reserve-hold.v1';
  static readonly answer = HoldAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  @IsId() menuId!: string;
  /** What the place is held for; at most one active hold each. */
  @IsId() reservationId!: string;
  @IsBoolean() outOfSystem!: boolean;
  /** People who come together; 1 where left out. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(20) party?: number;
  /** Left out where the menu counts all its places together. */
  @MayBeLeftOut() @Matches(SESSION, { message: 'mon-1000-1200 の形で指定してください' }) session?: string;
  /** Days until the hold lapses; the municipality's setting where left out. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(90) days?: number;
}

export class ReleaseAnswer {
  @IsBoolean() released!: boolean;
  @IsInt() @Min(0) version!: number;
}

/** Gives a held place back. `released: false` where the hold was not active any more. */
export class ReleaseHoldV1 {
  static readonly subject = 'rpc.matching.release-hold.v1';
  static readonly answer = ReleaseAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  @IsId() menuId!: string;
  @IsId() holdId!: string;
}

/** The places of one weekly session. */
export class SessionCapacityAnswer {
  @IsIn(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) day!: string;
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
  @IsInt() @Min(0) total!: number;
  @IsInt() used!: number;
  @IsInt() @Min(0) held!: number;
  @IsInt() free!: number;
  @OrUnknown() @IsInt() outOfSystemFree!: number | null;
  @IsBoolean() overCommitted!: boolean;
  @IsInt() @Min(0) version!: number;
}

/** What the ledger says of one menu now, all sessions together. Null = never reported. */
export class CapacityAnswer {
  @IsId() menuId!: string;
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
  /** As reported, with what came and went since. */
  @OrUnknown() @IsInt() used!: number | null;
  /** Places held for open proposals. */
  @IsInt() @Min(0) held!: number;
  /** May be below zero: over-committed. */
  @OrUnknown() @IsInt() free!: number | null;
  @OrUnknown() @IsInt() outOfSystemFree!: number | null;
  @OrUnknown() @IsString() reportedAt!: string | null;
  /** More is promised than there are places, somewhere; nobody loses one. */
  @IsBoolean() overCommitted!: boolean;
  /** A family unit takes a whole party as one place. */
  @IsIn(['person', 'family']) unit!: 'person' | 'family';
  /** Null = one capacity for all sessions. */
  @OrUnknown()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SessionCapacityAnswer)
  sessions!: SessionCapacityAnswer[] | null;
  /** Counts every change of the menu's places. */
  @IsInt() @Min(0) version!: number;
}

/** Counts of one menu, without anybody's name. Staff of an organisation see their own menus only. */
export class ReadCapacityV1 {
  static readonly subject = 'rpc.matching.read-capacity.v1';
  static readonly answer = CapacityAnswer;
  static readonly allow: readonly Role[] = [
    'PARTICIPATION_WORKER',
    'COMMUNITY_COORDINATOR',
    'CSW',
    'DECISION_MAKER',
    'PROVIDER_STAFF',
    'SYSTEM',
  ];
  static readonly reads = true;
  @IsId() menuId!: string;
}
