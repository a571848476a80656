import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParticipationReferralState } from '../domain/participation-referral';

/** One row of `participation_referrals`: what a support plan applied for. */
@Entity('participation_referrals')
export class ParticipationReferralEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: ParticipationReferralState;
  @Column('uuid') supportPlanId!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('timestamptz') receivedAt!: Date;
  @Column('date') dueOn!: string;
  /** The request that took it up. */
  @Column('uuid', { nullable: true }) matchRequestId!: string | null;
  @Column('text', { nullable: true }) reasonCode!: string | null;
  @Column('text', { nullable: true }) settledBy!: string | null;
}
