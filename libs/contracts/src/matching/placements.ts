import {
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
const WITH_HOSTS: readonly Role[] = [...WORKERS, 'PROVIDER_STAFF'];

/** STARTING → SETTLING on the first day. 409 `placement.starts-later` for a day after today. */
export class StartPlacementV1 {
  static readonly subject = 'rpc.matching.start-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
  @IsDay() startedOn!: string;
}

/** SETTLING or STABLE → ADJUSTING: something troubles the person or the host; which of them is kept apart. */
export class RaiseIssueV1 {
  static readonly subject = 'rpc.matching.raise-issue.v1';
  static readonly answer = Acted;
  static readonly allow = WITH_HOSTS;
  @IsId() placementId!: string;
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @OrUnknown() @IsFreeCode() reasonCode!: string | null;
}

/** ADJUSTING → SETTLING. */
export class RecordAdjustedV1 {
  static readonly subject = 'rpc.matching.record-adjusted.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/**
 * SETTLING → STABLE: the tie holds. Errors: 409 `placement.too-early` (before 3 months), `placement.follow-ups-not-good`
 * (the last three), `placement.side-missing` (person or host never asked), 503 where outreach does not answer.
 */
export class StabilizePlacementV1 {
  static readonly subject = 'rpc.matching.stabilize-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/** → PAUSED, with the day of the next look and the choice whether the place is kept. */
export class PausePlacementV1 {
  static readonly subject = 'rpc.matching.pause-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WITH_HOSTS;
  @IsId() placementId!: string;
  @IsFreeCode() reasonCode!: string;
  @IsDay() reviewOn!: string;
  @IsBoolean() keepPlace!: boolean;
}

/** PAUSED → SETTLING. 409 `placement.place-full` where the place was given back and is taken, `placement.place-stopped`. */
export class ResumePlacementV1 {
  static readonly subject = 'rpc.matching.resume-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/** STABLE → STEPPING_UP: the person wants a next step. */
export class PlanNextStepV1 {
  static readonly subject = 'rpc.matching.plan-next-step.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
  @OrUnknown() @IsFreeCode() goal!: string | null;
}

/** STEPPING_UP → STABLE: the person stays, with or without something beside it. */
export class StayInPlacementV1 {
  static readonly subject = 'rpc.matching.stay-in-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/**
 * STEPPING_UP → ENDED, followed by a new match request of the same person; 404 `match-request.not-found`,
 * 409 `placement.not-a-new-request` where it is the same request or one that is over.
 */
export class MoveOnV1 {
  static readonly subject = 'rpc.matching.move-on.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
  @IsId() matchRequestId!: string;
  @IsDay() endedOn!: string;
}

/**
 * Support ends, the person keeps going there and keeps the place. `aftercare`: STABLE → AFTERCARE, needs the
 * consent followup_after_close (409 `consent.missing`); without it STABLE → SUPPORT_CLOSED.
 */
export class CloseSupportV1 {
  static readonly subject = 'rpc.matching.close-support.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...WORKERS, 'DECISION_MAKER'];
  @IsId() placementId!: string;
  @IsBoolean() aftercare!: boolean;
}

/** AFTERCARE → SUPPORT_CLOSED. */
export class FinishAftercareV1 {
  static readonly subject = 'rpc.matching.finish-aftercare.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/** AFTERCARE or SUPPORT_CLOSED → ADJUSTING. */
export class SupportAgainV1 {
  static readonly subject = 'rpc.matching.support-again.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
}

/** The person left after support was closed: → ENDED; only now the place is free again. */
export class LeavePlacementV1 {
  static readonly subject = 'rpc.matching.leave-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WITH_HOSTS;
  @IsId() placementId!: string;
  @IsCodeOf('placementEndReasons') reasonCode!: string;
  @IsDay() endedOn!: string;
}

/** → ENDED while support goes on; the place is free again. 409 `placement.ends-later` for a day after today, `placement.ends-before-start`. */
export class EndPlacementV1 {
  static readonly subject = 'rpc.matching.end-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
  @IsCodeOf('placementEndReasons') reasonCode!: string;
  @IsDay() endedOn!: string;
}

/** The host cannot go on: → ENDED. A next place is looked for on the same day. */
export class WithdrawHostFromPlacementV1 {
  static readonly subject = 'rpc.matching.withdraw-host-from-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WITH_HOSTS;
  @IsId() placementId!: string;
  @IsDay() endedOn!: string;
}

/** ENDED → STARTING: person and host want it again and a place is free; 409 `placement.place-full`, `placement.place-stopped`. */
export class ReturnToPlacementV1 {
  static readonly subject = 'rpc.matching.return-to-placement.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() placementId!: string;
  /** Both have to want it again. */
  @Equals(true, { message: '本人の希望を確認してください' }) personAgreed!: boolean;
  @Equals(true, { message: '受入先の再合意を確認してください' }) hostAgreed!: boolean;
}

export class PlacementAnswer {
  @IsId() id!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() proposalId!: string;
  @IsId() matchRequestId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsId() menuId!: string;
  @IsId() orgId!: string;
  @IsBoolean() outOfSystem!: boolean;
  @OrUnknown() @IsDay() startedOn!: string | null;
  @OrUnknown() @IsDay() endedOn!: string | null;
  /** What the follow-ups advise, `issue` or `stabilize`; `end`: the person has died, tell the host. */
  @OrUnknown() @IsIn(['issue', 'stabilize', 'end']) advice!: 'issue' | 'stabilize' | 'end' | null;
  @OrUnknown() @IsDay() reviewOn!: string | null;
  /** With advice `end`: the last day on which the host is told and the placement ended. */
  @OrUnknown() @IsDay() endDueOn!: string | null;
  /** Does the placement keep a place of the host? */
  @IsBoolean() holdsPlace!: boolean;
  @OrUnknown() @IsString() reasonCode!: string | null;
}

/** Staff of an organisation see placements at their own organisation only. */
export class ReadPlacementV1 {
  static readonly subject = 'rpc.matching.read-placement.v1';
  static readonly answer = PlacementAnswer;
  static readonly allow: readonly Role[] = [...WITH_HOSTS, 'DECISION_MAKER', 'SYSTEM'];
  static readonly reads = true;
  @IsId() placementId!: string;
}

export class PlacementList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => PlacementAnswer) items!: PlacementAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Placements, oldest first. */
export class ListPlacementsV1 {
  static readonly subject = 'rpc.matching.list-placements.v1';
  static readonly answer = PlacementList;
  static readonly allow: readonly Role[] = [...WITH_HOSTS, 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsId() personRef?: string;
  @MayBeLeftOut() @IsId() caseRef?: string;
  @MayBeLeftOut() @IsId() menuId?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
