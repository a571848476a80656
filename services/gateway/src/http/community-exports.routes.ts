import {
  ExportAreaFeaturesV1,
  ExportHsdsOrganizationsV1,
  ExportHsdsServicesV1,
  ExportHsdsTableV1,
  ExportTableV1,
  ListExportTablesV1,
} from '#libs/contracts';
import { csv } from './csv-answer';
import { read, type Route } from './route';

/** 書き出し: HSDS 3.0, and every table of the registry for a spreadsheet or another system. */
export const COMMUNITY_EXPORT_ROUTES: readonly Route[] = [
  read('/exports/hsds/organizations', ExportHsdsOrganizationsV1, '団体を HSDS 3.0 で書き出す'),
  read('/exports/hsds/services', ExportHsdsServicesV1, '社会資源と支援メニューを HSDS 3.0 で書き出す'),
  csv('/exports/hsds-csv/:table', ExportHsdsTableV1, 'HSDS 3.0 の表を CSV で書き出す'),
  csv('/exports/csv/:table', ExportTableV1, '台帳の表を CSV で書き出す(Excel 用)'),
  read('/exports/tables', ListExportTablesV1, '書き出せる表と、書き出さないものの理由を読む'),
  read('/exports/areas', ExportAreaFeaturesV1, '圏域と境界を GeoJSON で書き出す'),
];
