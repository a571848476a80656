import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodeEntry } from '../domain/forms/codes';
import type { Answers, FormDefinition } from '../domain/forms/form-types';

/** One row of `form_editions`: a municipality's own form from a day on. Never changed. */
@Entity('form_editions')
export class FormEditionEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Always 1. */
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') kind!: string;
  @Column('date') validFrom!: string;
  @Column('jsonb') definition!: FormDefinition;
  @Column('text') enteredBy!: string;
  @Column('timestamptz') enteredAt!: Date;
}

/** One row of `code_editions`: a municipality's words and codes of a list from a day on. Never changed. */
@Entity('code_editions')
export class CodeEditionEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Always 1. */
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') list!: string;
  @Column('date') validFrom!: string;
  @Column('jsonb') entries!: readonly CodeEntry[];
  @Column('text') enteredBy!: string;
  @Column('timestamptz') enteredAt!: Date;
}

/** One row of `filled_forms`: a form about a case; what was filled in stands in its versions. */
@Entity('filled_forms')
export class FilledFormEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') caseRef!: string;
  @Column('text') kind!: string;
}

/** One row of `filled_form_versions`: what was filled in, and on which form. Never changed. */
@Entity('filled_form_versions')
export class FilledFormVersionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') formId!: string;
  @Column('int') version!: number;
  /** Hash of the form as it was filled in, with the words of its codes: a row of `form_prints`. */
  @Column('text') print!: string;
  @Column('jsonb') answers!: Answers;
  @Column('text') filledBy!: string;
  @Column('timestamptz') filledAt!: Date;
}
