import { type Actor, hasRole } from '#libs/kernel';
import { seesConfidentialAddress } from './access';
import { isConfidentialByDefault } from './resource';
import rules from './visible-resource.json';

/** What is asked of a resource before it is shown; every field beside these may become null. */
interface Shown {
  readonly orgId: string;
  readonly state: string;
  readonly type: string | null;
  readonly addressConfidential: boolean;
  readonly publicFields: readonly string[] | null;
}

/** Staff of the municipality or of an organisation, or anybody who lives there. */
export type Reader = Actor | 'resident';

const OF_AN_ORGANIZATION = ['PROVIDER_STAFF', 'REGISTRY_EDITOR'];

/**
 * The resource as this reader may see it, or null where it does not exist for this reader. Whatever shows a resource
 * (answer, list, area, search, export) goes through here: a confidential address never leaves its circle.
 */
export function visibleResource<R extends Shown>(resource: R, reader: Reader): R | null {
  if (reader === 'resident') return forResidents(resource);
  if (!mayKnow(resource, reader)) return null;
  return hidesAddress(resource, reader) ? without(resource, rules.tellsWhere) : resource;
}

/** Is where the resource is none of this actor's business? Lists by area and distance leave it out then. */
const hidesAddress = ({ addressConfidential, orgId }: Shown, actor: Actor): boolean =>
  addressConfidential && !seesConfidentialAddress(actor, orgId);

function mayKnow({ orgId }: Shown, actor: Actor): boolean {
  const staff = actor.roles.some((role) => !OF_AN_ORGANIZATION.includes(role));
  return staff || (hasRole(actor, 'PROVIDER_STAFF', 'REGISTRY_EDITOR') && actor.orgId === orgId);
}

function forResidents<R extends Shown>(resource: R): R | null {
  const { state, type, addressConfidential, publicFields } = resource;
  if (state !== 'ACTIVE_PUBLIC' || addressConfidential || isConfidentialByDefault(type)) return null;
  const chosen = (publicFields ?? rules.usualPublicFields).filter((field) => rules.publishable.includes(field));
  const shown = [...rules.alwaysPublic, ...chosen];
  return without(
    resource,
    Object.keys(resource).filter((field) => !shown.includes(field)),
  );
}

/** Areas tell where it is as much as the location does; they are a list, so that none is left of them. */
function without<R extends Shown>(resource: R, fields: readonly string[]): R {
  const hidden = fields.filter((field) => field in resource && field !== 'areaIds');
  const areas = 'areaIds' in resource && fields.includes('location') ? { areaIds: [] } : {};
  return { ...resource, ...Object.fromEntries(hidden.map((field) => [field, null])), ...areas };
}
