import { IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage } from './requests';

/** Who may take the whole of a municipality's registry out. */
const EXPORTERS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'DECISION_MAKER'];
const EACH = { each: true } as const;

const EXPORT_AUDIENCES = ['municipality', 'residents'] as const;
type ExportAudience = (typeof EXPORT_AUDIENCES)[number];

const CSV_ENCODINGS = ['utf-8', 'cp932'] as const;
type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** Name of a table: `resources`, `service_at_location`. */
const IsTableName = (): PropertyDecorator =>
  Matches(/^[a-z][a-z0-9_]{0,59}$/, { message: '表の名前を半角英小文字と _ で指定してください' });

/** A page of HSDS documents as the list pages of the specification are, and with our cursor of the next one. */
export class HsdsPageAnswer {
  @IsInt() @Min(0) total_items!: number;
  @IsInt() @Min(0) total_pages!: number;
  @IsInt() @Min(1) page_number!: number;
  /** Documents on this page: pages are also cut by their bytes. */
  @IsInt() @Min(0) size!: number;
  @IsBoolean() first_page!: boolean;
  @IsBoolean() last_page!: boolean;
  @IsBoolean() empty!: boolean;
  /** Documents of HSDS 3.0; a service has also `service_capacity` of 3.1-dev. */
  @IsArray() @IsObject(EACH) contents!: object[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

class HsdsPage extends CommunityPage {
  /** `residents`: published places only, and of them what residents may see. Left out = all of the municipality. */
  @MayBeLeftOut() @IsIn(EXPORT_AUDIENCES) audience?: ExportAudience;
}

/** Organisations as HSDS 3.0. Their services are a list of their own: one organisation may have thousands. */
export class ExportHsdsOrganizationsV1 extends HsdsPage {
  static readonly subject = 'rpc.community.export-hsds-organizations.v1';
  static readonly answer = HsdsPageAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
}

/**
 * Every menu, and every resource without menus, as a service of HSDS 3.0 with its organisation and its location. A
 * confidential place has no address and no position here, whoever asks.
 */
export class ExportHsdsServicesV1 extends HsdsPage {
  static readonly subject = 'rpc.community.export-hsds-services.v1';
  static readonly answer = HsdsPageAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
}

/** Part of a CSV file. The heading and the byte order mark are in the first part; all parts in a row are the file. */
export class CsvAnswer {
  @IsString() fileName!: string;
  @IsIn(CSV_ENCODINGS) encoding!: CsvEncoding;
  /** Base64. */
  @IsString() bytes!: string;
  @OrUnknown() @IsString() @MaxLength(400) nextCursor!: string | null;
}

class CsvPage {
  @IsTableName() table!: string;
  /** Rows of a part, 1 to 1000; parts are also cut by their bytes. */
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit?: number;
  /** `Next-Cursor` of the part before. */
  @MayBeLeftOut() @IsString() @MaxLength(400) cursor?: string;
  /** Left out = UTF-8 with a byte order mark, which Excel needs. */
  @MayBeLeftOut() @IsIn(CSV_ENCODINGS) encoding?: CsvEncoding;
}

/** A table of HSDS in its tabular form. 404 `export-table.not-found`, 400 `cursor.invalid`, 422 `export.not-encodable`. */
export class ExportHsdsTableV1 extends CsvPage {
  static readonly subject = 'rpc.community.export-hsds-table.v1';
  static readonly answer = CsvAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(EXPORT_AUDIENCES) audience?: ExportAudience;
}

/**
 * A table of the registry as it is, for a spreadsheet or another system. Only the coordinator gets the address of a
 * confidential place. 404 `export-table.not-found`, 400 `cursor.invalid`, 422 `export.not-encodable` (row, column and
 * character that CP932 has not).
 */
export class ExportTableV1 extends CsvPage {
  static readonly subject = 'rpc.community.export-table.v1';
  static readonly answer = CsvAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
}

export class ExportColumnAnswer {
  @IsString() name!: string;
  @IsString() heading!: string;
  @IsString() kind!: string;
}

export class ExportTableAnswer {
  @IsString() table!: string;
  @IsString() title!: string;
  /** Null = it is exported; otherwise why not. */
  @OrUnknown() @IsString() leftOut!: string | null;
  @AreParts(() => ExportColumnAnswer, 100) columns!: ExportColumnAnswer[];
}

export class ExportTablesAnswer {
  @AreParts(() => ExportTableAnswer, 100) items!: ExportTableAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** All there is to take along when a municipality leaves: tables, their columns, and what is left behind and why. */
export class ListExportTablesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-export-tables.v1';
  static readonly answer = ExportTablesAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
}

export class AreaFeaturesAnswer {
  @IsIn(['FeatureCollection']) type!: 'FeatureCollection';
  /** Features of RFC 7946; one without a boundary has a null geometry. */
  @IsArray() @IsObject(EACH) features!: object[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** The areas with their boundaries as GeoJSON. */
export class ExportAreaFeaturesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.export-area-features.v1';
  static readonly answer = AreaFeaturesAnswer;
  static readonly allow = EXPORTERS;
  static readonly reads = true;
}
