import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Phase } from '../../domain/imports/job';
import type { ReadingPlan } from '../../domain/imports/record';

/** One row of `import_jobs`. Days are local, `YYYY-MM-DD`. */
@Entity('import_jobs')
export class ImportJobEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') sourceId!: string;
  /** The import of the same list before this one, as it was when this one began. */
  @Column('uuid', { nullable: true }) previousId!: string | null;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) phase!: Phase | null;
  @Column('text') fileName!: string;
  @Column('text') publisher!: string;
  @Column('text', { nullable: true }) sourceUrl!: string | null;
  @Column('text') licence!: string;
  @Column('text') attribution!: string;
  @Column('date') fetchedOn!: string;
  @Column('date', { nullable: true }) dataAsOf!: string | null;
  /** Of the file so far; of them read into rows that were kept. */
  @Column('int') bytes!: number;
  @Column('int') chunks!: number;
  @Column('int') bytesRead!: number;
  @Column('jsonb', { nullable: true }) plan!: ReadingPlan | null;
  @Column('jsonb', { nullable: true }) preview!: object | null;
  /** The checkpoint: so many records of the file are done. */
  @Column('int') rowsRead!: number;
  @Column('int') created!: number;
  @Column('int') updated!: number;
  @Column('int') unchanged!: number;
  @Column('int') quarantined!: number;
  @Column('int') gone!: number;
  @Column('int') reviews!: number;
  @Column('int') duplicates!: number;
  @Column('int') undone!: number;
  @Column('int') leftAlone!: number;
  /** The checkpoint of the phases after the rows. */
  @Column('text') afterKey!: string;
  /** When somebody did something for it last, before it began. */
  @Column('timestamptz') touchedAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) rowsDoneAt!: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
  @Column('text', { nullable: true }) failure!: string | null;
  /** Failures since the last batch that was kept. */
  @Column('int') attempts!: number;
}
