import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EarlyEnd } from '../domain/early-end';

/** One row of `early_ends`: an end that somebody else has to approve. */
@Entity('early_ends')
export class EarlyEndEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') caseRef!: string;
  /** The episode of the case that it would end. */
  @Column('int') episode!: number;
  /** Of the machine EarlyEnd. */
  @Column('text') state!: string;
  @Column('jsonb') ending!: EarlyEnd;
  @Column('text') askedBy!: string;
  @Column('timestamptz') askedAt!: Date;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decision!: string | null;
}
