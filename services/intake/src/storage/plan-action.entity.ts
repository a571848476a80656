import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActionState } from '../domain/plan-action';

/** One row of `support_plan_actions`: who does what until when, and how far it is. Comes into being with the decision. */
@Entity('support_plan_actions')
export class PlanActionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') planId!: string;
  /** Place in the decided content, where its words stand. */
  @Column('int') position!: number;
  @Column('uuid') deskId!: string;
  @Column('text') kind!: string;
  @Column('date') fromDay!: string;
  @Column('date') untilDay!: string;
  @Column('text') state!: ActionState;
}

/** One row of `support_plan_action_updates`: what became of an action. Never changed. */
@Entity('support_plan_action_updates')
export class PlanActionUpdateEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') actionId!: string;
  /** Version of the action after the update. */
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('text') note!: string;
  /** How far guardianship is (code list guardianshipMilestones). */
  @Column('text', { nullable: true }) milestone!: string | null;
  /** To whom it was handed over. */
  @Column('uuid', { nullable: true }) toDeskId!: string | null;
  @Column('text') updatedBy!: string;
  @Column('timestamptz') updatedAt!: Date;
}
