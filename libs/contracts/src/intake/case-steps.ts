import { ArrayMaxSize, ArrayMinSize, IsIn } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsId, IsText, MayBeLeftOut } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { CONSULTING } from './roles';

/**
 * Steps of the machine Case (state-machines.md). All of them: `case.not-found` (404),
 * `case.transition-refused` (409), `case.role-refused` (403), `stale-version` (412).
 */
class CaseStep {
  @IsId() caseRef!: string;
}

/** Sorts the consultation: fields of support (one at least), what it is about, what happens next. */
export class TriageCaseV1 extends CaseStep {
  static readonly subject = 'rpc.intake.triage-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsCodeOf('fields', { each: true }) @ArrayMinSize(1) @ArrayMaxSize(5) fields!: string[];
  @IsCodeOf('triage') result!: string;
  @MayBeLeftOut() @IsCodeOf('urgency') urgency?: string;
  @MayBeLeftOut() @IsLocalCodeOf('intakeTopics16', { each: true }) @ArrayMaxSize(16) intakeTopics?: string[];
  @MayBeLeftOut() @IsLocalCodeOf('issueCategories', { each: true }) @ArrayMaxSize(26) issueCategories?: string[];
  /** The filled 相談受付・申込票; left out, the last one of this case. Also `form.incomplete` (400). */
  @MayBeLeftOut() @IsId() formId?: string;
}

/**
 * Information was enough for now; the person may come back any time. Refused with `case.too-serious`
 * (409) where it is urgent or abuse, suicide or hunger was named.
 */
export class ProvideInfoV1 extends CaseStep {
  static readonly subject = 'rpc.intake.provide-info.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER'];
  @IsText(2000) information!: string;
}

/** The person came back after information had been enough. */
export class ComeBackV1 extends CaseStep {
  static readonly subject = 'rpc.intake.come-back.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @MayBeLeftOut() @IsText(2000) note?: string;
}

export class StartAssessmentV1 extends CaseStep {
  static readonly subject = 'rpc.intake.start-assessment.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
}

/** Nobody could talk with the person yet: outreach goes on without consent, with the least of data. */
export class MoveToOutreachV1 extends CaseStep {
  static readonly subject = 'rpc.intake.move-to-outreach.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @MayBeLeftOut() @IsText(2000) note?: string;
}

/** The person agreed to be supported. Needs consent `intake_record` in force: `consent.missing` (403). */
export class AcceptSupportV1 extends CaseStep {
  static readonly subject = 'rpc.intake.accept-support.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
}

/** One organisation can support the person alone: no conference is needed. */
export class SupportSingleV1 extends CaseStep {
  static readonly subject = 'rpc.intake.support-single.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'CSW'];
}

export class SuspendCaseV1 extends CaseStep {
  static readonly subject = 'rpc.intake.suspend-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
  @IsText(2000) reason!: string;
  /** On what condition it goes on. */
  @IsText(2000) resumeWhen!: string;
}

export class ResumeCaseV1 extends CaseStep {
  static readonly subject = 'rpc.intake.resume-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR'];
}

/** Support is being ended. Also `case.roles-open` (409): roles of the plan are done or handed over first. */
export class StartClosingV1 extends CaseStep {
  static readonly subject = 'rpc.intake.start-closing.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR', 'CSW'];
}

/** Support goes on after all. Also `case.conclusion-missing` (409) where several agencies work together. */
export class BackToSupportV1 extends CaseStep {
  static readonly subject = 'rpc.intake.back-to-support.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsText(2000) reason!: string;
}

/**
 * Ends support with an evaluation; what the person takes part in goes on.
 * Errors besides those of a step: `case.emergency-stands` (409), `case.closing-not-evaluated` (409),
 * `case.referral-waiting` (409: a desk has not answered its sheet yet).
 */
export class CloseCaseV1 extends CaseStep {
  static readonly subject = 'rpc.intake.close-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER', 'CONFERENCE_CHAIR'];
  @IsCodeOf('closureReasons') reason!: string;
  @IsText(4000) evaluation!: string;
  @IsLocalCodeOf('observedChanges', { each: true }) @ArrayMaxSize(20) observedChanges!: string[];
}

/** A loose tie after closure. Needs consent `followup_after_close` in force: `consent.missing` (403). */
export class StartAftercareV1 extends CaseStep {
  static readonly subject = 'rpc.intake.start-aftercare.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'PARTICIPATION_WORKER'];
}

export class EndAftercareV1 extends CaseStep {
  static readonly subject = 'rpc.intake.end-aftercare.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'PARTICIPATION_WORKER'];
  @IsIn(['person_wish', 'term_over']) reason!: 'person_wish' | 'term_over';
}

/** Something new troubles the person: the next episode of the same case. */
export class ReopenCaseV1 extends CaseStep {
  static readonly subject = 'rpc.intake.reopen-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsText(2000) chiefComplaint!: string;
  @IsCodeOf('urgency') urgency!: string;
}
