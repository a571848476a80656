import { type HsdsPiece, ownPart } from './hsds-documents';
import { hsdsFieldsOf } from './hsds-fields';
import { flattened, type JsonObject, textOf } from './json-values';
import { problem } from './problems';
import type { Entity, ImportedLinks, ImportedRecord } from './record';

type Described = Pick<ImportedRecord, 'entity' | 'fields' | 'problems' | 'links' | 'raw'> & {
  readonly key: string | null;
};

/** A piece as a record, but for its place in the file and its fingerprint. */
export function hsdsRecordOf(piece: HsdsPiece): Described {
  const { fields, problems } = hsdsFieldsOf(piece);
  const key = keyOf(piece);
  return {
    entity: entityOf(piece),
    fields,
    problems: key === null ? [...problems, problem('hsds.id-missing', 'id', '')] : problems,
    links: linksOf(piece),
    raw: rawOf(piece),
    key,
  };
}

function entityOf({ service, location }: HsdsPiece): Entity {
  if (service !== null) return 'place';
  return location === null ? 'organization' : 'location';
}

/** A service at two locations is two places, so both ids make the key. */
function keyOf({ organization, service, location }: HsdsPiece): string | null {
  const ids = [service, location].filter((thing) => thing !== null).map(({ id }) => textOf(id));
  if (ids.length === 0) return textOf(organization?.id) === '' ? null : `organization:${textOf(organization?.id)}`;
  return ids.includes('') ? null : `${service === null ? 'location' : 'service'}:${ids.join('@')}`;
}

function linksOf({ organization, service, location }: HsdsPiece): ImportedLinks {
  const id = (thing: JsonObject | null, other?: unknown): string => textOf(thing?.id) || textOf(other);
  const organizationId = id(organization, service?.organization_id);
  const serviceId = id(service);
  const locationId = id(location);
  return {
    ...(organizationId && { organizationId }),
    ...(serviceId && { serviceId }),
    ...(locationId && { locationId }),
  };
}

function rawOf({ organization, service, location, link }: HsdsPiece): Readonly<Record<string, string>> {
  const parts = { organization, service, location, service_at_location: link };
  const given = Object.entries(parts).filter((part): part is [string, JsonObject] => part[1] !== null);
  return flattened(Object.fromEntries(given.map(([name, thing]) => [name, ownPart(thing)])));
}
