import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactWish } from '../domain/key-person';

/** One row of `key_persons`: somebody around ONE person. */
@Entity('key_persons')
export class KeyPersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') personRef!: string;
  @Column('text') name!: string;
  @Column('text') relation!: string;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text') mayBeContacted!: ContactWish;
  @Column('text', { nullable: true }) how!: string | null;
  /** Restricted (L09). */
  @Column('text', { nullable: true }) safetyNote!: string | null;
  @Column('text', { nullable: true }) endedReason!: string | null;
}

/** One row of `key_person_records`: how a key person stood after a change, and who changed it. Only ever added to. */
@Entity('key_person_records')
export class KeyPersonRecordEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') keyPersonId!: string;
  @Column('uuid') personRef!: string;
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') detail!: object;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}
