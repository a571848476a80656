import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatchingFacts } from '../domain/person';

/** One row of `assessments`: a version of what is known and said. Never changed. */
@Entity('assessments')
export class AssessmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('int') number!: number;
  /** The person's matching facts as they stood after this assessment. */
  @Column('jsonb') facts!: MatchingFacts;
  @Column('jsonb') issueCategories!: readonly string[];
  @Column('text', { nullable: true }) personWords!: string | null;
  @Column('text', { nullable: true }) wishes!: string | null;
  @Column('text', { nullable: true }) environment!: string | null;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
