import { IsBoolean, IsIn, IsInt, IsString, IsUrl, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';

export const IMPORTERS: readonly Role[] = ['COMMUNITY_COORDINATOR'];

/** Bytes of a chunk of an uploaded file; only the last one may be shorter. */
export const IMPORT_CHUNK_BYTES = 256 * 1024;
const BASE64_OF_A_CHUNK = Math.ceil(IMPORT_CHUNK_BYTES / 3) * 4;

export const IMPORT_STATES = [
  'UPLOADING',
  'UPLOADED',
  'PREVIEWED',
  'RUNNING',
  'DONE',
  'FAILED',
  'DISCARDED',
  'UNDOING',
  'UNDONE',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Kinds of lists that are read. */
export const IMPORT_FAMILIES = [
  'public_facility',
  'childcare',
  'care_service',
  'care_disclosure',
  'disability_service',
  'medical',
  'education',
  'kodomo_shokudo',
  'support_program',
  'population',
  'hsds_json',
  'hsds_csv',
] as const;

export const IMPORT_RESULTS = ['created', 'updated', 'unchanged', 'quarantined'] as const;
export type ImportResult = (typeof IMPORT_RESULTS)[number];

/**
 * Announces a file of open data: where it is from and under which licence. State UPLOADING. With `sourceId` it is
 * the next issue of a list that was imported before, and the difference is imported. 404 `import-source.not-found`.
 */
export class BeginImportV1 {
  static readonly subject = 'rpc.community.begin-import.v1';
  static readonly answer = Acted;
  static readonly allow = IMPORTERS;
  @IsText(200) fileName!: string;
  /** Who publishes the list; the organisation of rows that name none. */
  @IsText(200) publisher!: string;
  @OrUnknown()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'http(s):// で始まる URL を入力してください' },
  )
  @MaxLength(500)
  sourceUrl!: string | null;
  /** e.g. `CC BY 4.0`. */
  @IsText(100) licence!: string;
  /** What has to be shown beside the data. */
  @IsText(500) attribution!: string;
  @IsDay() fetchedOn!: string;
  /** Day of which the list speaks; null = the list does not say. */
  @OrUnknown() @IsDay() dataAsOf!: string | null;
  /** A list that was imported before; null = a new one. */
  @OrUnknown() @IsId() sourceId!: string | null;
}

/** Of one import. */
export class ImportStep {
  @IsId() importId!: string;
}

export class ImportUploadAnswer {
  @IsId() importId!: string;
  @IsIn(IMPORT_STATES) state!: ImportState;
  /** Number of the chunk that is expected next; chunk × 262,144 = `Upload-Offset`. */
  @IsInt() @Min(0) nextIndex!: number;
  @IsInt() @Min(0) nextOffset!: number;
}

/**
 * The next chunk of the file. One that is there already is acknowledged; 409 `import.chunk-differs` where it was
 * other bytes, 409 `import.chunk-missing` where one before it is missing, 413 `import.too-large`,
 * 409 `import-job.transition-refused` once the file is whole. 404 `import.not-found`.
 */
export class AppendImportChunkV1 extends ImportStep {
  static readonly subject = 'rpc.community.append-import-chunk.v1';
  static readonly answer = ImportUploadAnswer;
  static readonly allow = IMPORTERS;
  @IsInt() @Min(0) @Max(100_000) index!: number;
  /** Base64. */
  @IsString()
  @MaxLength(BASE64_OF_A_CHUNK)
  @Matches(/^[A-Za-z0-9+/]+={0,2}$/, { message: 'Base64 で指定してください' })
  bytes!: string;
  /** The file ends here. */
  @IsBoolean() last!: boolean;
}

/**
 * UPLOADED → PREVIEWED: how the file is understood, before anything is written. 422 `import.unreadable`
 * where it cannot be read at all; the field says why and how to mend it.
 */
export class PreviewImportV1 extends ImportStep {
  static readonly subject = 'rpc.community.preview-import.v1';
  static readonly answer = Acted;
  static readonly allow = IMPORTERS;
  /** Which kind of list it is, where a person knows better than the headings say. */
  @MayBeLeftOut() @IsIn(IMPORT_FAMILIES) family?: (typeof IMPORT_FAMILIES)[number];
}

/** PREVIEWED → RUNNING; also FAILED → RUNNING, from where it stopped. */
export class StartImportV1 extends ImportStep {
  static readonly subject = 'rpc.community.start-import.v1';
  static readonly answer = Acted;
  static readonly allow = IMPORTERS;
}

/** UPLOADING, UPLOADED or PREVIEWED → DISCARDED: the file is thrown away. */
export class DiscardImportV1 extends ImportStep {
  static readonly subject = 'rpc.community.discard-import.v1';
  static readonly answer = Acted;
  static readonly allow = IMPORTERS;
}

/**
 * DONE or FAILED → UNDOING → UNDONE: everything is again as it was before, except what people changed or built on
 * since. 409 `import.later-import` where the same list was imported again since: that one is undone first.
 */
export class UndoImportV1 extends ImportStep {
  static readonly subject = 'rpc.community.undo-import.v1';
  static readonly answer = Acted;
  static readonly allow = IMPORTERS;
}
