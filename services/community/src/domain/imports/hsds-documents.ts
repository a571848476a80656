import { asObject, type JsonObject, objectsIn, textOf } from './json-values';

/** One thing of an HSDS document: a service at a location with its organisation, or what stands alone. */
export interface HsdsPiece {
  readonly organization: JsonObject | null;
  readonly service: JsonObject | null;
  readonly location: JsonObject | null;
  /** The link between service and location, which may have its own hours and phones. */
  readonly link: JsonObject | null;
}

const NOTHING: HsdsPiece = { organization: null, service: null, location: null, link: null };
/** Lists inside a thing that are pieces of their own. */
const NESTED = ['services', 'locations', 'service_at_locations', 'organization', 'service', 'location'];

/**
 * The pieces of a document of any of the four kinds, or of a page of them (`contents`). Empty where it is none.
 * A service given at three locations is three places.
 */
export function piecesOf(document: JsonObject): readonly HsdsPiece[] {
  if (Array.isArray(document.contents)) return objectsIn(document.contents).flatMap(piecesOf);
  const location = asObject(document.location);
  const service = asObject(document.service);
  if (location !== null || service !== null) return [ofLink(document, service, location)];
  if (isService(document)) return ofService(document, asObject(document.organization));
  if (isLocation(document)) return [{ ...NOTHING, location: document }];
  if (textOf(document.name) !== '') return ofOrganization(document);
  return [];
}

function ofLink(link: JsonObject, service: JsonObject | null, location: JsonObject | null): HsdsPiece {
  return { organization: asObject(service?.organization), service, location, link };
}

function ofService(service: JsonObject, organization: JsonObject | null): readonly HsdsPiece[] {
  const links = objectsIn(service.service_at_locations);
  if (links.length === 0) return [{ ...NOTHING, organization, service }];
  return links.map((link) => ({ organization, service, location: asObject(link.location), link }));
}

/** An organisation with services is said by them; its other locations stand alone. */
function ofOrganization(organization: JsonObject): readonly HsdsPiece[] {
  const services = objectsIn(organization.services).flatMap((service) => ofService(service, organization));
  const used = new Set(services.map(({ location }) => textOf(location?.id)));
  const others = objectsIn(organization.locations).filter(({ id }) => !used.has(textOf(id)));
  const alone = others.map((location) => ({ ...NOTHING, organization, location }));
  return services.length + alone.length === 0 ? [{ ...NOTHING, organization }] : [...services, ...alone];
}

const SERVICE_ONLY = [
  'status',
  'service_at_locations',
  'fees_description',
  'eligibility_description',
  'service_areas',
  'organization_id',
];
const LOCATION_ONLY = ['latitude', 'longitude', 'location_type', 'addresses'];

const isLocation = (document: JsonObject): boolean => LOCATION_ONLY.some((key) => key in document);
const isService = (document: JsonObject): boolean =>
  !isLocation(document) && SERVICE_ONLY.some((key) => key in document) && !('services' in document);

/** The thing itself, without the pieces that stand inside it. */
export function ownPart(thing: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(thing).filter(([key]) => !NESTED.includes(key)));
}
