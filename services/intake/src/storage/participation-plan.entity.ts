import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanState } from '../domain/participation-plan';

@Entity('participation_plans')
export class ParticipationPlanEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: PlanState;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('text') goal!: string;
  @Column('text') wishes!: string;
  @Column('date', { nullable: true }) confirmedOn!: string | null;
  @Column('text', { nullable: true }) confirmationMethod!: string | null;
  @Column('text', { nullable: true }) personWords!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
}
