import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Gender, MatchingFacts, Safety } from '../domain/person';

/** One row of `persons`: the only place in the system that holds a name. */
@Entity('persons')
export class PersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') name!: string;
  @Column('text') kana!: string;
  @Column('text', { nullable: true }) alias!: string | null;
  @Column('text', { nullable: true }) birthDate!: string | null;
  @Column('int', { nullable: true }) birthYear!: number | null;
  @Column('text', { nullable: true }) gender!: Gender | null;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) considerations!: string | null;
  /** What matching may look at. Assessments replace it; nothing else holds it. */
  @Column('jsonb') facts!: MatchingFacts;
  /** Null = nobody has asked yet. */
  @Column('jsonb', { nullable: true }) safety!: Safety | null;
  @Column('timestamptz') enteredAt!: Date;
}
