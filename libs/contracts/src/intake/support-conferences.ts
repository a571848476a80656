import { IsIn } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsFreeCode, IsId, IsText } from '../rules';
import {
  AddingMember,
  Appointing,
  APPROVING_MINUTES,
  Cancelling,
  CHAIR,
  Concluding,
  CONFERENCE_OFFICE,
  ConferenceAnswer,
  ConferenceListAnswer,
  EndingAppointment,
  ItemAnswer,
  MemberListAnswer,
  OfConference,
  OfItem,
  Opening,
  Paged,
  PLANNING_CONFERENCE,
  PlanningConference,
  Pledging,
  PROPOSING,
  SITTING,
  Summoning,
  WRITING,
  WritingPaper,
} from './conferences';

/*
 * 支援会議 (社会福祉法106条の6): shares without the person's consent, among members bound to secrecy (5項).
 * Steps of the machine Conference: `conference.transition-refused` (409), `conference.role-refused` (403),
 * `stale-version` (412), `conference.not-found` and `conference-item.not-found` (404: also for everybody
 * who was not called, L01).
 */

/** Errors: `desk.not-found`, `conference-member.until-before-from` (400). */
export class AppointSupportMemberV1 extends Appointing {
  static readonly subject = 'rpc.intake.appoint-support-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/** Secrecy goes on after it (5項: 従事していた者). Errors: `conference-member.not-found`, `conference-member.until-before-from` (400). */
export class EndSupportAppointmentV1 extends EndingAppointment {
  static readonly subject = 'rpc.intake.end-support-appointment.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/**
 * A pledge, in writing for the fiscal year or, in an emergency, by word of mouth until the next working day.
 * Errors: `pledge.in-future`, `pledge.heard-by-missing`, `pledge.heard-by-self`, `pledge.in-writing` (400),
 * `pledge.to-be-made-good` (409: the last one by word of mouth was never put in writing).
 */
export class RecordSupportPledgeV1 extends Pledging {
  static readonly subject = 'rpc.intake.record-support-pledge.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/** Newest appointment first. Errors: `cursor.invalid` (400). */
export class ListSupportMembersV1 extends Paged {
  static readonly subject = 'rpc.intake.list-support-members.v1';
  static readonly answer = MemberListAnswer;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
  static readonly reads = true;
}

/** Errors: `conference-member.not-appointed` (409: the chair is no member on that day), `conference.day-over` (400). */
export class PlanSupportConferenceV1 extends PlanningConference {
  static readonly subject = 'rpc.intake.plan-support-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = PLANNING_CONFERENCE;
}

/** A case on the agenda; the chair is called to it. Errors: `case.not-found`, `conference-item.already-there`, `conference.full`, `conference.not-now` (409). */
export class PutOnSupportAgendaV1 extends OfConference {
  static readonly subject = 'rpc.intake.put-on-support-agenda.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = PROPOSING;
  @IsIn(['information_exchange', 'support_structure']) kind!: 'information_exchange' | 'support_structure';
  @IsId() caseRef!: string;
}

/** Calls a member to one item. Errors: `conference-member.not-appointed`, `conference-summons.already`, `conference.full`, `conference.not-now` (409). */
export class SummonToSupportItemV1 extends Summoning {
  static readonly subject = 'rpc.intake.summon-to-support-item.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Material before and in the session, minutes in the session and until they are approved. Errors: `conference.not-now`, `conference.full` (409). */
export class WriteSupportPaperV1 extends WritingPaper {
  static readonly subject = 'rpc.intake.write-support-paper.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = WRITING;
}

/** Errors: `conference.agenda-empty`, `conference.members-not-chosen` (409). */
export class ConveneSupportConferenceV1 extends OfConference {
  static readonly subject = 'rpc.intake.convene-support-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
  /** Ground for meeting without asking: `no_consent_yet`, `consent_impossible`, `before_decision`, `emergency`…. */
  @IsFreeCode() ground!: string;
  @IsText(2000) necessity!: string;
}

/** Members without a pledge are left out, the others meet. Errors: `conference.chair-not-pledged` (409), `conference.not-called` (400). */
export class OpenSupportConferenceV1 extends Opening {
  static readonly subject = 'rpc.intake.open-support-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** One more member in session, or one who was left out and has pledged since. Errors: as calling, `conference-member.not-pledged` (409). */
export class AddSupportMemberV1 extends AddingMember {
  static readonly subject = 'rpc.intake.add-support-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Errors: `conference.conclusions-incomplete`, `conference.conclusion-unfit` (400). */
export class ConcludeSupportConferenceV1 extends Concluding {
  static readonly subject = 'rpc.intake.conclude-support-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** By the chair, or by a decision maker who was called to every item. Errors: `conference.minutes-missing` (409). */
export class ApproveSupportMinutesV1 extends OfConference {
  static readonly subject = 'rpc.intake.approve-support-minutes.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = APPROVING_MINUTES;
}

/** From now on nobody reads its material. */
export class CancelSupportConferenceV1 extends Cancelling {
  static readonly subject = 'rpc.intake.cancel-support-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Own conferences, and for those who propose cases also what is planned; newest first. Errors: `cursor.invalid` (400). */
export class ListSupportConferencesV1 extends Paged {
  static readonly subject = 'rpc.intake.list-support-conferences.v1';
  static readonly answer = ConferenceListAnswer;
  static readonly allow: readonly Role[] = WRITING;
  static readonly reads = true;
}

/** Without words. */
export class ReadSupportConferenceV1 extends OfConference {
  static readonly subject = 'rpc.intake.read-support-conference.v1';
  static readonly answer = ConferenceAnswer;
  static readonly allow: readonly Role[] = WRITING;
  static readonly reads = true;
}

/** Material and minutes of one item. That it was read is kept. */
export class ReadSupportItemV1 extends OfItem {
  static readonly subject = 'rpc.intake.read-support-item.v1';
  static readonly answer = ItemAnswer;
  static readonly allow: readonly Role[] = SITTING;
  static readonly reads = true;
}
