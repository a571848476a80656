import type { HsdsKind } from './official-schemas';

/** What no document may lack, where the official schemas are not here to say more. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  organization: ['id', 'name', 'description'],
  service: ['id', 'name', 'status', 'organization', 'service_at_locations'],
  service_at_locations: ['id', 'location'],
  location: ['id', 'location_type'],
  addresses: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  phones: ['id', 'number'],
  contacts: ['id'],
  schedules: ['id'],
  languages: ['id'],
  accessibility: ['id'],
  cost_options: ['id', 'service_id'],
  organization_identifiers: ['id', 'identifier_type', 'identifier'],
  attributes: ['id', 'link_id', 'taxonomy_term_id', 'link_entity'],
  taxonomy_term: ['id', 'name', 'description'],
  service_capacity: ['id', 'service_id', 'unit_id', 'maximum'],
};
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATUSES = ['active', 'inactive', 'defunct', 'temporarily closed'];

/** The same question as to the official schemas. */
export function ownProblemsOf(kind: HsdsKind, document: unknown): readonly string[] {
  return problemsIn(kind, document as Readonly<Record<string, unknown>>, '');
}

function problemsIn(kind: string, thing: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const missing = (NEEDED[kind] ?? []).filter((name) => thing[name] === undefined);
  const wrongId = typeof thing['id'] === 'string' && !ID.test(thing['id']);
  const wrongStatus = kind === 'service' && !STATUSES.includes(String(thing['status']));
  const inside = Object.entries(thing).flatMap(([name, value]) => {
    if (NEEDED[name] === undefined || typeof value !== 'object' || value === null) return [];
    const things = (Array.isArray(value) ? value : [value]) as readonly Readonly<Record<string, unknown>>[];
    return things.flatMap((each, at) => problemsIn(name, each, `${path}/${name}/${at}`));
  });
  return [
    ...missing.map((name) => `${path} has no ${name}`),
    ...(wrongId ? [`${path}/id is no UUID`] : []),
    ...(wrongStatus ? [`${path}/status is unknown`] : []),
    ...inside,
  ];
}
