import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsId, IsText, MayBeLeftOut } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { CONSULTING } from './roles';

/** What stands on a つなぐシート. Its words are read by the desk that it is sent to, and by nobody else outside. */
class ReferralFields {
  @IsCodeOf('urgency') urgency!: string;
  @IsArray()
  @IsLocalCodeOf('referralSheetTopics12', { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ArrayUnique()
  topics!: string[];
  /** How much of the household the receiver learns. */
  @IsCodeOf('referralHousehold') household!: string;
  /** Why this desk. */
  @IsText(2000) reasons!: string;
  /** What is asked for. */
  @IsText(2000) asksFor!: string;
  @IsLocalCodeOf('referralMeetings') meeting!: string;
  /** What the receiver may read beside the sheet's own words, chosen one by one. The address is never among it. */
  @IsArray() @IsCodeOf('referralItems', { each: true }) @ArrayMaxSize(9) @ArrayUnique() items!: string[];
}

/** To whom, and on which legal ground: decided in this moment. */
class Given {
  @IsId() toDeskId!: string;
  @IsCodeOf('disclosureBases') basis!: string;
  /** Needed for every basis but consent. */
  @MayBeLeftOut() @IsText(1000) basisReason?: string;
}

/** Sent on, with the form that says so. Also `form.incomplete` (400), `filled-form.not-found`, `form.other-record` (409). */
class Sent extends Given {
  /** The filled つなぐシート of the municipality; left out at a sheet that came back, the one it was sent with. */
  @MayBeLeftOut() @IsId() formId?: string;
}

/** A step of the machine ReferralSheet: `referral.not-found`, `referral-sheet.transition-refused` (409), `referral-sheet.role-refused` (403), `stale-version` (412). */
class ReferralStep {
  @IsId() referralId!: string;
}

/**
 * Drafts a つなぐシート from one's own desk. The case keeps its state, and several sheets may be under way at once.
 * Errors: `case.not-found`, `case.person-missing`, `referral.not-now` (409), `desk.not-found`, `desk.not-yours` (403).
 */
export class DraftReferralV1 extends ReferralFields {
  static readonly subject = 'rpc.intake.draft-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsId() caseRef!: string;
  @IsId() fromDeskId!: string;
}

/** Replaces what stands on a draft, or on a sheet that came back. Errors: `referral.not-found`, `referral.not-here` (409). */
export class ChangeReferralV1 extends ReferralFields {
  static readonly subject = 'rpc.intake.change-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsId() referralId!: string;
}

/**
 * Sends a draft. The case goes on as it is: its worker stays beside the person. Errors besides those of a step:
 * `consent.missing` (403), `share.basis-refused` (400), `referral.same-desk` (400), `desk.closed` (409), `desk.not-found`.
 */
export class SendReferralV1 extends Sent {
  static readonly subject = 'rpc.intake.send-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsId() referralId!: string;
}

/**
 * Sends a draft, or a sheet that came back, and with it the case: TRIAGED → REFERRED_OUT, until somebody takes it on.
 * Answers with the case. Errors of a step of the case and of sending; `referral.not-found` also for a sheet of another case.
 */
export class ReferOutV1 extends Sent {
  static readonly subject = 'rpc.intake.refer-out.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
  @IsId() caseRef!: string;
  @IsId() referralId!: string;
}

/** Sends a sheet that came back, to the same desk or another one. Errors as of sending. */
export class ResendReferralV1 extends Sent {
  static readonly subject = 'rpc.intake.resend-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsId() referralId!: string;
}

/**
 * The receiver takes it on, late ones included. A case that waits for it goes to its assessment. Errors besides those of
 * a step: `referral.not-the-receiver` (403), `referral.spoken-to-missing` (400).
 */
export class AcceptReferralV1 extends ReferralStep {
  static readonly subject = 'rpc.intake.accept-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
  /** Who gave the answer, of an agency of which nobody works with this system. */
  @MayBeLeftOut() @IsText(100) spokenTo?: string;
}

/**
 * The receiver gives it back with a reason; there is no «not our business». It is then with its sender, and after the
 * second time with the 断らない相談マネージャー. A case for which nothing waits any more is back at TRIAGED.
 * Errors as of accepting; `desk.not-found` for the suggested one.
 */
export class ReturnReferralV1 extends ReferralStep {
  static readonly subject = 'rpc.intake.return-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER'];
  @IsLocalCodeOf('referralReturnReasons') reason!: string;
  @IsText(2000) words!: string;
  /** Who could help instead. */
  @MayBeLeftOut() @IsId() suggestedDeskId?: string;
  @MayBeLeftOut() @IsText(100) spokenTo?: string;
}

/**
 * The manager takes in hand what came back, where sheets of this case were returned twice in all.
 * Errors besides those of a step: `referral.returned-once` (409).
 */
export class EscalateReferralV1 extends ReferralStep {
  static readonly subject = 'rpc.intake.escalate-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['NO_REFUSAL_MANAGER'];
}

/** The manager decides who receives it. Errors as of sending. */
export class AssignReferralV1 extends Given {
  static readonly subject = 'rpc.intake.assign-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['NO_REFUSAL_MANAGER'];
  @IsId() referralId!: string;
}

/**
 * Takes on what is with the manager: a manager for a desk that they answer for, a worker for their own desk.
 * Errors besides those of sending: `desk.not-yours` (403).
 */
export class TakeOnReferralV1 extends Given {
  static readonly subject = 'rpc.intake.take-on-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['NO_REFUSAL_MANAGER', 'INTAKE_WORKER'];
  @IsId() referralId!: string;
}

/** Takes a sheet back. What the receiver read stays on record. */
export class WithdrawReferralV1 extends ReferralStep {
  static readonly subject = 'rpc.intake.withdraw-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsLocalCodeOf('referralWithdrawals') reason!: string;
  @MayBeLeftOut() @IsText(2000) words?: string;
}

/**
 * Takes a case back that waits for others: REFERRED_OUT → TRIAGED. What is with the manager stays there; as long as a
 * desk has not answered, `case.referral-waiting` (409).
 */
export class TakeBackCaseV1 {
  static readonly subject = 'rpc.intake.take-back-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'NO_REFUSAL_MANAGER'];
  @IsId() caseRef!: string;
  @IsText(2000) reason!: string;
}

/**
 * An agency elsewhere, such as the municipality where the person moved, took the whole case on, and the person agrees:
 * its sheet is accepted and the case closed. Answers with the case. Errors of a step of the case and of accepting;
 * `referral.not-elsewhere` (409) for a desk of the house, `case.referral-waiting` (409) while another sheet waits,
 * `case.emergency-stands` (409), `referral.agreed-in-future` (400).
 */
export class AcceptElsewhereV1 {
  static readonly subject = 'rpc.intake.accept-elsewhere.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
  @IsId() caseRef!: string;
  @IsId() referralId!: string;
  @MayBeLeftOut() @IsText(100) spokenTo?: string;
  /** When the person agreed, and in which words. */
  @IsDay() personAgreedOn!: string;
  @IsText(2000) personWords!: string;
}
