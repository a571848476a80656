import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Documented } from '../domain/forms/record-form';

/** One row of `record_forms`: on which form a record was written when it took its step. Never changed. */
@Entity('record_forms')
export class RecordFormEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') about!: Documented;
  /** The case, the assessment, the sheet, the plan, the evaluation. */
  @Column('uuid') recordId!: string;
  /** Which of it: episode of the case, number of the sending, of the plan's content. */
  @Column('int') part!: number;
  /** Hash of the form: a row of `form_prints`. */
  @Column('text') print!: string;
  /** What was filled in, and in which version; null where the form asked for nothing beside the record. */
  @Column('uuid', { nullable: true }) formId!: string | null;
  @Column('int', { nullable: true }) formVersion!: number | null;
  @Column('text') boundBy!: string;
  @Column('timestamptz') boundAt!: Date;
}
