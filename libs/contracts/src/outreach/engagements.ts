import { ArrayMaxSize, IsArray, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const STARTERS: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
const READERS: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR', 'DECISION_MAKER', 'CONFERENCE_CHAIR'];

export const ENGAGEMENT_STATES = [
  'IDENTIFIED',
  'PREPARING',
  'REACHING',
  'FAMILY_ENGAGED',
  'ENGAGED',
  'CONTINUING',
  'HANDED_OVER',
  'WATCHING',
  'CLOSED',
  'EMERGENCY',
] as const;
/** 本人が望む場所: 自宅, 居場所, 外, オンライン, 窓口, その他. */
export const CONTACT_PLACES = ['home', 'hub', 'outside', 'online', 'office', 'other'] as const;

/**
 * Begins outreach to somebody who has not consented yet. Case and person may be unknown; no name is kept here.
 * Errors: `engagement.case-missing` (400): a support conference (art106_6) speaks of a case. Source: domain-model 1.5.
 */
export class IdentifyEngagementV1 {
  static readonly subject = 'rpc.outreach.identify-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = STARTERS;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() personRef!: string | null;
  /** Through whom we know. */
  @IsCodeOf('channels') source!: string;
  /** What entitles us to act without consent (legal-privacy 4.1). */
  @IsCodeOf('disclosureBases') basisCode!: string;
  @IsCodeOf('issueCategories') reason!: string;
  /** When somebody does something next; a week from now where it is left out. */
  @MayBeLeftOut() @IsDay() nextActionOn?: string;
}

/** One try to reach somebody, as it was. */
export class ContactAttemptView {
  @IsId() id!: string;
  @IsCodeOf('outreachMethods') method!: string;
  @IsCodeOf('contactResults') result!: string;
  @IsDay() on!: string;
  @IsCodeOf('relationshipStages') stageAfter!: string;
  @OrUnknown() @IsIn(CONTACT_PLACES) place!: (typeof CONTACT_PLACES)[number] | null;
  @OrUnknown() @IsId() noteRef!: string | null;
}

export class EngagementSummary {
  @IsId() id!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() personRef!: string | null;
  @IsIn(ENGAGEMENT_STATES) state!: (typeof ENGAGEMENT_STATES)[number];
  /** A scale of its own beside the state; it may go back. */
  @IsCodeOf('relationshipStages') stage!: string;
  @IsCodeOf('channels') source!: string;
  @IsCodeOf('disclosureBases') basisCode!: string;
  @IsCodeOf('issueCategories') reason!: string;
  /** Null once it is closed, or the person has died. */
  @OrUnknown() @IsDay() nextActionOn!: string | null;
  /** Day on which watching is looked at again; only while WATCHING. */
  @OrUnknown() @IsDay() reviewOn!: string | null;
  @OrUnknown() @IsDay() lastAttemptOn!: string | null;
  /** Last day on which person or family gave any sign. */
  @OrUnknown() @IsDay() lastContactOn!: string | null;
  @IsInt() @Min(1) version!: number;
}

export class EngagementsAnswer {
  @IsArray() @ValidateNested({ each: true }) @Type(() => EngagementSummary) items!: EngagementSummary[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Engagements in the order of their next action; those without one come last. */
export class ListEngagementsV1 {
  static readonly subject = 'rpc.outreach.list-engagements.v1';
  static readonly answer = EngagementsAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(ENGAGEMENT_STATES) state?: (typeof ENGAGEMENT_STATES)[number];
  /** Only those whose next action is due before this day. */
  @MayBeLeftOut() @IsDay() dueBefore?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

export class EngagementAnswer extends EngagementSummary {
  /** The last 100 tries, newest first. */
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ContactAttemptView)
  attempts!: ContactAttemptView[];
}

/** One engagement with its tries. Errors: `engagement.not-found` (404). */
export class ReadEngagementV1 {
  static readonly subject = 'rpc.outreach.read-engagement.v1';
  static readonly answer = EngagementAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @IsId() engagementId!: string;
}
