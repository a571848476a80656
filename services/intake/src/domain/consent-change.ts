import { type Consent, type Moment, permissionFor, termsPermitted } from './consent';
import { DISCLOSURE, namesRecipients } from './consent-scopes';
import { earliestUntil } from './consent-terms';

/** Something that may not be done any more: a scope as a whole (`recipient` null), or towards one recipient. */
interface Lost {
  readonly scope: string;
  readonly recipient: string | null;
}

/** What may no longer be done after a change of consent. */
export interface Loss {
  readonly scopes: readonly string[];
  /** Organisations that may not be told the name any more. */
  readonly orgIds: readonly string[];
  readonly lost: readonly Lost[];
}

/** What may really be done at a moment: the guardian's word counts where it has to. */
function effective(consent: Consent, moment: Moment): readonly Lost[] {
  const scopes = [...new Set(termsPermitted(consent, moment.today).map(({ scope }) => scope))];
  return scopes.flatMap((scope) => {
    const { allowed, orgIds } = permissionFor(consent, { scope, orgId: null }, moment);
    if (!allowed) return [];
    const named = namesRecipients(scope) ? orgIds : [];
    return [{ scope, recipient: null }, ...named.map((recipient) => ({ scope, recipient }))];
  });
}

/**
 * Compares what may be done before and after. A scope counts as lost as soon as one of its recipients is.
 * Terms that ran out since the last change are told as lost, too: nobody else tells it.
 */
export function lossOf(before: Consent, after: Consent, moment: Moment): Loss {
  const had = effective(before, { ...moment, today: lastDayOfAll(before, moment.today) });
  const has = effective(after, moment);
  const lost = had.filter(
    (one) => !has.some(({ scope, recipient }) => scope === one.scope && recipient === one.recipient),
  );
  const orgIds = lost.flatMap(({ scope, recipient }) => (scope === DISCLOSURE ? (recipient ?? []) : []));
  return { scopes: [...new Set(lost.map(({ scope }) => scope))], orgIds, lost };
}

/** The last day on which all terms that are on record still held. */
function lastDayOfAll({ terms, exceptionTerms }: Consent, today: string): string {
  const first = earliestUntil([...terms, ...exceptionTerms]);
  return first !== null && first < today ? first : today;
}

export const isLoss = ({ lost }: Loss): boolean => lost.length > 0;

/** What the person's own word does not permit any more, whatever exceptions stand beside it. */
export const lossOfOwnWord = (before: Consent, after: Consent, moment: Moment): Loss =>
  lossOf({ ...before, exceptionTerms: [] }, { ...after, exceptionTerms: [] }, moment);
