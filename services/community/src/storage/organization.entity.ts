import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Contact, ContactPerson } from '../domain/organization';

/** One row of `organizations`. Days are local, `YYYY-MM-DD`. */
@Entity('organizations')
export class OrganizationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('jsonb', { nullable: true }) contact!: Contact | null;
  @Column('jsonb') contactPeople!: readonly ContactPerson[];
  /** 法人番号, 13 digits with a right check digit; one organisation per number. */
  @Column('text', { nullable: true }) corporateNumber!: string | null;
  /** First and last day of the contract; null = none, or without an end. */
  @Column('date', { nullable: true }) contractFrom!: string | null;
  @Column('date', { nullable: true }) contractUntil!: string | null;
}
