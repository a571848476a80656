/** For benches: the ledger's command and the tables that a replica follows, without a whole service around them. */
export { HoldPlacesCommand } from './commands/ledger/hold-places.command';
export { ledgersFrom, menusFrom } from './queries/followed.queries';
export { JUDGED_COLUMNS } from './storage/menu.rows';
