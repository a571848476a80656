import { IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { IsId, MayBeLeftOut, OrUnknown } from '../rules';

export const HOLD_REFUSALS = ['full', 'no-out-of-system-place', 'not-reported'] as const;

/** Grant and refusal both carry the version of the ledger on which they were decided. */
export class HoldAnswer {
  @IsBoolean() granted!: boolean;
  @OrUnknown() @IsId() holdId!: string | null;
  @IsInt() @Min(0) version!: number;
  @OrUnknown() @IsIn(HOLD_REFUSALS) reason!: (typeof HOLD_REFUSALS)[number] | null;
}

/**
 * Holds one place of a menu until it is released, confirmed or lapses. A refusal is an answer, not an error.
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

/** What the ledger says of one menu now. Null = never reported. */
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
  @IsBoolean() overCommitted!: boolean;
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
