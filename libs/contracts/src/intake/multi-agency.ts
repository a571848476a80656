import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsSub } from './conferences';
import { IsLocalCodeOf } from './local-codes';
import { CASE_READERS, CASE_STAFF, CONSULTING } from './roles';

/**
 * Steps of the machine Case with which several agencies begin and end to work together (多機関協働). All of them:
 * `case.not-found` (404), `case.transition-refused` (409), `case.role-refused` (403), `stale-version` (412).
 */
class MultiAgencyStep {
  @IsId() caseRef!: string;
}

/**
 * Asks for the work of several agencies: why one of them does not suffice (複雑化・複合化). Also
 * `case.person-missing`, `case.assessment-missing`, `case.multi-agency-already` (409).
 */
export class RequestMultiAgencyV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.request-multi-agency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsLocalCodeOf('complexityReasons', { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ArrayUnique()
  reasons!: string[];
  @IsText(4000) words!: string;
}

/** Several agencies take it on; one worker and one desk keep it together. Also `desk.not-found` (404), `desk.closed` (409). */
export class AcceptMultiAgencyV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.accept-multi-agency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsSub() mainWorkerSub!: string;
  @IsId() mainDeskId!: string;
}

/** Advice to those who support (支援者支援) is enough; the case is assessed further. */
export class ReturnWithAdviceV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.return-with-advice.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsText(4000) advice!: string;
}

/** One agency goes on supporting, with advice (支援者支援). */
export class ReturnToSupportV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.return-to-support.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsText(4000) advice!: string;
}

/**
 * Only the work of several agencies ends; the support of one of them goes on. Also
 * `case.multi-agency-missing`, `case.closing-not-evaluated`, `desk.closed` (409), `desk.not-found` (404).
 */
export class HandBackV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.hand-back.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  /** Who goes on supporting. */
  @IsId() deskId!: string;
  @IsText(2000) note!: string;
}

/**
 * Begins to plan for a complex case that was not asked for separately. Rests on the person's consent
 * `multilayered_conference`: `consent.missing` (403). Also `case.person-missing`, `case.assessment-missing`,
 * `desk.closed` (409), `desk.not-found` (404).
 */
export class StartPlanV1 extends MultiAgencyStep {
  static readonly subject = 'rpc.intake.start-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsLocalCodeOf('complexityReasons', { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ArrayUnique()
  reasons!: string[];
  @IsText(4000) words!: string;
  @IsSub() mainWorkerSub!: string;
  @IsId() mainDeskId!: string;
}

export const MULTI_AGENCY_STATES = ['REQUESTED', 'ACCEPTED', 'RETURNED', 'ENDED'] as const;

/** One request for multi-agency work, without its words. */
export class MultiAgencyLine {
  @IsId() requestId!: string;
  @IsId() caseRef!: string;
  @IsInt() @Min(1) episode!: number;
  @IsIn(MULTI_AGENCY_STATES) state!: string;
  @IsString({ each: true }) @ArrayMaxSize(8) reasons!: string[];
  @IsInstant() requestedAt!: string;
  @OrUnknown() @IsInstant() answeredAt!: string | null;
  @OrUnknown() @IsString() mainWorkerSub!: string | null;
  @OrUnknown() @IsId() mainDeskId!: string | null;
}

export class MultiAgencyListAnswer {
  @AreParts(() => MultiAgencyLine, 100) items!: MultiAgencyLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Requests for multi-agency work, newest first. Errors: `cursor.invalid` (400). */
export class ListMultiAgencyRequestsV1 {
  static readonly subject = 'rpc.intake.list-multi-agency-requests.v1';
  static readonly answer = MultiAgencyListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(MULTI_AGENCY_STATES) state?: (typeof MULTI_AGENCY_STATES)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

export class MultiAgencyAnswer extends MultiAgencyLine {
  @IsString() words!: string;
  @OrUnknown() @IsString() advice!: string | null;
}

/** The case's newest request with its words and the advice. Errors: `case.not-found`, `multi-agency.not-found`. */
export class ReadMultiAgencyRequestV1 {
  static readonly subject = 'rpc.intake.read-multi-agency-request.v1';
  static readonly answer = MultiAgencyAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() caseRef!: string;
}

/**
 * Registers who decides plans in place of the decision maker for a time, where author and decider would be one person
 * (small offices). Errors: `decider-deputy.term-impossible` (400), `decider-deputy.own-deputy` (403).
 */
export class RegisterDeciderDeputyV1 {
  static readonly subject = 'rpc.intake.register-decider-deputy.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsSub() deputySub!: string;
  @IsDay() from!: string;
  @IsDay() until!: string;
  @IsText(500) reason!: string;
}

/** Errors: `decider-deputy.not-found`, `decider-deputy.ended` (409). */
export class EndDeciderDeputyV1 {
  static readonly subject = 'rpc.intake.end-decider-deputy.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsId() deputyId!: string;
}

export class DeciderDeputyLine {
  @IsId() deputyId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(['REGISTERED', 'ENDED']) state!: string;
  @IsString() deputySub!: string;
  @IsDay() from!: string;
  @IsDay() until!: string;
  @IsString() reason!: string;
  @IsString() registeredBy!: string;
}

export class DeciderDeputyListAnswer {
  @AreParts(() => DeciderDeputyLine, 100) items!: DeciderDeputyLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Deputies, newest first. Errors: `cursor.invalid` (400). */
export class ListDeciderDeputiesV1 {
  static readonly subject = 'rpc.intake.list-decider-deputies.v1';
  static readonly answer = DeciderDeputyListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
