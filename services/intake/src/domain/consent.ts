import { type Actor, conflict, forbidden, invalid, Machine, type MachineTable } from '#libs/kernel';
import table from './consent.machine.json';
import { namesRecipients, needsGuardian } from './consent-scopes';
import { earliestUntil, recipientsOf, type Term, termsLeft } from './consent-terms';

/** The machine Consent, one per person. */
export const CONSENT = new Machine(table satisfies MachineTable);

/** Below this age a name is given to nobody without the guardian's word. */
const GUARDIAN_AGE = 16;
export const ADULT_AGE = 18;
const IN_FORCE_STATES = ['GRANTED', 'PARTIAL'];

export type GuardianWord = 'not_required' | 'granted' | 'refused';

/** What may be done on another legal ground than the person's word (L18). */
export interface ExceptionTerm extends Term {
  readonly exceptionId: string;
  /** Code list disclosureBases. */
  readonly basis: string;
  readonly until: string;
}

export interface Consent {
  readonly state: string;
  /** What the person agreed to. */
  readonly terms: readonly Term[];
  /** The guardian's word, stored apart from the person's; null = not asked. */
  readonly guardian: GuardianWord | null;
  /** Exceptions in use. They stand beside the person's word, whatever the state. */
  readonly exceptionTerms: readonly ExceptionTerm[];
}

/** When a question of consent is asked, and how old the person is then (null = not known). */
export interface Moment {
  readonly today: string;
  readonly age: number | null;
}

export interface Permission {
  readonly allowed: boolean;
  readonly orgIds: readonly string[];
  readonly until: string | null;
}

/** What is asked for; for scopes that name recipients `orgId` says to whom, null = to anybody. */
export interface Asked {
  readonly scope: string;
  readonly orgId: string | null;
}

/** What the person's word permits on a day: the state says yes and the term is not over. */
export function termsInForce({ state, terms }: Omit<Consent, 'exceptionTerms'>, today: string): readonly Term[] {
  if (!IN_FORCE_STATES.includes(state)) return [];
  return termsLeft(terms, today);
}

/** Scopes that the person's word permits, whatever their recipients. */
export const scopesInForce = (consent: Omit<Consent, 'exceptionTerms'>, today: string): readonly string[] => [
  ...new Set(termsInForce(consent, today).map(({ scope }) => scope)),
];

/** Everything that may be done on a day, by the person's word or by an exception. */
export const termsPermitted = (consent: Consent, today: string): readonly Term[] => [
  ...termsInForce(consent, today),
  ...termsLeft(consent.exceptionTerms, today),
];

/** Of unknown age, the guardian's word counts as for a child unless it is on record that none is needed. */
function guardianAllows(guardian: GuardianWord | null, age: number | null): boolean {
  if (age === null) return guardian === 'granted' || guardian === 'not_required';
  return age >= GUARDIAN_AGE || guardian === 'granted';
}

const covers = (term: Term, { scope, orgId }: Asked): boolean =>
  term.scope === scope && (!namesRecipients(scope) || orgId === null || term.orgIds.includes(orgId));

/** What of the person's own word covers this. A child's name goes out with the guardian's word beside it only. */
function ownTermsFor(consent: Consent, asked: Asked, { today, age }: Moment): readonly Term[] {
  if (needsGuardian(asked.scope) && !guardianAllows(consent.guardian, age)) return [];
  return termsInForce(consent, today).filter((term) => covers(term, asked));
}

/** The exceptions that cover this on a day. */
export const exceptionsFor = (consent: Consent, asked: Asked, today: string): readonly ExceptionTerm[] =>
  termsLeft(consent.exceptionTerms, today).filter((term) => covers(term, asked));

/** May this be done, by the person's word or by an exception? */
export function permissionFor(consent: Consent, asked: Asked, moment: Moment): Permission {
  const matching = [...ownTermsFor(consent, asked, moment), ...exceptionsFor(consent, asked, moment.today)];
  if (matching.length === 0) return { allowed: false, orgIds: [], until: null };
  return { allowed: true, orgIds: recipientsOf(matching, asked.scope), until: earliestUntil(matching) };
}

/** Does the person's own word allow this? An exception is none. */
export const personAllows = (consent: Consent, asked: Asked, moment: Moment): boolean =>
  ownTermsFor(consent, asked, moment).length > 0;

/** 403 `consent.missing` unless the person's own word is in force for the scope. */
export function requireScope(consent: Omit<Consent, 'exceptionTerms'>, scope: string, today: string): void {
  if (!scopesInForce(consent, today).includes(scope)) throw consentMissing(scope);
}

export const consentMissing = (scope: string) => forbidden('consent.missing', `Consent for ${scope} is not in force.`);

/** The own words of somebody under age are always on record (L20). */
export function requireWordsOfMinor(words: string | null, age: number | null): void {
  if (age === null || age >= ADULT_AGE || words !== null) return;
  throw invalid('consent.person-words-missing', 'Below 18 the person’s own words are recorded.', [
    { field: 'personWords', rule: 'personWords', mend: '本人の言葉を記録してください(18 歳未満)' },
  ]);
}

/** The state after taking back a part or all. What is left of PARTIAL is PARTIAL. */
export const stateAfterWithdrawal = (state: string, left: readonly Term[], actor: Actor): string =>
  CONSENT.next(state, left.length === 0 ? 'withdraw' : 'withdrawPart', actor);

/** Consent rests on an explanation: mends `transition-refused` into what has to be done first. */
export function requireExplanation(state: string): void {
  if (['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'].includes(state)) {
    throw conflict('consent.not-explained', 'Explain first (POST …/consent/explanation), then record the consent.');
  }
}

/** Which event an explanation is in this state: the first one, or asking again. */
export const explanationEvent = (state: string): 'explain' | 'askAgain' =>
  ['NOT_ASKED', 'EXCEPTION'].includes(state) ? 'explain' : 'askAgain';

/** What the guardian's word does to the state: only where the guardian was asked it moves anything. */
export function stateAfterGuardian(state: string, word: GuardianWord, actor: Actor): string {
  if (state !== 'GUARDIAN_PENDING') return state;
  if (word === 'not_required')
    throw conflict('consent.guardian-asked', 'The guardian was asked; the answer is yes or no.');
  return CONSENT.next(state, word === 'granted' ? 'guardianGrants' : 'guardianRefuses', actor);
}

export function refuseFutureExplanation(explainedOn: string, today: string): void {
  if (explainedOn <= today) return;
  throw invalid('consent.explained-in-future', 'It cannot have been explained on a day to come.', [
    { field: 'explainedOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
  ]);
}
