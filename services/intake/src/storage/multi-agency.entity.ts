import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReferralState = 'REQUESTED' | 'ACCEPTED' | 'RETURNED' | 'ENDED';

/** One row of `multi_agency_referrals` (多機関協働への付議): why several agencies are needed, and what became of it. */
@Entity('multi_agency_referrals')
export class MultiAgencyReferralEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Given by the table, with gaps. */
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: ReferralState;
  @Column('uuid') caseRef!: string;
  @Column('int') episode!: number;
  /** Code list complexityReasons. */
  @Column('jsonb') reasons!: readonly string[];
  @Column('text') words!: string;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text', { nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  /** Advice to those who support (支援者支援), where it was given back. */
  @Column('uuid', { nullable: true }) adviceId!: string | null;
  @Column('text', { nullable: true }) mainWorkerSub!: string | null;
  @Column('uuid', { nullable: true }) mainDeskId!: string | null;
}

/** One row of `decider_deputies`: who decides plans in place of the decision maker for a time. */
@Entity('decider_deputies')
export class DeciderDeputyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: 'REGISTERED' | 'ENDED';
  @Column('text') deputySub!: string;
  @Column('date') fromDay!: string;
  @Column('date') untilDay!: string;
  @Column('text') reason!: string;
  @Column('text') registeredBy!: string;
  @Column('timestamptz') registeredAt!: Date;
}
