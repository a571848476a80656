import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExceptionState } from '../domain/consent-exception';
import type { Term } from '../domain/consent-terms';

/** One row of `consent_exceptions`: who acted without the person's word, why, and who decided on it afterwards. */
@Entity('consent_exceptions')
export class ConsentExceptionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') state!: ExceptionState;
  @Column('uuid') personRef!: string;
  @Column('text') basis!: string;
  @Column('text') reason!: string;
  @Column('jsonb') terms!: readonly Term[];
  @Column('date') until!: string;
  @Column('date') approveBy!: string;
  @Column('text') usedBy!: string;
  @Column('timestamptz') usedAt!: Date;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decisionNote!: string | null;
}
