import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('households')
export class HouseholdEntity {
  @PrimaryColumn('uuid') id!: string;
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
}
