import { Column, Entity } from 'typeorm';
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

/** One row of `multilayered_conferences` (重層的支援会議). */
@Entity('multilayered_conferences')
export class MultilayeredConferenceEntity extends ConferenceRow {}

@Entity('multilayered_conference_steps')
export class MultilayeredConferenceStepEntity extends ConferenceStepRow {}

@Entity('multilayered_conference_items')
export class MultilayeredConferenceItemEntity extends ConferenceItemRow {
  @Column('uuid', { nullable: true }) planId!: string | null;
  /** What an item without a case is about; null where there is a case. */
  @Column('text', { nullable: true }) topic!: string | null;
}

@Entity('multilayered_conference_summons')
export class MultilayeredConferenceSummonsEntity extends ConferenceSummonsRow {}

@Entity('multilayered_conference_papers')
export class MultilayeredConferencePaperEntity extends ConferencePaperRow {
  /** The share by which it came out of a support conference; null = written for this one. */
  @Column('uuid', { nullable: true }) originShareId!: string | null;
}

@Entity('multilayered_conference_readings')
export class MultilayeredConferenceReadingEntity extends ConferenceReadingRow {}

@Entity('multilayered_conference_members')
export class MultilayeredConferenceMemberEntity extends ConferenceMemberRow {}

@Entity('multilayered_conference_pledges')
export class MultilayeredConferencePledgeEntity extends ConferencePledgeRow {}
