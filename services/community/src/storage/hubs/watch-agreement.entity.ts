import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A post and how to reach it; never somebody's private number. */
interface Contact {
  readonly post: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** One row of `watch_agreements`: with a 協力事業所 of the watch network. Days are local. */
@Entity('watch_agreements')
export class WatchAgreementEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('date') signedOn!: string;
  @Column('date', { nullable: true }) until!: string | null;
  @Column('jsonb', { nullable: true }) contact!: Contact | null;
}
