import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecipientKind } from '../domain/share';

/** One row of `shares`: what of a person was given to whom, on which ground. Only ever added to. */
@Entity('shares')
export class ShareEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid', { nullable: true }) caseRef!: string | null;
  @Column('text') recipientKind!: RecipientKind;
  @Column('text') recipientId!: string;
  @Column('text', { nullable: true }) scope!: string | null;
  @Column('text') basis!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') items!: readonly string[];
  /** Referral, plan, conference or proposal because of which it was shared. */
  @Column('text', { nullable: true }) sourceId!: string | null;
  /** The exception that it rests on; null for every other ground. */
  @Column('uuid', { nullable: true }) exceptionId!: string | null;
  @Column('text') sharedBy!: string;
  @Column('timestamptz') sharedAt!: Date;
}

/** One row of `return_requests`: somebody who was given something is asked to give it back or destroy it. */
@Entity('return_requests')
export class ReturnRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: 'REQUESTED' | 'CONFIRMED';
  @Column('uuid') shareId!: string;
  @Column('text') recipientKind!: RecipientKind;
  @Column('text') recipientId!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text', { nullable: true }) confirmedBy!: string | null;
}
