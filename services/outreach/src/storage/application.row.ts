import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationState } from '../domain/application';

/** What a support plan applied for. */
@Entity('applications')
export class ApplicationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: ApplicationState;
  @Column('uuid') supportPlanId!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('date') receivedOn!: string;
  @Column('date') dueOn!: string;
  @Column('uuid') engagementId!: string | null;
  @Column('text') reasonCode!: string | null;
  @Column('text') settledBy!: string | null;
}
