import { ArrayMaxSize, ArrayUnique, IsIn, IsInt, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { CASE_READERS, CASE_STAFF } from './roles';

/**
 * Steps of the machine SupportPlan (state-machines.md). All of them: `support-plan.not-found` (404),
 * `support-plan.transition-refused` (409), `support-plan.role-refused` (403), `stale-version` (412).
 */
class SupportPlanStep {
  @IsId() planId!: string;
}

/** How far one goal of the plan is reached. */
export class GoalDegreeFact {
  /** Place of the goal in the plan, from 0. */
  @IsInt() @Min(0) @Max(19) goal!: number;
  @IsLocalCodeOf('goalDegrees') degree!: string;
}

/** With the form that documents it. Also `form.incomplete` (400), `filled-form.not-found`, `form.other-record` (409). */
class DocumentedStep extends SupportPlanStep {
  /** Left out: the one that documents it already, else the last one of this case that documents nothing yet. */
  @MayBeLeftOut() @IsId() formId?: string;
}

/** The plan is ready to be shown to the person. Also `support-plan.incomplete` (409): goals, roles, period. */
export class AskPersonOnPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.ask-person-on-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
}

/**
 * The person said yes to exactly this content. Rests on the consent `multilayered_conference`, looked at in this moment:
 * `consent.missing` (403). Also `support-plan.content-changed` (409), `support-plan.confirmed-impossible` (400).
 */
export class ConfirmSupportPlanV1 extends DocumentedStep {
  static readonly subject = 'rpc.intake.confirm-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  /** Number of the content that the person saw. */
  @IsInt() @Min(1) @Max(100_000) contentNumber!: number;
  @IsDay() confirmedOn!: string;
  @IsIn(['signature', 'spoken']) method!: 'signature' | 'spoken';
  /** What the person said (L20). */
  @IsText(4000) personWords!: string;
}

/** The person sees it differently; their view is recorded and the plan is written anew. */
export class DisagreeSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.disagree-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsText(4000) personWords!: string;
}

/**
 * The chair takes the plan up in a multilayered conference on whose agenda it is. Also `conference-item.not-found` (404,
 * also somebody else's conference), `support-plan.conference-not-sitting` (409), `consent.missing` (403).
 */
export class ConveneSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.convene-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR'];
  @IsId() conferenceId!: string;
}

/** The conference wants it revised. Also `support-plan.conclusion-missing` (409), `conference-item.not-found` (404). */
export class RequestPlanRevisionV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.request-plan-revision.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR'];
  @IsText(4000) points!: string;
}

/** The person's word to a revised plan. */
class RenewedWord extends DocumentedStep {
  @MayBeLeftOut() @IsDay() confirmedOn?: string;
  @MayBeLeftOut() @IsIn(['signature', 'spoken']) method?: 'signature' | 'spoken';
  @MayBeLeftOut() @IsText(4000) personWords?: string;
}

/**
 * The revised plan goes back to the conference. Where anything that concerns the person changed, their word is given
 * again: day, method and words together. Also `support-plan.person-not-asked` (409),
 * `support-plan.confirmed-impossible`, `support-plan.word-incomplete` (400), `support-plan.incomplete` (409),
 * `consent.missing` (403).
 */
export class ResubmitSupportPlanV1 extends RenewedWord {
  static readonly subject = 'rpc.intake.resubmit-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/**
 * The municipality decides (支援決定) after the conference found the plan adequate. Also
 * `support-plan.conclusion-missing` (409), `support-plan.author-decides` (403), `support-plan.person-not-asked` (409),
 * `support-plan.case-not-supported` (409), `consent.missing` (403), `conference-item.not-found` (404).
 */
export class DecideSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.decide-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
}

/** As deciding, by a deputy who is registered for today: `decider-deputy.missing` (403). */
export class DecideSupportPlanAsDeputyV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.decide-support-plan-as-deputy.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_READERS;
}

/** The plan begins: each desk that has a role in it learns of it, as far as the person agreed. `consent.missing` (403). */
export class StartSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.start-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/**
 * How it goes. Also `monitoring.day-impossible`, `monitoring.next-impossible`, `support-plan.goal-unknown` (400).
 * Next time: the day that is given, else three months from today.
 */
export class RecordMonitoringV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.record-monitoring.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER'];
  @IsDay() monitoredOn!: string;
  @AreParts(() => GoalDegreeFact, 20) goals!: GoalDegreeFact[];
  @IsLocalCodeOf('observedChanges', { each: true }) @ArrayMaxSize(20) @ArrayUnique() observedChanges!: string[];
  @IsText(4000) note!: string;
  @OrUnknown() @IsText(4000) personWords?: string | null;
  @MayBeLeftOut() @IsDay() nextOn?: string;
}

/** The plan goes to evaluation. Also `support-plan.period-not-over` (409) where only the period is given as the reason. */
export class EvaluateSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.evaluate-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsIn(['period_over', 'changed', 'goal_reached']) reason!: 'period_over' | 'changed' | 'goal_reached';
  @IsText(4000) note!: string;
}

/** What a conference concluded at the end of a period. */
class Evaluation extends DocumentedStep {
  @IsId() conferenceId!: string;
  @IsText(4000) evaluation!: string;
  @AreParts(() => GoalDegreeFact, 20) goals!: GoalDegreeFact[];
  @IsLocalCodeOf('observedChanges', { each: true }) @ArrayMaxSize(20) @ArrayUnique() observedChanges!: string[];
  @OrUnknown() @IsText(4000) personWords?: string | null;
}

/**
 * The plan goes on, longer than it said; why stands in the evaluation. Also `support-plan.conclusion-missing` (409),
 * `support-plan.extension-impossible`, `support-plan.goal-unknown` (400), `conference-item.not-found` (404).
 */
export class ContinueSupportPlanV1 extends Evaluation {
  static readonly subject = 'rpc.intake.continue-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR'];
  @IsDay() until!: string;
}

/**
 * The next edition begins as a draft with what this one says; this one stays as it is. Answers with the new plan. Also
 * `support-plan.conclusion-missing` (409), `support-plan.goal-unknown` (400), `conference-item.not-found` (404).
 */
export class ReplanSupportPlanV1 extends Evaluation {
  static readonly subject = 'rpc.intake.replan-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR', 'DECISION_MAKER'];
}

/**
 * The plan ends with the conference's evaluation and the changes that were seen. Also `support-plan.roles-open`,
 * `support-plan.conclusion-missing` (409), `support-plan.goal-unknown` (400), `conference-item.not-found` (404).
 */
export class CloseSupportPlanV1 extends Evaluation {
  static readonly subject = 'rpc.intake.close-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
}

/** The plan is taken back: sharing stops, help does not. */
export class WithdrawSupportPlanV1 extends SupportPlanStep {
  static readonly subject = 'rpc.intake.withdraw-support-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
  @IsIn(['person_wish', 'other']) reason!: 'person_wish' | 'other';
  @IsText(2000) note!: string;
}
