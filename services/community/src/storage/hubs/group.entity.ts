import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `supported_groups`. Days are local. */
@Entity('supported_groups')
export class SupportedGroupEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) orgId!: string | null;
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('text') state!: string;
  @Column('date') since!: string;
  @Column('date') stateSince!: string;
}

/** One row of `grant_infos`. */
@Entity('grant_infos')
export class GrantInfoEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') kind!: 'grant' | 'place';
  @Column('text') title!: string;
  @Column('text', { nullable: true }) details!: string | null;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validUntil!: string | null;
}
