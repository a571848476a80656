import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AreaLevel } from '../../domain/areas/area-tree';
import type { Boundary } from '../../domain/areas/boundary';

/** One row of `areas`. Days are local, `YYYY-MM-DD`. */
@Entity('areas')
export class AreaEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') level!: AreaLevel;
  @Column('int', { nullable: true }) councilLayer!: 1 | 2 | null;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validUntil!: string | null;
  @Column('jsonb', { nullable: true }) boundary!: Boundary | null;
  /** The box around the boundary, degrees; null where there is none. */
  @Column('double precision', { nullable: true }) south!: number | null;
  @Column('double precision', { nullable: true }) north!: number | null;
  @Column('double precision', { nullable: true }) west!: number | null;
  @Column('double precision', { nullable: true }) east!: number | null;
}
