import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MenuContent } from '../domain/menu-content';

/** One row of `menus`. */
@Entity('menus')
export class MenuEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') resourceId!: string;
  @Column('uuid') orgId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) capacityModel!: 'open' | 'fixed' | null;
  @Column('jsonb') content!: MenuContent;
}
