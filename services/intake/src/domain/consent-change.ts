import { type Consent, DISCLOSURE, earliestUntil, type Moment, permissionFor, scopesInForce } from './consent';

/** What may no longer be done after a change of consent. */
export interface Loss {
  readonly scopes: readonly string[];
  /** Organisations that may not be told any more. */
  readonly orgIds: readonly string[];
}

/** What may really be done at a moment: the guardian's word counts where it has to. */
function effective(consent: Consent, moment: Moment): Loss {
  const names = permissionFor(consent, { scope: DISCLOSURE, orgId: null }, moment);
  const scopes = scopesInForce(consent, moment.today).filter((scope) => scope !== DISCLOSURE || names.allowed);
  return { scopes, orgIds: names.orgIds };
}

/**
 * Compares what may be done before and after. Scope provider_disclosure counts as lost as soon as one
 * organisation is. Terms that ran out since the last change are told as lost, too: nobody else tells it.
 */
export function lossOf(before: Consent, after: Consent, moment: Moment): Loss {
  const had = effective(before, { ...moment, today: lastDayOfAll(before, moment.today) });
  const has = effective(after, moment);
  const orgIds = had.orgIds.filter((id) => !has.orgIds.includes(id));
  const scopes = had.scopes.filter(
    (scope) => !has.scopes.includes(scope) || (scope === DISCLOSURE && orgIds.length > 0),
  );
  return { scopes, orgIds };
}

/** The last day on which all terms that are on record still held. */
function lastDayOfAll({ terms }: Consent, today: string): string {
  const first = earliestUntil(terms);
  return first !== null && first < today ? first : today;
}

export const isLoss = ({ scopes, orgIds }: Loss): boolean => scopes.length > 0 || orgIds.length > 0;
