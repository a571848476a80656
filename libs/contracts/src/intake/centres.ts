import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
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
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { ANY_WORKER } from './roles';
import { SUB, SUB_MEND } from './subs';

/** Who looks after centres and who works where. */
export const CENTRE_KEEPERS: readonly Role[] = ['HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];

class CentreFields {
  @IsText(100) nameJa!: string;
  /** Areas (圏域) that it serves; an area belongs to one centre. */
  @IsArray() @IsId({ each: true }) @ArrayMaxSize(200) @ArrayUnique() areaIds!: string[];
}

/** Enters a 総合相談支援センター with its areas. Errors: `centre.area-taken` (409), `area.unknown` (400). */
export class EnterCentreV1 extends CentreFields {
  static readonly subject = 'rpc.intake.enter-centre.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
}

/** Replaces name and areas; a closed centre has no areas any more. Errors: `centre.not-found`, `centre.area-taken` (409), `area.unknown` (400). */
export class ChangeCentreV1 extends CentreFields {
  static readonly subject = 'rpc.intake.change-centre.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsId() centreId!: string;
  @IsBoolean() closed!: boolean;
}

export class CentreFact {
  @IsId() centreId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() nameJa!: string;
  @IsBoolean() closed!: boolean;
  @IsId({ each: true }) @ArrayMaxSize(200) areaIds!: string[];
}

export class CentreListAnswer {
  @AreParts(() => CentreFact, 100) items!: CentreFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Centres, the newest first. Errors: `cursor.invalid` (400). */
export class ListCentresV1 {
  static readonly subject = 'rpc.intake.list-centres.v1';
  static readonly answer = CentreListAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** Puts somebody in charge of an area (`main`) or to stand in for who is (`deputy`). Errors: `area-worker.backwards`, `area.unknown` (400). */
export class AssignAreaWorkerV1 {
  static readonly subject = 'rpc.intake.assign-area-worker.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsId() areaId!: string;
  @IsString() @Matches(SUB, { message: SUB_MEND }) sub!: string;
  @IsIn(['main', 'deputy']) part!: 'main' | 'deputy';
  @IsDay() fromDay!: string;
  /** The last day; open where left out. */
  @MayBeLeftOut() @IsDay() untilDay?: string;
}

/** Says until when (inclusive). Errors: `area-worker.not-found`, `area-worker.backwards` (400), `stale-version` (412). */
export class EndAreaWorkV1 {
  static readonly subject = 'rpc.intake.end-area-work.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsId() areaWorkerId!: string;
  @IsDay() untilDay!: string;
}

export class AreaWorkerFact {
  @IsId() areaWorkerId!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() areaId!: string;
  @IsString() sub!: string;
  @IsIn(['main', 'deputy']) part!: string;
  @IsDay() fromDay!: string;
  @OrUnknown() @IsDay() untilDay!: string | null;
}

export class AreaWorkerListAnswer {
  @AreParts(() => AreaWorkerFact, 100) items!: AreaWorkerFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Who works in which area, the last entered first. Errors: `cursor.invalid` (400). */
export class ListAreaWorkersV1 {
  static readonly subject = 'rpc.intake.list-area-workers.v1';
  static readonly answer = AreaWorkerListAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() areaId?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/**
 * Days on which a worker is away and deputies act; why is nobody's business. Entered for oneself or by who looks after
 * centres: `absence.not-yours` (403). Also `absence.backwards` (400).
 */
export class RecordAbsenceV1 {
  static readonly subject = 'rpc.intake.record-absence.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsString() @Matches(SUB, { message: SUB_MEND }) sub!: string;
  @IsDay() fromDay!: string;
  @IsDay() untilDay!: string;
}

/** Another last day of the absence: back earlier, or later. Errors: `absence.not-found`, `absence.not-yours` (403), `absence.backwards` (400). */
export class ChangeAbsenceV1 {
  static readonly subject = 'rpc.intake.change-absence.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() absenceId!: string;
  @IsDay() untilDay!: string;
}

export class StateCount {
  @IsString() state!: string;
  @IsInt() @Min(1) cases!: number;
}

export class WorkloadLine {
  /** Opaque id of the worker. */
  @IsString() sub!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  @AreParts(() => StateCount, 20) states!: StateCount[];
  @IsInt() @Min(0) emergencies!: number;
  /** Emergencies whose clock has run out. */
  @IsInt() @Min(0) overdue!: number;
}

export class WorkloadAnswer {
  @AreParts(() => WorkloadLine, 1000) items!: WorkloadLine[];
}

/**
 * How many cases whoever has, per area and state; nothing of any of them. Of one centre where named. At most 1,000
 * lines, those with most cases first.
 */
export class ReadWorkloadV1 {
  static readonly subject = 'rpc.intake.read-workload.v1';
  static readonly answer = WorkloadAnswer;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() centreId?: string;
}
