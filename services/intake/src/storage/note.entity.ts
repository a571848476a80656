import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `notes`: the text as it was first written. Never changed; corrections are rows beside it (L11). */
@Entity('notes')
export class NoteEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Always 1: the corrections count on from here. */
  @Column('int') version!: number;
  @Column({ type: 'bigint', insert: false, update: false }) number!: string;
  @Column('uuid') caseRef!: string;
  @Column('text') kind!: string;
  @Column('text') text!: string;
  @Column('text') writtenBy!: string;
  @Column('timestamptz') writtenAt!: Date;
  /** The share by which it came out of a support conference (L03); null for what was written here. */
  @Column('uuid', { nullable: true }) originShareId!: string | null;
}

/** One row of `note_corrections`: the text that holds from then on, who struck the one before, and why. Never changed. */
@Entity('note_corrections')
export class NoteCorrectionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') noteRef!: string;
  @Column('uuid') caseRef!: string;
  /** Version of the note that this text is: 2, 3… */
  @Column('int') version!: number;
  @Column('text') text!: string;
  @Column('text') reason!: string;
  @Column('text') correctedBy!: string;
  @Column('timestamptz') correctedAt!: Date;
}
