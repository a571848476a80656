import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `out_of_system_agreements`. Days are local, `YYYY-MM-DD`. */
@Entity('out_of_system_agreements')
export class AgreementEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') menuId!: string;
  @Column('text') agreedWith!: string;
  @Column('text') basis!: string;
  /** Null = no number was agreed on. */
  @Column('int', { nullable: true }) places!: number | null;
  @Column('date') agreedOn!: string;
  @Column('date') until!: string;
  /** Null = not ended, or it is over and nobody has looked yet. */
  @Column('date', { nullable: true }) endedOn!: string | null;
}
