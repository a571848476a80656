import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What nobody could be offered. */
export interface Sought {
  readonly purposes: string[];
  readonly modes: string[];
  readonly supportRequired: string[];
  readonly days: string[];
  readonly times: string[];
  /** Second-level mesh; null = not known. */
  readonly areaCode: string | null;
  readonly blockedBy: string[];
}

/** One row of `resource_developments`. Points to no person. */
@Entity('resource_developments')
export class ResourceDevelopmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') unmetNeedId!: string;
  @Column('int') needVersion!: number;
  @Column('text') state!: string;
  @Column('jsonb') sought!: Sought;
  @Column('date') openedOn!: string;
  @Column('uuid', { nullable: true }) menuId!: string | null;
  /** Local day on which the menu opened. */
  @Column('date', { nullable: true }) completedOn!: string | null;
}
