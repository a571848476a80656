import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Position } from '../domain/resource-description';

/** One row of `resources`. Days are local, `YYYY-MM-DD`. */
@Entity('resources')
export class ResourceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('text') state!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) type!: string | null;
  @Column('jsonb', { nullable: true }) location!: Position | null;
  @Column('boolean') addressConfidential!: boolean;
  @Column('date', { nullable: true }) lastConfirmedOn!: string | null;
  @Column('date', { nullable: true }) publicationAgreedOn!: string | null;
  @Column('date', { nullable: true }) resumesOn!: string | null;
  @Column('timestamptz', { nullable: true }) pausedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) suspendedBy!: string | null;
}
