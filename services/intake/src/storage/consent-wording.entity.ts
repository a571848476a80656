import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WordingText } from '../domain/consent-wording';

/** One row of `consent_wordings`: what a municipality shows people in place of the shipped wording. Only ever added to. */
@Entity('consent_wordings')
export class ConsentWordingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** The version by which it is named. */
  @Column('text') code!: string;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validUntil!: string | null;
  @Column('jsonb') texts!: readonly WordingText[];
  @Column('text') enteredBy!: string;
  @Column('timestamptz') enteredAt!: Date;
}
