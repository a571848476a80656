import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Need } from '../domain/need';

/** One row of `match_requests`. */
@Entity('match_requests')
export class MatchRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') state!: string;
  @Column('int') version!: number;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') planId!: string;
  @Column('jsonb') need!: Need;
  /** Menus in the order in which people chose them. */
  @Column('jsonb') shortlist!: readonly string[];
  @Column('text', { nullable: true }) orderChangedReasonCode!: string | null;
  @Column('date', { nullable: true }) parkedUntil!: string | null;
  @Column('text', { nullable: true }) reasonCode!: string | null;
  @Column('uuid', { nullable: true }) noteRef!: string | null;
  /** Version of the profile on which the responsible person decided. */
  @Column('int', { nullable: true }) decidedProfileVersion!: number | null;
  @Column('uuid', { nullable: true }) unmetNeedId!: string | null;
  @Column('uuid', { nullable: true }) developedMenuId!: string | null;
  @Column('timestamptz') openedAt!: Date;
}
