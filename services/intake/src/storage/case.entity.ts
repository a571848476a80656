import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Emergency } from '../domain/emergency';

export interface CallerRow {
  readonly kind: string;
  readonly name?: string | null;
  readonly phone?: string | null;
}

/** One row of `cases`. Knows columns; knows no rules. */
@Entity('cases')
export class CaseEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Given by the table, with gaps. */
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('int') fiscalYear!: number;
  @Column('text') state!: string;
  @Column('int') episode!: number;
  @Column('uuid', { nullable: true }) personRef!: string | null;
  @Column('date') receivedOn!: string;
  @Column('text') channel!: string;
  @Column('text') urgency!: string;
  @Column('text') consentState!: string;
  @Column('text') chiefComplaint!: string;
  @Column('text', { nullable: true }) caller!: CallerRow | null;
  @Column('jsonb') intakeTopics!: readonly string[];
  @Column('jsonb') fields!: readonly string[];
  @Column('jsonb') situationTags!: readonly string[];
  @Column('jsonb') issueCategories!: readonly string[];
  @Column('text', { nullable: true }) triage!: string | null;
  @Column('jsonb', { nullable: true }) emergency!: Emergency | null;
  @Column('text', { nullable: true }) closureReason!: string | null;
}

/** One row of `case_steps`: what was done to a case, by whom, with which words. Only ever added to. */
@Entity('case_steps')
export class CaseStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseRef!: string;
  /** Version of the case after the step. */
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') fromState!: string;
  @Column('text') toState!: string;
  @Column('text') takenBy!: string;
  @Column('timestamptz') takenAt!: Date;
  @Column('jsonb') detail!: object;
}
