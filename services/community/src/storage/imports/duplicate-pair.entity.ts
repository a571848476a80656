import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `duplicate_pairs`. */
@Entity('duplicate_pairs')
export class DuplicatePairEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('uuid') firstId!: string;
  @Column('uuid') secondId!: string;
  @Column('jsonb') reasons!: readonly unknown[];
  @Column('text', { nullable: true }) decidedBy!: string | null;
  /** Local day. */
  @Column('date', { nullable: true }) decidedOn!: string | null;
}
