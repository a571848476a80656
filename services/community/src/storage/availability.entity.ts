import type { SessionPlaces } from '../domain/availability';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `availability`: the last report of a menu. `id` is the menu's. */
@Entity('availability')
export class AvailabilityEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('text') state!: string;
  @Column('int') total!: number;
  @Column('int') used!: number;
  @Column('jsonb', { nullable: true }) outOfSystem!: { readonly slots: number; readonly used: number } | null;
  @Column('text') unit!: 'person' | 'family';
  /** Null = one capacity for all sessions. */
  @Column('jsonb', { nullable: true }) sessions!: readonly SessionPlaces[] | null;
  @Column('timestamptz') reportedAt!: Date;
}
