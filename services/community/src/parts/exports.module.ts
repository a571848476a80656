import type { Part } from '#libs/host';
import { ExportRequests } from '../messages/exports.requests';
import { AreaFeaturesQuery } from '../queries/exports/area-features.query';
import { HsdsTableQuery } from '../queries/exports/hsds-table.query';
import { HsdsQuery } from '../queries/exports/hsds.query';
import { TablesQuery } from '../queries/exports/tables.query';

/** 書き出し: HSDS, and every table for a spreadsheet or another system. */
export const EXPORTS: Part = {
  doors: [ExportRequests],
  providers: [HsdsQuery, HsdsTableQuery, TablesQuery, AreaFeaturesQuery],
  tables: [],
  migrations: [],
};
