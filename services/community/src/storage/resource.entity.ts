import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Closure, OpeningHours, Position, StatedCapacity } from '../domain/resource-description';

/** One row of `resources`. Days are local, `YYYY-MM-DD`. Unknown is null. */
@Entity('resources')
export class ResourceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('text') state!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) nameKana!: string | null;
  @Column('text', { nullable: true }) type!: string | null;
  /** Seven digits without a hyphen. */
  @Column('text', { nullable: true }) postalCode!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) building!: string | null;
  /** 全国地方公共団体コード, six digits. */
  @Column('text', { nullable: true }) municipalityCode!: string | null;
  @Column('jsonb', { nullable: true }) location!: Position | null;
  @Column('boolean') addressConfidential!: boolean;
  /** Areas whose polygon holds the location. */
  @Column('uuid', { array: true }) areaIds!: string[];
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { nullable: true }) phoneExtension!: string | null;
  @Column('text', { nullable: true }) fax!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('jsonb', { nullable: true }) hours!: OpeningHours | null;
  @Column('jsonb', { nullable: true }) closures!: readonly Closure[] | null;
  /** Codes. */
  @Column('jsonb', { nullable: true }) accessibility!: readonly string[] | null;
  @Column('jsonb', { nullable: true }) languages!: readonly string[] | null;
  @Column('text', { nullable: true }) statutoryBasis!: string | null;
  /** 事業所番号; one number may stand for several kinds of service. */
  @Column('text', { nullable: true }) officeNumber!: string | null;
  @Column('text', { nullable: true }) serviceKind!: string | null;
  /** As a list says it; never an availability. */
  @Column('jsonb', { nullable: true }) capacityStated!: StatedCapacity | null;
  /** About the place, for everybody. */
  @Column('text', { nullable: true }) description!: string | null;
  /** About the place, for those who work with it. */
  @Column('text', { nullable: true }) notes!: string | null;
  /** What residents may see once it is public; null = the usual fields. */
  @Column('jsonb', { nullable: true }) publicFields!: readonly string[] | null;
  /** Where an imported row came from; null = entered by hand. */
  @Column('jsonb', { nullable: true }) origin!: Readonly<Record<string, unknown>> | null;
  @Column('date', { nullable: true }) lastConfirmedOn!: string | null;
  @Column('date', { nullable: true }) publicationAgreedOn!: string | null;
  @Column('date', { nullable: true }) resumesOn!: string | null;
  @Column('timestamptz', { nullable: true }) pausedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) suspendedBy!: string | null;
  @Column('timestamptz', { nullable: true }) suspendedAt!: Date | null;
  @Column('text', { nullable: true }) suspensionConfirmedBy!: string | null;
  @Column('timestamptz', { nullable: true }) suspensionConfirmedAt!: Date | null;
}
