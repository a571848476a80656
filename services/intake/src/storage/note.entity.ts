import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `notes`. Its text changes by correction only, and the struck one stays. */
@Entity('notes')
export class NoteEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') caseRef!: string;
  @Column('text') kind!: string;
  @Column('text') text!: string;
  @Column('text') writtenBy!: string;
  @Column('timestamptz') writtenAt!: Date;
}

/** One row of `note_corrections`: a struck text, with who struck it and why (L11). */
@Entity('note_corrections')
export class NoteCorrectionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') noteRef!: string;
  /** Version of the note that the struck text was. */
  @Column('int') version!: number;
  @Column('text') struck!: string;
  @Column('text') reason!: string;
  @Column('text') struckBy!: string;
  @Column('timestamptz') struckAt!: Date;
}
