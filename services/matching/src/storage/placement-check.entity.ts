import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CheckResult, CheckState } from '../domain/placement-check';

/** One row of `placement_checks`: somebody at a place that was stopped for safety is looked after. */
@Entity('placement_checks')
export class PlacementCheckEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: CheckState;
  @Column('uuid') placementId!: string;
  @Column('uuid') matchRequestId!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') menuId!: string;
  @Column('uuid') orgId!: string;
  @Column('date') dueOn!: string;
  @Column('text', { nullable: true }) result!: CheckResult | null;
  @Column('int') attempts!: number;
  @Column('date', { nullable: true }) triedOn!: string | null;
  @Column('timestamptz') openedAt!: Date;
}
