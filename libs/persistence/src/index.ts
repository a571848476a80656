export { createDataSource, type StoreOptions } from './data-source';
export { migrate } from './migrate';
export { PlatformTables1700000000000 } from './platform-tables';
export { findRow, insertRow, lockRow, updateRow } from './rows';
export { inTransaction, ReadScope, type Scope } from './scope';
export { databaseError, isRetryable, sqlState } from './sql-errors';
export { createTenantTable } from './tenant-table';
