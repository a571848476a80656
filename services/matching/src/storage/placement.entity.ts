import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Advice } from '../domain/placement';

/** One row of `placements`. */
@Entity('placements')
export class PlacementEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') state!: string;
  @Column('int') version!: number;
  @Column('uuid') proposalId!: string;
  @Column('uuid') matchRequestId!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') menuId!: string;
  @Column('uuid') orgId!: string;
  @Column('boolean') openPlace!: boolean;
  @Column('boolean') outOfSystem!: boolean;
  /** People who come together. */
  @Column('int') party!: number;
  /** The session of the ledger; empty where all places are counted together. */
  @Column('text') session!: string;
  /** The place it keeps in the ledger; null = open place, or given back. */
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('date', { nullable: true }) startedOn!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('date', { nullable: true }) adjustedOn!: string | null;
  @Column('text', { nullable: true }) advice!: Advice | null;
  @Column('text', { nullable: true }) issueSide!: 'person' | 'host' | null;
  @Column('date', { nullable: true }) reviewOn!: string | null;
  /** The host closed or was stopped for safety, and nobody has acted for this person since. */
  @Column('date', { nullable: true }) hostStoppedOn!: string | null;
  /** The person has died: the last day on which somebody tells the host and ends it. */
  @Column('date', { nullable: true }) endDueOn!: string | null;
  @Column('text', { nullable: true }) reasonCode!: string | null;
  @Column('text', { nullable: true }) goal!: string | null;
  @Column('uuid', { nullable: true }) nextMatchRequestId!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
