import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `person_merges`: a human said that two records are of one person, and perhaps took it back. */
@Entity('person_merges')
export class PersonMergeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: 'MERGED' | 'UNDONE';
  @Column('uuid') personRef!: string;
  @Column('uuid') intoRef!: string;
  @Column('text') reason!: string;
  @Column('text') mergedBy!: string;
  @Column('timestamptz') mergedAt!: Date;
  @Column('text', { nullable: true }) undoneReason!: string | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
}
