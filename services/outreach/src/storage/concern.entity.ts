import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A 気づき: the only table of outreach with words about a person. They leave it to whoever sees to it, and nowhere else. */
@Entity('concern_reports')
export class ConcernRow {
  @PrimaryColumn('uuid') id!: string;
  /** What whoever reported it asks by. */
  @Column('uuid') receiptId!: string;
  @Column('text') state!: string;
  @Column('text') sourceKind!: string;
  @Column('uuid') areaId!: string | null;
  @Column('text') urgency!: string;
  /** Null once they are disposed of. */
  @Column('text') words!: string | null;
  @Column('text') place!: string | null;
  @Column('timestamptz') receivedAt!: Date;
  @Column('date') dueOn!: string;
  @Column('text') reportedBy!: string;
  /** As the token names it; no id of ours is asked of who worries. */
  @Column('text') reportedByOrg!: string | null;
  @Column('text') takenBy!: string | null;
  @Column('uuid') engagementId!: string | null;
  @Column('text') outcome!: string | null;
  @Column('text') feedback!: 'received' | 'looking' | 'seen_to' | 'please_watch' | 'please_tell_again';
  @Column('date') settledOn!: string | null;
  @Column('date') disposedOn!: string | null;
  @Column('int') version!: number;
}
