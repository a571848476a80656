import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `supporter_advice`: what somebody who supports was advised. Never changed. */
@Entity('supporter_advice')
export class SupporterAdviceEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Always 1. */
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  /** About which case; null where it was about none. */
  @Column('uuid', { nullable: true }) caseRef!: string | null;
  /** To which desk or agency, and to whom there. */
  @Column('uuid', { nullable: true }) deskId!: string | null;
  @Column('text', { nullable: true }) toSub!: string | null;
  @Column('text') words!: string;
  @Column('text') givenBy!: string;
  @Column('timestamptz') givenAt!: Date;
}

/** One row of `trainings`: who learned what, without anything about clients. Never changed. */
@Entity('trainings')
export class TrainingEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Always 1. */
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('date') heldOn!: string;
  @Column('text') kind!: string;
  @Column('text') topic!: string;
  @Column('int') minutes!: number;
  @Column('int') participants!: number;
  @Column('jsonb') participantSubs!: readonly string[];
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
