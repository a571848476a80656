import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GoalDegree } from '../domain/plan-record';

/** One row of `support_plan_monitorings`: a look at how it goes. Never changed. */
@Entity('support_plan_monitorings')
export class PlanMonitoringEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  @Column('int') number!: number;
  @Column('date') dueOn!: string;
  @Column('date') monitoredOn!: string;
  @Column('jsonb') goals!: readonly GoalDegree[];
  @Column('jsonb') observedChanges!: readonly string[];
  @Column('text') note!: string;
  @Column('text', { nullable: true }) personWords!: string | null;
  @Column('date') nextOn!: string;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** One row of `support_plan_evaluations`: what a conference concluded at the end of a period. Never changed. */
@Entity('support_plan_evaluations')
export class PlanEvaluationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  @Column('uuid') conferenceId!: string;
  @Column('text') result!: 'close' | 'replan' | 'continue';
  @Column('text') evaluation!: string;
  @Column('jsonb') goals!: readonly GoalDegree[];
  @Column('jsonb') observedChanges!: readonly string[];
  @Column('text', { nullable: true }) personWords!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
