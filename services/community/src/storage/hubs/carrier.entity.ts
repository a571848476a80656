import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Window } from './hub.entity';

/** One row of `carriers`: what a group or an organisation offers or looks for. Null = not said. */
@Entity('carriers')
export class CarrierEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid', { nullable: true }) orgId!: string | null;
  @Column('uuid', { nullable: true }) groupId!: string | null;
  @Column('text') side!: 'offers' | 'seeks';
  @Column('text') thing!: 'hands' | 'space';
  @Column('text') title!: string;
  @Column('text', { array: true, nullable: true }) activities!: string[] | null;
  @Column('text', { array: true, nullable: true }) purposes!: string[] | null;
  @Column('jsonb', { nullable: true }) windows!: Window[] | null;
  @Column('jsonb', { nullable: true }) location!: { readonly lat: number; readonly lng: number } | null;
  @Column('int', { nullable: true }) maxDistanceMeters!: number | null;
  @Column('int', { nullable: true }) people!: number | null;
  @Column('text', { array: true, nullable: true }) equipment!: string[] | null;
  @Column('date', { nullable: true }) until!: string | null;
}
