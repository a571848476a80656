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
  /** Null = opened in an emergency, before there is a plan. */
  @Column('uuid', { nullable: true }) planId!: string | null;
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
  /** How often community heard of the need; 0 = never. */
  @Column('int') unmetNeedVersion!: number;
  /** Does community look for a place now? */
  @Column('boolean') unmetNeedOpen!: boolean;
  /** What community was told last, while it looks; null = nothing. */
  @Column('jsonb', { nullable: true }) unmetNeedTold!: object | null;
  @Column('uuid', { nullable: true }) developedMenuId!: string | null;
  @Column('timestamptz') openedAt!: Date;
}
