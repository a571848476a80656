import { conflict, invalid } from '#libs/kernel';
import { type Consent, type Moment, termsInForce } from './consent';
import { isLoss, type Loss, lossOf } from './consent-change';
import { type Term, termsLeft } from './consent-terms';
import type { Safety } from './person';

/** The person said no: it counts for whatever record of the same human somebody looks at. */
const NO_STATES = ['REFUSED', 'WITHDRAWN'];

/**
 * Consent of one record where others are of the same human: never more than is on this record, and less where
 * another one holds a no. A part taken back on another leaves only what that one still permits; not having been
 * asked there is no no. Other legal grounds (exceptions) stay as they are.
 */
export function stricter<C extends Consent>(own: C, others: readonly Consent[], today: string): C {
  const terms = others.reduce<readonly Term[]>((left, other) => permittedBeside(left, other, today), own.terms);
  const guardian = others.some((other) => other.guardian === 'refused') ? 'refused' : own.guardian;
  return terms === own.terms && guardian === own.guardian ? own : { ...own, terms, guardian };
}

function permittedBeside(terms: readonly Term[], other: Consent, today: string): readonly Term[] {
  if (NO_STATES.includes(other.state)) return [];
  if (other.state !== 'PARTIAL') return terms;
  const theirs = termsInForce(other, today);
  return terms.flatMap((term) => {
    const same = theirs.filter(({ scope }) => scope === term.scope);
    if (same.length === 0) return [];
    if (term.orgIds.length === 0) return [term];
    const named = new Set(same.flatMap(({ orgIds }) => orgIds));
    const orgIds = term.orgIds.filter((id) => named.has(id));
    return orgIds.length === 0 ? [] : [{ ...term, orgIds }];
  });
}

/** What a record may not permit any more because of the others. */
export function lossBeside(own: Consent, others: readonly Consent[], moment: Moment): Loss {
  const { today } = moment;
  // What has run out is told by the timer of terms, not here.
  const now = {
    ...own,
    terms: termsLeft(own.terms, today),
    exceptionTerms: termsLeft(own.exceptionTerms, today),
  };
  return lossOf(now, stricter(now, others, today), moment);
}

/** A merge never takes permission away by itself: where it would, a human settles it with the person first. */
export function refuseDifferingConsent(
  records: readonly { readonly consent: Consent; readonly moment: Moment }[],
): void {
  const differs = records.some(({ consent, moment }, at) => {
    const others = records.filter((_, index) => index !== at).map((record) => record.consent);
    return isLoss(lossBeside(consent, others, moment));
  });
  if (differs) {
    throw conflict(
      'person-merge.consent-differs',
      'One record holds a refusal of what is permitted on the other: settle it with the person first.',
    );
  }
}

/** Who must be kept away on any record is kept away on all; null only where nobody was ever asked. */
export function safetyOfAll(all: readonly (Safety | null)[]): Safety | null {
  const known = all.flatMap((safety) => safety ?? []);
  if (known.length === 0) return null;
  const union = (pick: (safety: Safety) => readonly string[]): string[] => [...new Set(known.flatMap(pick))].sort();
  return {
    avoidOrgIds: union(({ avoidOrgIds }) => avoidOrgIds),
    avoidMenuIds: union(({ avoidMenuIds }) => avoidMenuIds),
    avoidWithinMeters: Math.max(...known.map(({ avoidWithinMeters }) => avoidWithinMeters)),
    guardianMayHarm: known.some(({ guardianMayHarm }) => guardianMayHarm),
  };
}

export function refuseSame(personRef: string, intoRef: string): void {
  if (personRef !== intoRef) return;
  throw invalid('person-merge.same', 'A record cannot be merged with itself.', [
    { field: 'intoRef', rule: 'another', mend: '別の本人の記録を指定してください' },
  ]);
}
