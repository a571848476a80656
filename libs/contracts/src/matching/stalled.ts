import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const READERS: readonly Role[] = [
  'PARTICIPATION_WORKER',
  'COMMUNITY_COORDINATOR',
  'CSW',
  'DECISION_MAKER',
  'NO_REFUSAL_MANAGER',
];

export const STALLED_KINDS = ['match_request', 'proposal', 'placement', 'emergency'] as const;
export const STALLED_LEVELS = ['reminder', 'second_reminder', 'escalated'] as const;

/** A step that rests too long. Ids and codes only; it is gone from the list as soon as it moves. */
export class StalledStepAnswer {
  @IsIn(STALLED_KINDS) kind!: (typeof STALLED_KINDS)[number];
  @IsId() id!: string;
  @IsId() matchRequestId!: string;
  /**
   * HOST_STOPPED = a placement whose host closed or was stopped for safety: look after the person today. PERSON_DIED = the
   * person has died and the day on which the host was to be told is over.
   */
  @IsString() state!: string;
  /** Local day since which it rests (for a pause, a decision and an end after a death: the day on which it was due). */
  @IsDay() since!: string;
  @IsInt() @Min(0) days!: number;
  @IsIn(STALLED_LEVELS) level!: (typeof STALLED_LEVELS)[number];
  /** Whose turn it is. */
  @IsString({ each: true }) roles!: string[];
}

export class StalledStepList {
  @AreParts(() => StalledStepAnswer, 100) items!: StalledStepAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** What rests too long, longest first. What waits for the person alone is a reminder and never more. */
export class ListStalledStepsV1 {
  static readonly subject = 'rpc.matching.list-stalled-steps.v1';
  static readonly answer = StalledStepList;
  static readonly allow = READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(STALLED_KINDS) kind?: (typeof STALLED_KINDS)[number];
  @MayBeLeftOut() @IsIn(STALLED_LEVELS) level?: (typeof STALLED_LEVELS)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
