import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `referral_sheets`: a つなぐシート. Its words leave intake by no other way than reading it. */
@Entity('referral_sheets')
export class ReferralEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') fromDeskId!: string;
  /** To whom it was sent last; null before. */
  @Column('uuid', { nullable: true }) toDeskId!: string | null;
  @Column('text') urgency!: string;
  @Column('jsonb') topics!: readonly string[];
  @Column('text') household!: string;
  @Column('text') reasons!: string;
  @Column('text') asksFor!: string;
  @Column('text') meeting!: string;
  /** What the receiver may read beside the sheet's own words, chosen one by one. */
  @Column('jsonb') items!: readonly string[];
  /** On what the last sending rests; null before. */
  @Column('text', { nullable: true }) basis!: string | null;
  @Column('uuid', { nullable: true }) shareId!: string | null;
  @Column('int') sendings!: number;
  @Column('int') returns!: number;
  @Column('text') draftedBy!: string;
  @Column('timestamptz') draftedAt!: Date;
  @Column('timestamptz') stateSince!: Date;
  /** When the receiver of the last sending is reminded, and when its manager takes the sheet in hand. */
  @Column('timestamptz', { nullable: true }) remindAt!: Date | null;
  @Column('timestamptz', { nullable: true }) overdueAt!: Date | null;
}

/** One row of `referral_steps`. */
@Entity('referral_steps')
export class ReferralStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') fromState!: string;
  @Column('text') toState!: string;
  @Column('uuid', { nullable: true }) deskId!: string | null;
  @Column('text') takenBy!: string;
  @Column('timestamptz') takenAt!: Date;
  /** A code; the words of it are in `detail`. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') detail!: object;
}

/** One row of `referral_reminders`: the receiver of a sending was reminded. */
@Entity('referral_reminders')
export class ReferralReminderEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('int') sending!: number;
  @Column('uuid') deskId!: string;
  @Column('timestamptz') remindedAt!: Date;
}

/** One row of `referral_readings`: somebody of the receiving desk read it. */
@Entity('referral_readings')
export class ReferralReadingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('uuid') deskId!: string;
  @Column('uuid') shareId!: string;
  @Column('jsonb') items!: readonly string[];
  @Column('text') readBy!: string;
  @Column('timestamptz') readAt!: Date;
}
