import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `desks`: a 窓口 of the house, or an agency beside it (支援関係機関). */
@Entity('desks')
export class DeskEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('text') nameJa!: string;
  /** Outside of the municipality: what it is told needs the consent `agency_referral` that names its `orgId`. */
  @Column('boolean') external!: boolean;
  @Column('uuid', { nullable: true }) orgId!: string | null;
  /** The area (圏域) that it serves; null = the whole municipality. */
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('jsonb') fields!: readonly string[];
  /** The 断らない相談マネージャー who answers for it, and who stands in. */
  @Column('text') managerSub!: string;
  @Column('text', { nullable: true }) deputySub!: string | null;
  @Column('jsonb') members!: readonly string[];
  @Column('boolean') closed!: boolean;
}
