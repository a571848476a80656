import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Receivers } from '../domain/handover';

/** One row of `centres`: a 総合相談支援センター. */
@Entity('centres')
export class CentreEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') nameJa!: string;
  @Column('boolean') closed!: boolean;
}

/** One row of `area_workers`: who is in charge of an area, or stands in for it. */
@Entity('area_workers')
export class AreaWorkerEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') areaId!: string;
  @Column('text') sub!: string;
  @Column('text') part!: 'main' | 'deputy';
  @Column('date') fromDay!: string;
  @Column('date', { nullable: true }) untilDay!: string | null;
}

/** One row of `worker_absences`: days on which somebody's deputies act. */
@Entity('worker_absences')
export class WorkerAbsenceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') sub!: string;
  @Column('date') fromDay!: string;
  @Column('date') untilDay!: string;
}

/** One row of `case_assignments`: who has the case now. Its id is the case's; who had it before stands in the steps. */
@Entity('case_assignments')
export class CaseAssignmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') sub!: string;
  @Column('uuid', { nullable: true }) areaId!: string | null;
}

/** One row of `handovers`: a caseload goes to others on a day. */
@Entity('handovers')
export class HandoverEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  /** Of the machine Handover. */
  @Column('text') state!: string;
  @Column('text') fromSub!: string;
  @Column('date') onDay!: string;
  @Column('jsonb') receivers!: Receivers;
  /** What whoever takes over has to know; becomes a note of every case. */
  @Column('text') words!: string;
  /** Cases to hand over, counted when it begins; null before. */
  @Column('int', { nullable: true }) total!: number | null;
  @Column('int') done!: number;
  @Column('text') preparedBy!: string;
}
