import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How it is reached; of the organisation, never of a person. */
interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
}

/** One row of `organizations`. */
@Entity('organizations')
export class OrganizationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('jsonb', { nullable: true }) contact!: Contact | null;
}
