import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsCodeOf, IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { EmergencyNumber } from './engagement-steps';
import { CONCERN_SOURCES } from './events';

const KEEPERS: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
/** 民生委員, people of hubs and 協力事業所, and those whom they phone. */
const REPORTERS: readonly Role[] = [
  'MINSEI_COMMISSIONER',
  'PROVIDER_STAFF',
  'REGISTRY_EDITOR',
  'COMMUNITY_COORDINATOR',
  'INTAKE_WORKER',
  ...KEEPERS,
];

export const CONCERN_STATES = ['RECEIVED', 'TAKEN', 'LINKED', 'SETTLED'] as const;
/** What came of it. */
export const CONCERN_OUTCOMES = ['engaged', 'already_supported', 'referred', 'watching', 'nothing_found'] as const;
/** What the reporter is told; says nothing about the person. */
export const CONCERN_FEEDBACK = ['received', 'looking', 'seen_to', 'please_watch', 'please_tell_again'] as const;

export class CodeWord {
  @IsString() code!: string;
  @IsString() ja!: string;
}

export class UrgencyWord extends CodeWord {
  /** Days until somebody has to have looked; 0 = today. */
  @IsInt() @Min(0) withinDays!: number;
}

export class ConcernFormAnswer {
  /** Whom to call before anything is typed. */
  @AreParts(() => EmergencyNumber, 5) callFirst!: EmergencyNumber[];
  /** Those that whoever asks may speak for, the usual one first. */
  @AreParts(() => CodeWord, 10) sources!: CodeWord[];
  @AreParts(() => UrgencyWord, 10) urgencies!: UrgencyWord[];
}

/** What the form of a 気づき shows: whom to call first, and the words of its choices. */
export class ReadConcernFormV1 {
  static readonly subject = 'rpc.outreach.read-concern-form.v1';
  static readonly answer = ConcernFormAnswer;
  static readonly allow = REPORTERS;
  static readonly reads = true;
  /** Only what is said of this one; all where left out. */
  @MayBeLeftOut() @IsCodeOf('urgency') urgency?: 'emergency' | 'high' | 'normal';
}

export class ConcernReceipt extends Acted {
  /** Whom to call now where somebody may be in danger; this form does not call them. */
  @AreParts(() => EmergencyNumber, 5) callFirst!: EmergencyNumber[];
}

/**
 * Tells of a person somebody worries about (気づき). The words stay in outreach's inbox; `id` of the answer is a
 * receipt, for asking what came of it. 400 `concern.other-source` where the role does not speak for that source.
 */
export class ReportConcernV1 {
  static readonly subject = 'rpc.outreach.report-concern.v1';
  static readonly answer = ConcernReceipt;
  static readonly allow = REPORTERS;
  /** What was noticed. */
  @IsText(2000) words!: string;
  /** Roughly where: a street corner, a block, a shop. */
  @OrUnknown() @IsText(200) place!: string | null;
  @OrUnknown() @IsId() areaId!: string | null;
  @IsCodeOf('urgency') urgency!: 'emergency' | 'high' | 'normal';
  /** Left out: what the role of whoever reports says. */
  @MayBeLeftOut() @IsIn(CONCERN_SOURCES) sourceKind?: (typeof CONCERN_SOURCES)[number];
}

export class ConcernFeedbackAnswer {
  @IsIn(CONCERN_FEEDBACK) code!: (typeof CONCERN_FEEDBACK)[number];
  @IsString() ja!: string;
}

/**
 * What came of it, for whoever reported it and colleagues of the same organisation. Nothing about the person.
 * 404 `concern.not-found` for everybody else.
 */
export class ReadConcernFeedbackV1 {
  static readonly subject = 'rpc.outreach.read-concern-feedback.v1';
  static readonly answer = ConcernFeedbackAnswer;
  static readonly allow = REPORTERS;
  static readonly reads = true;
  @IsId() receiptId!: string;
}

export class ConcernSummary {
  @IsId() concernId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(CONCERN_STATES) state!: (typeof CONCERN_STATES)[number];
  @IsIn(CONCERN_SOURCES) sourceKind!: (typeof CONCERN_SOURCES)[number];
  @OrUnknown() @IsId() areaId!: string | null;
  @IsCodeOf('urgency') urgency!: 'emergency' | 'high' | 'normal';
  @IsInstant() receivedAt!: string;
  /** Last day on which somebody has to look. */
  @IsDay() dueOn!: string;
  /** Nobody has taken it on, and the day is past. */
  @IsBoolean() overdue!: boolean;
  /** Opaque id of the worker who has it. */
  @OrUnknown() @IsString() takenBy!: string | null;
  @OrUnknown() @IsId() engagementId!: string | null;
  @OrUnknown() @IsIn(CONCERN_OUTCOMES) outcome!: (typeof CONCERN_OUTCOMES)[number] | null;
}

export class ConcernsAnswer {
  @AreParts(() => ConcernSummary, 100) items!: ConcernSummary[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** The inbox by due day, without words; what is settled only where it is asked for. */
export class ListConcernsV1 {
  static readonly subject = 'rpc.outreach.list-concerns.v1';
  static readonly answer = ConcernsAnswer;
  static readonly allow = KEEPERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(CONCERN_STATES) state?: (typeof CONCERN_STATES)[number];
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

export class ConcernAnswer extends ConcernSummary {
  /** Null, as the place is, once its term is over and it led to no engagement. */
  @OrUnknown() @IsString() words!: string | null;
  @OrUnknown() @IsString() place!: string | null;
  @OrUnknown() @IsDay() disposedOn!: string | null;
  @IsIn(CONCERN_FEEDBACK) feedback!: (typeof CONCERN_FEEDBACK)[number];
}

/** One of them with its words. 404 `concern.not-found`. */
export class ReadConcernV1 {
  static readonly subject = 'rpc.outreach.read-concern.v1';
  static readonly answer = ConcernAnswer;
  static readonly allow = KEEPERS;
  static readonly reads = true;
  @IsId() concernId!: string;
}

/** Whoever asks sees to it from now on, also in the place of a colleague. 404 `concern.not-found`, 409 `concern-report.transition-refused`. */
export class TakeConcernV1 {
  static readonly subject = 'rpc.outreach.take-concern.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() concernId!: string;
}

/** It is about somebody whom an engagement is with. 404 `concern.not-found`, `engagement.not-found`, 409 `concern-report.transition-refused`. */
export class LinkConcernV1 {
  static readonly subject = 'rpc.outreach.link-concern.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() concernId!: string;
  @IsId() engagementId!: string;
}

/**
 * Says what came of it, and what the reporter is told. 404 `concern.not-found`, 409 `concern-report.transition-refused`,
 * `concern.not-linked` (`engaged` without an engagement).
 */
export class SettleConcernV1 {
  static readonly subject = 'rpc.outreach.settle-concern.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() concernId!: string;
  @IsIn(CONCERN_OUTCOMES) outcome!: (typeof CONCERN_OUTCOMES)[number];
  @IsIn(CONCERN_FEEDBACK) feedback!: (typeof CONCERN_FEEDBACK)[number];
}
