import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanContent } from '../domain/support-plan-content';

/** One row of `support_plans`: an edition of a case's plan. What it says stands in its contents. */
@Entity('support_plans')
export class SupportPlanEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Given by the table, with gaps. */
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  /** Episode of the case to which it belongs. */
  @Column('int') episode!: number;
  /** 1, 2, 3… within the episode: each re-plan is the next edition. */
  @Column('int') edition!: number;
  /** The edition before this one. */
  @Column('uuid', { nullable: true }) replaces!: string | null;
  @Column('text') authorSub!: string;
  /** Which of its contents holds. */
  @Column('int') contentNumber!: number;
  /** Where it was last on the agenda. */
  @Column('uuid', { nullable: true }) conferenceId!: string | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  /** Last day of the period; a conference may extend it. */
  @Column('date', { nullable: true }) periodUntil!: string | null;
  @Column('date', { nullable: true }) nextMonitoringOn!: string | null;
}

/** One row of `support_plan_contents`: what a plan said at a time. Never changed; the table refuses it. */
@Entity('support_plan_contents')
export class SupportPlanContentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  /** 1, 2, 3… within the plan. */
  @Column('int') number!: number;
  @Column('jsonb') content!: PlanContent;
  /** SHA-256 of what concerns the person. */
  @Column('text') hash!: string;
  @Column('text') writtenBy!: string;
  @Column('timestamptz') writtenAt!: Date;
}

/** One row of `support_plan_confirmations`: to exactly which content the person said yes. Never changed. */
@Entity('support_plan_confirmations')
export class SupportPlanConfirmationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  @Column('int') contentNumber!: number;
  @Column('text') contentHash!: string;
  @Column('date') confirmedOn!: string;
  @Column('text') method!: string;
  @Column('text') personWords!: string;
  /** Version of the consent on which it rested. */
  @Column('int') consentVersion!: number;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** One row of `support_plan_steps`: what was done to a plan, by whom, with which words. Never changed. */
@Entity('support_plan_steps')
export class SupportPlanStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  /** Version of the plan after the step. */
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') fromState!: string;
  @Column('text') toState!: string;
  @Column('text') takenBy!: string;
  @Column('timestamptz') takenAt!: Date;
  @Column('jsonb') detail!: object;
}
