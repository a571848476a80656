import { ImportJobEntity } from './storage/imports/import-job.entity';

/** For `npm run import -- FILE --dry-run`: how a file is read and what it says, without a whole service around it. */
export { WHOLE_LINE } from './imports/reading/csv-records';
export { ImportRowsCommand } from './commands/imports/import-rows.command';
export { HSDS_TABLES } from './domain/exports/hsds-tabular';
export type { ImportedRecord } from './domain/imports/record';
export { IMPORT_SETTINGS } from './domain/imports/settings';
export { openReader, SAMPLE_BYTES } from './imports/reading/detect';
export { readRecords } from './imports/reading/reader';
export { newTally, type ReadingTally } from './imports/reading/tally';

/** Tables that `ImportRowsCommand` works with. */
export const IMPORTS_TABLES = [ImportJobEntity];
