import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RepresentativeKind } from '../domain/representative';

/** One row of `representatives`: somebody who may speak for the person. */
@Entity('representatives')
export class RepresentativeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: 'ACTIVE' | 'ENDED';
  @Column('uuid') personRef!: string;
  @Column('text') kind!: RepresentativeKind;
  @Column('text') name!: string;
  @Column('jsonb') scopes!: readonly string[];
  @Column('text') evidence!: string;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) until!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
