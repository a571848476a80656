import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EmergencyState } from '../domain/emergency';
import type { DisclosureItem } from './proposal.entity';

/** One row of `emergencies`: what was done before plan and decision, and who answers for it. Its id is the match request's. */
@Entity('emergencies')
export class EmergencyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: EmergencyState;
  @Column('text') basis!: string;
  @Column('text') reasonCode!: string;
  @Column('uuid', { nullable: true }) noteRef!: string | null;
  @Column('date') until!: string;
  /** Opaque ids of those who opened it and took the place. */
  @Column('jsonb') actedBy!: readonly string[];
  @Column('uuid', { nullable: true }) placementId!: string | null;
  @Column('boolean', { nullable: true }) personAsked!: boolean | null;
  @Column('text', { nullable: true }) hostYesBy!: string | null;
  @Column('jsonb') told!: readonly DisclosureItem[];
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('text', { nullable: true }) decisionReasonCode!: string | null;
  @Column('uuid', { nullable: true }) decisionNoteRef!: string | null;
  @Column('text', { nullable: true }) reviewOutcome!: string | null;
  @Column('timestamptz') openedAt!: Date;
}
