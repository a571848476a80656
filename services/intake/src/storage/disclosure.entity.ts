import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `disclosures`: what an organisation may read because of a named inquiry. Its id is the proposalId. */
@Entity('disclosures')
export class DisclosureEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Version of the proposal that was heard last. */
  @Column('int') version!: number;
  @Column('text') state!: 'OPEN' | 'ENDED';
  @Column('uuid') personRef!: string;
  @Column('uuid') orgId!: string;
  @Column('jsonb') items!: readonly string[];
}

/** One row of `destruction_requests`: an organisation is asked to destroy what it was told. */
@Entity('destruction_requests')
export class DestructionRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: 'REQUESTED' | 'CONFIRMED';
  @Column('uuid') orgId!: string;
  @Column('uuid') proposalId!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text', { nullable: true }) confirmedBy!: string | null;
}
