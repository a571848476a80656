import columns from './hsds-columns.json';
import { allTaxonomies, allTerms } from './hsds-attributes';
import { allUnits } from './hsds-service';
import type { HsdsObject, IdOf } from './hsds-values';

const TABLES: Readonly<Record<string, readonly string[]>> = columns.tables;
const WITHIN: Readonly<Record<string, string>> = columns.within;

export const HSDS_TABLES: readonly string[] = Object.keys(TABLES);
export const columnsOf = (table: string): readonly string[] => TABLES[table] ?? [];

/** Tables whose rows do not come from the register; null for all others. */
export function fixedRows(table: string, idOf: IdOf): readonly HsdsObject[] | null {
  if (table === 'taxonomy_term') return allTerms(idOf);
  if (table === 'taxonomy') return allTaxonomies(idOf);
  return table === 'unit' ? allUnits(idOf) : null;
}

/**
 * The rows that a document gives to a table. An organisation has its rows in the list of organisations, and a location
 * with the first of its services, so that no id comes twice.
 */
export function rowsOf(
  document: HsdsObject,
  kind: 'organization' | 'service',
  table: string,
  isFirstOfPlace: boolean,
): readonly HsdsObject[] {
  const rows = table === kind ? [document] : [];
  return [...rows, ...within(document, table, isFirstOfPlace)];
}

function within(thing: HsdsObject, table: string, withLocation: boolean): readonly HsdsObject[] {
  return Object.entries(thing).flatMap(([key, value]) => {
    if (key === 'location') return withLocation ? ofLocation(value as HsdsObject, table) : [];
    const named = WITHIN[key];
    if (named === undefined) return [];
    const things = value as readonly HsdsObject[];
    return [...(named === table ? things : []), ...things.flatMap((each) => within(each, table, withLocation))];
  });
}

const ofLocation = (location: HsdsObject, table: string): readonly HsdsObject[] => [
  ...(table === 'location' ? [location] : []),
  ...within(location, table, true),
];

/** The cells of a row in the order of its columns; what is not said is empty. */
export const cellsOf = (table: string, row: HsdsObject): readonly string[] =>
  columnsOf(table).map((column) => textOf(row[column]));

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
