import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('households')
export class HouseholdEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Counts every change of the household and its members. */
  @Column('int') version!: number;
}

/** One row of `household_members`: a relation, and a reference where the member is a person of ours. */
@Entity('household_members')
export class HouseholdMemberEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') householdId!: string;
  @Column('int') position!: number;
  @Column('uuid', { nullable: true }) personRef!: string | null;
  @Column('text') relation!: string;
  @Column('int', { nullable: true }) age!: number | null;
  @Column('boolean') registered!: boolean;
  @Column('boolean') actual!: boolean;
  @Column('boolean') livingApart!: boolean;
  @Column('text', { nullable: true }) apartReason!: string | null;
  @Column('date') joinedOn!: string;
  /** Null = is of the household. */
  @Column('date', { nullable: true }) leftOn!: string | null;
  @Column('text', { nullable: true }) leftReason!: string | null;
}

/** One row of `household_cares`: who cares for whom. */
@Entity('household_cares')
export class HouseholdCareEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') householdId!: string;
  @Column('uuid') carerId!: string;
  @Column('uuid') caredForId!: string;
  @Column('text') kind!: string;
  @Column('date', { nullable: true }) since!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
}

export type HouseholdChange = 'joined' | 'changed' | 'left' | 'linked';

/** One row of `household_changes`: how a member stood after a change. Only ever added to. */
@Entity('household_changes')
export class HouseholdChangeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') householdId!: string;
  @Column('int') version!: number;
  @Column('text') change!: HouseholdChange;
  @Column('jsonb') member!: Omit<HouseholdMemberEntity, 'householdId' | 'position'>;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
