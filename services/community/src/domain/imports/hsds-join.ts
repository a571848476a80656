import { type JsonObject, textOf } from './json-values';

/** The rows of each table of an HSDS file set, by the name of the table. */
export type HsdsTables = ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;

type Row = Readonly<Record<string, string>>;

/** Tables that hang on another one: under which name, and by which column. */
const BELOW_LOCATION = {
  addresses: 'address',
  phones: 'phone',
  schedules: 'schedule',
  accessibility: 'accessibility',
  languages: 'language',
};
const BELOW_SERVICE = {
  phones: 'phone',
  schedules: 'schedule',
  cost_options: 'cost_option',
  service_capacity: 'service_capacity',
  languages: 'language',
  funding: 'funding',
  service_areas: 'service_area',
  required_documents: 'required_document',
};
const BELOW_ORGANIZATION = { organization_identifiers: 'organization_identifier', phones: 'phone' };
const BELOW_CONTACT = { phones: 'phone' };

/**
 * The documents that a set of tables means: every service with its organisation and locations, then what no service
 * mentions. So that nothing of a set is lost, rows that point nowhere stand alone.
 */
export function joinTables(tables: HsdsTables): readonly JsonObject[] {
  const rows = (table: string): readonly Row[] => tables.get(table) ?? [];
  const units = byId(rows('unit'));
  const attributes = groupedBy(rows('attribute'), 'link_id');
  const below = (names: Readonly<Record<string, string>>, column: string) => {
    const groups = Object.entries(names).map(([key, table]) => [key, groupedBy(rows(table), column)] as const);
    return (row: Row): JsonObject => ({
      ...row,
      attributes: attributes.get(row['id'] ?? '') ?? [],
      ...Object.fromEntries(groups.map(([key, group]) => [key, (group.get(row['id'] ?? '') ?? []).map(withUnit)])),
    });
  };
  const withUnit = (row: Row): JsonObject => {
    const unit = units.get(row['unit_id'] ?? '');
    return unit ? { ...row, unit } : row;
  };
  const locations = byId(rows('location').map(below(BELOW_LOCATION, 'location_id')));
  const contacts = groupedBy(rows('contact'), 'organization_id');
  const withPhones = below(BELOW_CONTACT, 'contact_id');
  const organizations: ReadonlyMap<string, JsonObject> = byId(
    rows('organization')
      .map(below(BELOW_ORGANIZATION, 'organization_id'))
      .map((row) => ({ ...row, contacts: (contacts.get(textOf(row['id'])) ?? []).map(withPhones) })),
  );
  const links = groupedBy(rows('service_at_location'), 'service_id');
  const services = rows('service').map((service) => ({
    ...below(BELOW_SERVICE, 'service_id')(service),
    organization: organizations.get(service['organization_id'] ?? ''),
    service_at_locations: (links.get(service['id'] ?? '') ?? []).map((link) => ({
      ...link,
      location: locations.get(link['location_id'] ?? ''),
    })),
  }));
  const usedLocations = new Set(rows('service_at_location').map((link) => link['location_id']));
  const usedOrganizations = new Set(rows('service').map((service) => service['organization_id']));
  return [
    ...services,
    ...[...locations.values()].filter(({ id }) => !usedLocations.has(id as string)),
    ...[...organizations.values()].filter(({ id }) => !usedOrganizations.has(id as string)),
  ];
}

function groupedBy(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const byId = <T extends JsonObject>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [textOf(row['id']), row]));
