import { IsArray, IsBoolean, IsIn, IsInt, IsString, MaxLength, Min } from 'class-validator';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { IMPORT_RESULTS, IMPORT_STATES, IMPORTERS, type ImportResult, type ImportState, ImportStep } from './imports';
import { CommunityPage } from './requests';

export class ImportColumn {
  @IsString() column!: string;
  /** Field that takes it; null = kept beside the others. */
  @OrUnknown() @IsString() field!: string | null;
}

/** What is wrong with a row, or worth knowing: where, what stands there, and how to mend it. */
export class ImportProblem {
  @IsString() column!: string;
  @IsString() value!: string;
  @IsString() code!: string;
  @IsString() mend!: string;
  @IsIn(['quarantine', 'note']) severity!: 'quarantine' | 'note';
}

export class ImportProblemExample {
  @IsInt() @Min(1) row!: number;
  @IsString() column!: string;
  @IsString() value!: string;
}

export class ImportProblemCount {
  @IsString() code!: string;
  @IsIn(['quarantine', 'note']) severity!: 'quarantine' | 'note';
  @IsInt() @Min(1) count!: number;
  @IsString() mend!: string;
  @AreParts(() => ImportProblemExample, 10) examples!: ImportProblemExample[];
}

export class ImportPreviewRow {
  @IsInt() @Min(1) row!: number;
  /** What the row would become today. */
  @IsIn(IMPORT_RESULTS) result!: ImportResult;
  /** The resource that it speaks of; null = a new one. */
  @OrUnknown() @IsId() resourceId!: string | null;
  @OrUnknown() @IsString() name!: string | null;
  @OrUnknown() @IsString() type!: string | null;
  @OrUnknown() @IsString() address!: string | null;
}

/** How a file is understood, with its first rows. */
export class ImportPreview {
  @IsString() family!: string;
  @IsString() familyLabel!: string;
  @IsString() encoding!: string;
  @OrUnknown() @IsString() delimiter!: string | null;
  @OrUnknown() @IsInt() headerRow!: number | null;
  @AreParts(() => ImportColumn, 1_000) columns!: ImportColumn[];
  @IsArray() @IsString({ each: true }) unknownColumns!: string[];
  @AreParts(() => ImportPreviewRow, 100) rows!: ImportPreviewRow[];
  /** Of all rows that were looked at, by kind. */
  @AreParts(() => ImportProblemCount, 1_000) problems!: ImportProblemCount[];
  /** So many rows were looked at, from the first one on, and whether those are all. */
  @IsInt() @Min(0) looked!: number;
  @IsBoolean() lookedAtAll!: boolean;
}

/** Rows so far. Each is in exactly one of the four. */
export class ImportCounts {
  @IsInt() @Min(0) rows!: number;
  @IsInt() @Min(0) created!: number;
  @IsInt() @Min(0) updated!: number;
  @IsInt() @Min(0) unchanged!: number;
  @IsInt() @Min(0) quarantined!: number;
}

export class ImportAnswer {
  @IsId() importId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(IMPORT_STATES) state!: ImportState;
  /** While RUNNING: rows are read, what is gone is looked for, duplicates are looked for. */
  @OrUnknown() @IsIn(['rows', 'gone', 'duplicates']) phase!: 'rows' | 'gone' | 'duplicates' | null;
  @IsId() sourceId!: string;
  @IsString() fileName!: string;
  @IsString() publisher!: string;
  @OrUnknown() @IsString() sourceUrl!: string | null;
  @IsString() licence!: string;
  @IsString() attribution!: string;
  @IsDay() fetchedOn!: string;
  @OrUnknown() @IsDay() dataAsOf!: string | null;
  /** Bytes of the file so far, and where the upload goes on. */
  @IsInt() @Min(0) bytes!: number;
  @IsInt() @Min(0) nextIndex!: number;
  @IsInt() @Min(0) nextOffset!: number;
  /** Bytes of the file that were read into rows. */
  @IsInt() @Min(0) bytesRead!: number;
  @IsPart(() => ImportCounts) counts!: ImportCounts;
  /** Of an earlier issue of the list, and not in this one. */
  @IsInt() @Min(0) gone!: number;
  /** Questions for a person that came up: see the list of reviews. */
  @IsInt() @Min(0) reviews!: number;
  @IsInt() @Min(0) duplicates!: number;
  @OrUnknown() @IsInstant() startedAt!: string | null;
  @OrUnknown() @IsInstant() finishedAt!: string | null;
  @OrUnknown() @IsInt() @Min(0) rowsPerSecond!: number | null;
  /** Why it FAILED. */
  @OrUnknown() @IsString() failure!: string | null;
  /** What an undo gave back, and what it had to leave. */
  @IsInt() @Min(0) undone!: number;
  @IsInt() @Min(0) left!: number;
  @OrUnknown() @IsPart(() => ImportPreview) preview!: ImportPreview | null;
}

/** One import. 404 `import.not-found`. */
export class ReadImportV1 extends ImportStep {
  static readonly subject = 'rpc.community.read-import.v1';
  static readonly answer = ImportAnswer;
  static readonly allow = IMPORTERS;
  static readonly reads = true;
}

export class ImportsAnswer {
  @AreParts(() => ImportAnswer, 100) items!: ImportAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Imports in the order in which they began; without their previews. */
export class ListImportsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-imports.v1';
  static readonly answer = ImportsAnswer;
  static readonly allow = IMPORTERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(IMPORT_STATES) state?: ImportState;
  @MayBeLeftOut() @IsId() sourceId?: string;
}

export class ImportRowAnswer {
  /** Line of the file in which it begins. */
  @IsInt() @Min(1) row!: number;
  @IsIn(IMPORT_RESULTS) result!: ImportResult;
  @OrUnknown() @IsId() resourceId!: string | null;
  @OrUnknown() @IsString() name!: string | null;
  @AreParts(() => ImportProblem, 100) problems!: ImportProblem[];
}

export class ImportRowsAnswer {
  @AreParts(() => ImportRowAnswer, 100) items!: ImportRowAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Rows of an import about which there is something to say, in the order of the file: quarantined ones and notes. */
export class ListImportRowsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-import-rows.v1';
  static readonly answer = ImportRowsAnswer;
  static readonly allow = IMPORTERS;
  static readonly reads = true;
  @IsId() importId!: string;
  @MayBeLeftOut() @IsIn(IMPORT_RESULTS) result?: ImportResult;
}

export const LEFT_REASONS = ['changed_since', 'in_use', 'other_source'] as const;

export class ImportLeftAnswer {
  /** One of the two: a resource, or an area whose population stays. */
  @OrUnknown() @IsId() resourceId!: string | null;
  @OrUnknown() @IsId() areaId!: string | null;
  /** The field that a person changed since; null = all of it stays. */
  @OrUnknown() @IsString() field!: string | null;
  /** A person changed it, others build on it, another list speaks of it. */
  @IsIn(LEFT_REASONS) reason!: (typeof LEFT_REASONS)[number];
}

export class ImportLeftsAnswer {
  @AreParts(() => ImportLeftAnswer, 100) items!: ImportLeftAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What an undo left as it is, and why. */
export class ListImportLeftsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-import-lefts.v1';
  static readonly answer = ImportLeftsAnswer;
  static readonly allow = IMPORTERS;
  static readonly reads = true;
  @IsId() importId!: string;
}
