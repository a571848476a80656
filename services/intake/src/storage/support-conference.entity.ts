import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  ConferenceItemRow,
  ConferenceMemberRow,
  ConferencePaperRow,
  ConferencePledgeRow,
  ConferenceReadingRow,
  ConferenceRow,
  ConferenceStepRow,
  ConferenceSummonsRow,
} from './conference.rows';

/** One row of `support_conferences` (支援会議, 社会福祉法106条の6). */
@Entity('support_conferences')
export class SupportConferenceEntity extends ConferenceRow {
  /** On what ground it meets without asking the persons, and why that is necessary; null until it is convened. */
  @Column('text', { nullable: true }) ground!: string | null;
  @Column('text', { nullable: true }) necessity!: string | null;
}

@Entity('support_conference_steps')
export class SupportConferenceStepEntity extends ConferenceStepRow {}

@Entity('support_conference_items')
export class SupportConferenceItemEntity extends ConferenceItemRow {}

@Entity('support_conference_summons')
export class SupportConferenceSummonsEntity extends ConferenceSummonsRow {}

@Entity('support_conference_papers')
export class SupportConferencePaperEntity extends ConferencePaperRow {}

@Entity('support_conference_readings')
export class SupportConferenceReadingEntity extends ConferenceReadingRow {}

@Entity('support_conference_members')
export class SupportConferenceMemberEntity extends ConferenceMemberRow {}

@Entity('support_conference_pledges')
export class SupportConferencePledgeEntity extends ConferencePledgeRow {}

/** One row of `support_conference_watches`: what was decided about watching over somebody. Only ever added to. */
@Entity('support_conference_watches')
export class SupportConferenceWatchEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') caseRef!: string;
  /** The item that it rests on; null where a decision maker ends it without one. */
  @Column('uuid', { nullable: true }) itemId!: string | null;
  @Column('text') event!: 'watch' | 'noNeed';
  @Column('text') words!: string;
  /** Codes of what alone is kept about the person. */
  @Column('jsonb') keptItems!: readonly string[];
  @Column('date', { nullable: true }) reviewOn!: string | null;
  @Column('date', { nullable: true }) disposalOn!: string | null;
  @Column('text') decidedBy!: string;
  @Column('timestamptz') decidedAt!: Date;
}

/**
 * One row of `support_conference_transfers`: one paper that a member carried out of the conference, where
 * to, and on which share it rests. Only ever added to.
 */
@Entity('support_conference_transfers')
export class SupportConferenceTransferEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') paperId!: string;
  @Column('uuid') itemId!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') shareId!: string;
  @Column('text') targetKind!: string;
  @Column('uuid') targetId!: string;
  @Column('text') basis!: string;
  @Column('text') reason!: string;
  @Column('text') transferredBy!: string;
  @Column('timestamptz') transferredAt!: Date;
}

/** One row of `transferred_words`: the copy that a plan or a host got, marked with the share that brought it. */
@Entity('transferred_words')
export class TransferredWordsEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') targetKind!: string;
  @Column('uuid') targetId!: string;
  @Column('uuid') personRef!: string;
  @Column('text') words!: string;
  @Column('uuid') originShareId!: string;
  @Column('timestamptz') transferredAt!: Date;
}
