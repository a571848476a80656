import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { CASE_STAFF } from './roles';

/** Adds to the progress record (支援経過記録); its id is the noteRef that other services keep. Errors: `case.not-found`. */
export class WriteNoteV1 {
  static readonly subject = 'rpc.intake.write-note.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  /** `visit`, `phone`, `follow_up`…. */
  @IsFreeCode() kind!: string;
  @IsText(4000) text!: string;
}

/** Strikes a note's text and puts another in its place; the struck text, who and why stay (L11). Errors: `note.not-found`. */
export class CorrectNoteV1 {
  static readonly subject = 'rpc.intake.correct-note.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() noteRef!: string;
  @IsText(4000) text!: string;
  @IsText(500) reason!: string;
}

export class StruckText {
  @IsString() text!: string;
  @IsString() reason!: string;
  @IsString() struckBy!: string;
  @IsInstant() struckAt!: string;
}

export class NoteFact {
  @IsId() noteRef!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() kind!: string;
  @IsString() text!: string;
  @IsString() writtenBy!: string;
  @IsInstant() writtenAt!: string;
  /** The share by which it came out of a 支援会議, with its ground (L03); null for what was written here. */
  @OrUnknown() @IsId() originShareId!: string | null;
  /** Oldest first. */
  @AreParts(() => StruckText, 100) struck!: StruckText[];
}

export class NoteListAnswer {
  @AreParts(() => NoteFact, 100) items!: NoteFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** The progress record, newest first. Errors: `case.not-found`, `cursor.invalid` (400). */
export class ListNotesV1 {
  static readonly subject = 'rpc.intake.list-notes.v1';
  static readonly answer = NoteListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() caseRef!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
