import { IsArray, IsBoolean, IsIn, IsString, ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { CONTACT_PLACES } from './engagements';

/*
 * The steps of the machine OutreachEngagement. Each may be refused with `engagement.not-found` (404),
 * `outreach-engagement.transition-refused` (409), `outreach-engagement.role-refused` (403),
 * `engagement.person-deceased` (409) and, where it names the next action, `engagement.next-action-past` (400).
 */
const CSW: readonly Role[] = ['CSW'];
const COORDINATION: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
const CLOSERS: readonly Role[] = ['CSW', 'DECISION_MAKER'];

/**
 * Gathers what is known and plans the visit. Where the basis is a support conference (art106_6) it is named here, and
 * intake is asked whether it carries it, for this worker and at this moment; so it is with every step by which reaching out
 * begins (prepare, reach, resume, reopen): `engagement.ground-missing` (409), `engagement.conference-missing`,
 * `engagement.conference-unexpected`, `engagement.case-missing` (400).
 */
export class PrepareEngagementV1 {
  static readonly subject = 'rpc.outreach.prepare-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATION;
  @IsId() engagementId!: string;
  @IsDay() nextActionOn!: string;
  /** The support conference that it rests on; with basis art106_6 only. */
  @MayBeLeftOut() @IsId() conferenceId?: string;
}

/** Goes out to the person. A visit at home needs a safety plan (two people, a way to call for help). */
export class ReachEngagementV1 {
  static readonly subject = 'rpc.outreach.reach-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsBoolean() safetyPlanned!: boolean;
  @IsDay() nextActionOn!: string;
}

/** What happened at one try. A try told late changes neither stage nor next action. */
class Contact {
  @IsId() engagementId!: string;
  @IsCodeOf('outreachMethods') method!: string;
  @IsCodeOf('contactResults') result!: string;
  /** Day of the try: today or earlier. */
  @IsDay() on!: string;
  /** Relationship stage after it; may be lower than before. */
  @IsCodeOf('relationshipStages') stageAfter!: string;
  @OrUnknown() @IsIn(CONTACT_PLACES) place!: (typeof CONTACT_PLACES)[number] | null;
  /** The note in intake that holds the words. */
  @OrUnknown() @IsId() noteRef!: string | null;
  @IsDay() nextActionOn!: string;
  /** From now on there is a safety plan for visits at home. */
  @MayBeLeftOut() @IsBoolean() safetyPlanned?: boolean;
}

/**
 * One more try. Errors: `engagement.future-day` (400), `engagement.safety-plan-missing` (409, visit at home),
 * `engagement.use-safety-concern` (409: a worry about somebody's safety is its own step).
 */
export class RecordContactAttemptV1 extends Contact {
  static readonly subject = 'rpc.outreach.record-contact-attempt.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
}

/** The family answered. Nothing about the person is told to them. Errors: as an attempt. */
export class RecordFamilyContactV1 extends Contact {
  static readonly subject = 'rpc.outreach.record-family-contact.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
}

/** The person spoke with us. Errors: as an attempt, `engagement.stage-below-r4` (409). */
export class RecordPersonContactV1 extends Contact {
  static readonly subject = 'rpc.outreach.record-person-contact.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
}

/** Contact has become regular. Errors: `engagement.stage-below-r5` (409). */
export class ContinueEngagementV1 {
  static readonly subject = 'rpc.outreach.continue-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsCodeOf('relationshipStages') stageAfter!: string;
  @IsDay() nextActionOn!: string;
}

/** Contact became looser again; nobody's fault. Errors: `engagement.stage-not-back` (409). */
export class RecordSetbackV1 {
  static readonly subject = 'rpc.outreach.record-setback.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsCodeOf('relationshipStages') stageAfter!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
  @IsDay() nextActionOn!: string;
}

/** Stops reaching out and watches. Errors: `engagement.review-not-ahead` (400). */
export class WatchEngagementV1 {
  static readonly subject = 'rpc.outreach.watch-engagement.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'CONFERENCE_CHAIR'];
  @IsId() engagementId!: string;
  /** How it is watched, e.g. `minsei`, `meter_reading`. */
  @IsFreeCode() watchBy!: string;
  /** A day after today. */
  @IsDay() reviewOn!: string;
}

/** Reaches out again. Errors: `engagement.review-not-due` (409) where nothing was noticed before the day. */
export class ResumeEngagementV1 {
  static readonly subject = 'rpc.outreach.resume-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsIn(['review_due', 'noticed']) because!: 'review_due' | 'noticed';
  @IsDay() nextActionOn!: string;
}

/** The person wants no contact: respected at once. Reviewed after 90 days unless another day is given. */
export class RespectStopWishV1 {
  static readonly subject = 'rpc.outreach.respect-stop-wish.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
  @MayBeLeftOut() @IsDay() reviewOn?: string;
}

export class EmergencyNumber {
  @IsString() @MaxLength(10) number!: string;
  /** When to call it, in Japanese. */
  @IsString() @MaxLength(100) when!: string;
}

export class SafetyConcernAnswer extends Acted {
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => EmergencyNumber)
  callFirst!: EmergencyNumber[];
}

