import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];

export const CHECK_RESULTS = ['safe', 'moved', 'not_reached'] as const;
export const CHECK_STATES = ['OPEN', 'DONE'] as const;
export const CHECK_LEVELS = ['today', 'escalated'] as const;

/** Somebody takes part at a place that was stopped for safety: look after them the same day. Names nobody. */
export class PlacementCheckAnswer {
  @IsId() checkId!: string;
  @IsId() placementId!: string;
  @IsId() caseRef!: string;
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
  @IsId() orgId!: string;
  @IsIn(CHECK_STATES) state!: (typeof CHECK_STATES)[number];
  @IsInt() @Min(1) version!: number;
  /** Local day on which the place was stopped; the person is looked after on this day. */
  @IsDay() dueOn!: string;
  /** `escalated` from the next morning on; null = done. */
  @OrUnknown() @IsIn(CHECK_LEVELS) level!: (typeof CHECK_LEVELS)[number] | null;
  /** Whose turn it is. */
  @IsString({ each: true }) roles!: string[];
  /** What the last attempt came to. */
  @OrUnknown() @IsIn(CHECK_RESULTS) result!: (typeof CHECK_RESULTS)[number] | null;
  @IsInt() @Min(0) attempts!: number;
  @OrUnknown() @IsDay() triedOn!: string | null;
}

export class PlacementCheckList {
  @AreParts(() => PlacementCheckAnswer, 100) items!: PlacementCheckAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Checks of people at places that were stopped for safety, oldest first; the open ones where nothing is said. */
export class ListPlacementChecksV1 {
  static readonly subject = 'rpc.matching.list-placement-checks.v1';
  static readonly answer = PlacementCheckList;
  static readonly allow: readonly Role[] = [...WORKERS, 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(CHECK_STATES) state?: (typeof CHECK_STATES)[number];
  @MayBeLeftOut() @IsIn(CHECK_LEVELS) level?: (typeof CHECK_LEVELS)[number];
  @MayBeLeftOut() @IsId() menuId?: string;
  @MayBeLeftOut() @IsId() caseRef?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/**
 * What a check came to. `safe` and `moved` close it; `not_reached` keeps it open, and the manager has it from the next
 * morning on. 404 `placement-check.not-found`, 409 `placement-check.done`.
 */
export class RecordPlacementCheckV1 {
  static readonly subject = 'rpc.matching.record-placement-check.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...WORKERS, 'NO_REFUSAL_MANAGER'];
  @IsId() checkId!: string;
  @IsIn(CHECK_RESULTS) result!: (typeof CHECK_RESULTS)[number];
}
