import { type Actor, hasRole, isUuid, notFound, type Role, staleVersion } from '#libs/kernel';

/** Roles that count for the actor's own organisation only (domain-model 1.8). */
const OF_AN_ORGANIZATION: readonly Role[] = ['PROVIDER_STAFF', 'REGISTRY_EDITOR'];

/**
 * The actor as far as this organisation is concerned: of another organisation's staff nothing is left.
 * Without one of the allowed roles the thing looks missing, so that an id tells nothing.
 */
export function actingOn(actor: Actor, orgId: string, allowed: readonly Role[], thing: string): Actor {
  const roles = actor.roles.filter((role) => !OF_AN_ORGANIZATION.includes(role) || actor.orgId === orgId);
  const acting = { ...actor, roles };
  if (!hasRole(acting, ...allowed)) throw notFound(thing);
  return acting;
}

/** Null = everything may be listed; otherwise the one organisation that may. An organisation's staff without one sees nothing. */
export function listedOrganization(actor: Actor, readers: readonly Role[]): string | null {
  const everywhere = readers.filter((role) => !OF_AN_ORGANIZATION.includes(role));
  if (hasRole(actor, ...everywhere)) return null;
  // A token may name an organisation by anything; those of the registry have such ids.
  return actor.orgId !== null && isUuid(actor.orgId) ? actor.orgId : NOBODY;
}

/** No organisation ever has this id: ids are version 4. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who may see where a confidential place is: the coordinator and the organisation itself. */
export function seesConfidentialAddress(actor: Actor, orgId: string): boolean {
  return hasRole(actor, 'COMMUNITY_COORDINATOR', 'SYSTEM') || actor.orgId === orgId;
}

/** 412 `stale-version`, after it is sure that the actor may know that the thing exists. */
export function refuseStale(thing: string, current: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== current) throw staleVersion(thing, current);
}