/** Somebody may be in danger. The answer says whom to call first; the next action is today. */
export class RaiseSafetyConcernV1 {
  static readonly subject = 'rpc.outreach.raise-safety-concern.v1';
  static readonly answer = SafetyConcernAnswer;
  static readonly allow: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR', 'INTAKE_WORKER'];
  @IsId() engagementId!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
}

/** The person is safe; reaching out goes on. */
export class ConfirmSafetyV1 {
  static readonly subject = 'rpc.outreach.confirm-safety.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @OrUnknown() @IsId() noteRef!: string | null;
  @IsDay() nextActionOn!: string;
}

/**
 * Hands over to those who go on, with the person's consent intake_record; we stay until they have taken over.
 * Errors: `engagement.person-unknown`, `engagement.other-person`, `engagement.consent-missing` (409).
 */
export class HandOverEngagementV1 {
  static readonly subject = 'rpc.outreach.hand-over-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATION;
  @IsId() engagementId!: string;
  /** Who the person turned out to be, where it was not known before. */
  @OrUnknown() @IsId() personRef!: string | null;
  @OrUnknown() @IsId() caseRef!: string | null;
  @IsDay() nextActionOn!: string;
}

/** It did not hold there; we go on. */
export class ReturnEngagementV1 {
  static readonly subject = 'rpc.outreach.return-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsDay() nextActionOn!: string;
}

/**
 * Ends outreach. After a hand-over `tie_holds` needs three months there (`engagement.tie-too-young`, 409);
 * out of watching it is a decision maker's (`decided`), with the note that says why.
 */
export class CloseEngagementV1 {
  static readonly subject = 'rpc.outreach.close-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CLOSERS;
  @IsId() engagementId!: string;
  @IsIn(['tie_holds', 'person_wish', 'decided']) because!: 'tie_holds' | 'person_wish' | 'decided';
  @OrUnknown() @IsId() noteRef!: string | null;
}

/** Ends outreach before its time: wrong information, death, moved away. */
export class EndEngagementEarlyV1 {
  static readonly subject = 'rpc.outreach.end-engagement-early.v1';
  static readonly answer = Acted;
  static readonly allow = CLOSERS;
  @IsId() engagementId!: string;
  @IsIn(['wrong_information', 'deceased', 'moved']) because!: 'wrong_information' | 'deceased' | 'moved';
}

/** Begins a closed engagement again. Errors about its ground: as preparing. */
export class ReopenEngagementV1 {
  static readonly subject = 'rpc.outreach.reopen-engagement.v1';
  static readonly answer = Acted;
  static readonly allow = CSW;
  @IsId() engagementId!: string;
  @IsDay() nextActionOn!: string;
  /** As in preparing; left out = the conference named before. */
  @MayBeLeftOut() @IsId() conferenceId?: string;
}
