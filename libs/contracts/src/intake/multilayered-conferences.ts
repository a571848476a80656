import { IsIn } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId, IsText, MayBeLeftOut } from '../rules';
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

const MULTILAYERED_ITEM_KINDS = ['plan_adequacy', 'sharing', 'closure_evaluation', 'resources', 'system'] as const;

/*
 * 重層的支援会議: rests on the consent `multilayered_conference` of every person on its agenda (L02), looked at
 * when it is convened and again whenever words are read. Errors of the steps: as in support-conferences.
 */

/** Errors: `desk.not-found`, `conference-member.until-before-from` (400). */
export class AppointMultilayeredMemberV1 extends Appointing {
  static readonly subject = 'rpc.intake.appoint-multilayered-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/** Errors: `conference-member.not-found`, `conference-member.until-before-from` (400). */
export class EndMultilayeredAppointmentV1 extends EndingAppointment {
  static readonly subject = 'rpc.intake.end-multilayered-appointment.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/**
 * A pledge, in writing for the fiscal year or, in an emergency, by word of mouth until the next working day.
 * Errors: `pledge.in-future`, `pledge.heard-by-missing`, `pledge.heard-by-self`, `pledge.in-writing` (400),
 * `pledge.to-be-made-good` (409: the last one by word of mouth was never put in writing).
 */
export class RecordMultilayeredPledgeV1 extends Pledging {
  static readonly subject = 'rpc.intake.record-multilayered-pledge.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
}

/** Newest appointment first. Errors: `cursor.invalid` (400). */
export class ListMultilayeredMembersV1 extends Paged {
  static readonly subject = 'rpc.intake.list-multilayered-members.v1';
  static readonly answer = MemberListAnswer;
  static readonly allow: readonly Role[] = CONFERENCE_OFFICE;
  static readonly reads = true;
}

/** Errors: `conference-member.not-appointed` (409: the chair is no member on that day), `conference.day-over` (400). */
export class PlanMultilayeredConferenceV1 extends PlanningConference {
  static readonly subject = 'rpc.intake.plan-multilayered-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = PLANNING_CONFERENCE;
}

/**
 * A person's case or plan, or, without a case, whether there are enough resources or a question of the system
 * itself (推進会議・部会). Errors: `case.not-found`, `plan.not-found` (404), `conference-item.case-missing`,
 * `conference-item.case-unexpected` (400), `case.person-missing`, `conference-item.plan-not-ready`,
 * `conference-item.other-case`, `conference-item.already-there`, `conference.full`, `conference.not-now` (409).
 */
export class PutOnMultilayeredAgendaV1 extends OfConference {
  static readonly subject = 'rpc.intake.put-on-multilayered-agenda.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = PROPOSING;
  @IsIn(MULTILAYERED_ITEM_KINDS) kind!: (typeof MULTILAYERED_ITEM_KINDS)[number];
  /** Left out for `resources` and `system`. */
  @MayBeLeftOut() @IsId() caseRef?: string;
  /** Needed for `plan_adequacy` and `closure_evaluation`. */
  @MayBeLeftOut() @IsId() planId?: string;
  /** Needed where there is no case; names nobody. */
  @MayBeLeftOut() @IsText(200) topic?: string;
}

/** Calls a member to one item. Errors: `conference-member.not-appointed`, `conference-summons.already`, `conference.full`, `conference.not-now` (409). */
export class SummonToMultilayeredItemV1 extends Summoning {
  static readonly subject = 'rpc.intake.summon-to-multilayered-item.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Material before and in the session, minutes in the session and until they are approved. Errors: `conference.not-now`, `conference.full` (409). */
export class WriteMultilayeredPaperV1 extends WritingPaper {
  static readonly subject = 'rpc.intake.write-multilayered-paper.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = WRITING;
}

/** Items without consent leave the agenda, the meeting stays. Errors: `conference.agenda-empty`, `conference.members-not-chosen` (409). */
export class ConveneMultilayeredConferenceV1 extends OfConference {
  static readonly subject = 'rpc.intake.convene-multilayered-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Members without a pledge are left out, the others meet. Errors: `conference.chair-not-pledged` (409), `conference.not-called` (400). */
export class OpenMultilayeredConferenceV1 extends Opening {
  static readonly subject = 'rpc.intake.open-multilayered-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** One more member in session, or one who was left out and has pledged since. Errors: as calling, `conference-member.not-pledged` (409). */
export class AddMultilayeredMemberV1 extends AddingMember {
  static readonly subject = 'rpc.intake.add-multilayered-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Errors: `conference.conclusions-incomplete`, `conference.conclusion-unfit` (400). */
export class ConcludeMultilayeredConferenceV1 extends Concluding {
  static readonly subject = 'rpc.intake.conclude-multilayered-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** By the chair, or by a decision maker who was called to every item. Errors: `conference.minutes-missing` (409). */
export class ApproveMultilayeredMinutesV1 extends OfConference {
  static readonly subject = 'rpc.intake.approve-multilayered-minutes.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = APPROVING_MINUTES;
}

/** From now on nobody reads its material. */
export class CancelMultilayeredConferenceV1 extends Cancelling {
  static readonly subject = 'rpc.intake.cancel-multilayered-conference.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CHAIR;
}

/** Own conferences, and for those who propose cases also what is planned; newest first. Errors: `cursor.invalid` (400). */
export class ListMultilayeredConferencesV1 extends Paged {
  static readonly subject = 'rpc.intake.list-multilayered-conferences.v1';
  static readonly answer = ConferenceListAnswer;
  static readonly allow: readonly Role[] = WRITING;
  static readonly reads = true;
}

/** Without words. */
export class ReadMultilayeredConferenceV1 extends OfConference {
  static readonly subject = 'rpc.intake.read-multilayered-conference.v1';
  static readonly answer = ConferenceAnswer;
  static readonly allow: readonly Role[] = WRITING;
  static readonly reads = true;
}

/** Material and minutes of one item. That it was read is kept. */
export class ReadMultilayeredItemV1 extends OfItem {
  static readonly subject = 'rpc.intake.read-multilayered-item.v1';
  static readonly answer = ItemAnswer;
  static readonly allow: readonly Role[] = SITTING;
  static readonly reads = true;
}
