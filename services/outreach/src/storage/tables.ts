import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ConcernRow } from './concern.entity';
import { ApplicationRow } from './application.row';

/** A placement whose person and host are followed up. `id` is the placement's. */
@Entity('ties')
export class TieRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') caseRef!: string | null;
  @Column('uuid') orgId!: string | null;
  @Column('date') startedOn!: string | null;
  @Column('text') state!: string;
  /** Version of the placement's event heard last. */
  @Column('int') heardVersion!: number;
  /** Results recorded so far: the version of what is said about it. */
  @Column('int') recordedCount!: number;
  @Column('int') version!: number;
}

@Entity('follow_ups')
export class FollowUpRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') placementId!: string;
  /** Version of the start that planned it: a person who comes back is followed up anew. */
  @Column('int') round!: number;
  @Column('text') kind!: 'regular' | 'aftercare';
  @Column('text') side!: 'person' | 'host';
  @Column('text') step!: string;
  @Column('int') attempt!: number;
  @Column('date') dueOn!: string;
  @Column('date') opensOn!: string;
  @Column('date') closesOn!: string;
  @Column('text') state!: string;
  @Column('text') result!: 'good' | 'concern' | 'missed' | null;
  @Column('date') recordedOn!: string | null;
  @Column('text') recordedBy!: string | null;
  /** Order of results of one placement. */
  @Column('int') recordedAs!: number | null;
  @Column('text') contactMethod!: string | null;
  @Column('uuid') noteRef!: string | null;
  @Column('int') version!: number;
}

@Entity('host_supports')
export class HostSupportRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') placementId!: string;
  @Column('text') kind!: 'advice' | 'visit' | 'environment' | 'training' | 'pause';
  @Column('date') givenOn!: string;
  @Column('text') recordedBy!: string;
  @Column('uuid') noteRef!: string | null;
}

/** Of whose death we heard, by case or person. */
@Entity('farewells')
export class FarewellRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('date') heardOn!: string;
}

@Entity('engagements')
export class EngagementRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseRef!: string | null;
  @Column('uuid') personRef!: string | null;
  @Column('text') source!: string;
  @Column('text') basisCode!: string;
  /** The support conference that reaching out rests on, where that is the basis. */
  @Column('uuid') conferenceId!: string | null;
  @Column('text') reason!: string;
  @Column('text') state!: string;
  @Column('text') stage!: string;
  @Column('boolean') safetyPlanned!: boolean;
  @Column('date') nextActionOn!: string | null;
  @Column('date') reviewOn!: string | null;
  @Column('date') lastAttemptOn!: string | null;
  @Column('date') lastContactOn!: string | null;
  @Column('date') handedOverOn!: string | null;
  @Column('date') stoppedOn!: string | null;
  @Column('int') version!: number;
}

@Entity('contact_attempts')
export class ContactAttemptRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') engagementId!: string;
  @Column('text') method!: string;
  @Column('text') result!: string;
  @Column('date') triedOn!: string;
  @Column('text') stageAfter!: string;
  @Column('text') place!: 'home' | 'hub' | 'outside' | 'online' | 'office' | 'other' | null;
  @Column('uuid') noteRef!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** Every step that an engagement took, and why. */
@Entity('engagement_steps')
export class EngagementStepRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') engagementId!: string;
  @Column('text') event!: string;
  @Column('text') fromState!: string;
  @Column('text') toState!: string;
  @Column('text') because!: string | null;
  @Column('uuid') noteRef!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export const OUTREACH_TABLES = [
  ConcernRow,
  TieRow,
  FollowUpRow,
  HostSupportRow,
  FarewellRow,
  EngagementRow,
  ContactAttemptRow,
  EngagementStepRow,
  ApplicationRow,
];
