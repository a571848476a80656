import { Column, PrimaryColumn } from 'typeorm';

/**
 * What a row looks like in either conference. The two conferences share no table: each has its own
 * classes (support-conference.entity, multilayered-conference.entity), and no statement joins them.
 */
export abstract class ConferenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: string;
  @Column('date') heldOn!: string;
  @Column('text') chairSub!: string;
  @Column('text') plannedBy!: string;
}

/** A step of a conference; codes only. Only ever added to. */
export abstract class ConferenceStepRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') conferenceId!: string;
  /** Version of the conference after the step. */
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') fromState!: string;
  @Column('text') toState!: string;
  @Column('text') takenBy!: string;
  @Column('timestamptz') takenAt!: Date;
  @Column('jsonb') detail!: object;
}

/** One thing on the agenda, bound to one person where there is a case. */
export abstract class ConferenceItemRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') conferenceId!: string;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) caseRef!: string | null;
  @Column('uuid', { nullable: true }) personRef!: string | null;
  /** ON = on the agenda, LEFT = taken off, with the reason. */
  @Column('text') state!: 'ON' | 'LEFT';
  @Column('text', { nullable: true }) leftReason!: string | null;
  @Column('text', { nullable: true }) conclusion!: string | null;
  @Column('text') proposedBy!: string;
  @Column('timestamptz') proposedAt!: Date;
}

/** Somebody called to one item (案件ごとに招集). */
export abstract class ConferenceSummonsRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') conferenceId!: string;
  @Column('uuid') itemId!: string;
  @Column('text') sub!: string;
  /** Why somebody was added in session; null = called before. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** Null until the conference opens. */
  @Column('boolean', { nullable: true }) attended!: boolean | null;
  /** Had no pledge when the conference opened: may read nothing. */
  @Column('boolean') leftOut!: boolean;
}

/** Words about an item: material or minutes. Only ever added to. */
export abstract class ConferencePaperRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') itemId!: string;
  @Column('text') kind!: string;
  @Column('text') words!: string;
  @Column('text') writtenBy!: string;
  @Column('timestamptz') writtenAt!: Date;
}

/** Who read the words of which item, when. Only ever added to. */
export abstract class ConferenceReadingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') itemId!: string;
  @Column('text') sub!: string;
  @Column('timestamptz') readAt!: Date;
}

/** An appointment as a member (構成員). */
export abstract class ConferenceMemberRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') sub!: string;
  /** The desk or agency that the member comes from; null for the office of the conference itself. */
  @Column('uuid', { nullable: true }) deskId!: string | null;
  @Column('date') appointedFrom!: string;
  /** Last day; null = until further notice. */
  @Column('date', { nullable: true }) appointedUntil!: string | null;
}

/** A pledge of secrecy (守秘誓約). Only ever added to. */
export abstract class ConferencePledgeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') sub!: string;
  @Column('text') method!: 'written' | 'oral';
  @Column('date') givenOn!: string;
  /** Last day on which it holds. */
  @Column('date') goodUntil!: string;
  /** Who heard an oral pledge, and why it could not wait. */
  @Column('text', { nullable: true }) heardBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
