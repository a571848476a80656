import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MenuContent } from '../domain/menu-content';
import type { MenuDetails } from '../domain/menu-details';

/** One row of `menus`. */
@Entity('menus')
export class MenuEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') resourceId!: string;
  @Column('uuid') orgId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) capacityModel!: 'open' | 'fixed' | null;
  /** What matching keeps a copy of. */
  @Column('jsonb') content!: MenuContent;
  /** What people read and matching does not. */
  @Column('jsonb') details!: MenuDetails;
}
