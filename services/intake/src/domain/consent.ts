import { type Actor, conflict, forbidden, invalid, Machine, type MachineTable } from '#libs/kernel';
import table from './consent.machine.json';

/** The machine Consent, one per person. */
export const CONSENT = new Machine(table satisfies MachineTable);

/** Below this age a name is given to nobody without the guardian's word. */
const GUARDIAN_AGE = 16;
const ADULT_AGE = 18;
/** The scope that names its recipients, one by one. */
export const DISCLOSURE = 'provider_disclosure';
const MOST_RECIPIENTS = 500;
const IN_FORCE_STATES = ['GRANTED', 'PARTIAL'];

export type GuardianWord = 'not_required' | 'granted' | 'refused';

/** One thing that the person agreed to: scope × recipients × term. */
export interface Term {
  readonly scope: string;
  /** Recipients; empty for scopes that name none. */
  readonly orgIds: readonly string[];
  /** Last day on which it holds; null = until taken back. */
  readonly until: string | null;
}

export interface Consent {
  readonly state: string;
  readonly terms: readonly Term[];
  /** The guardian's word, stored apart from the person's; null = not asked. */
  readonly guardian: GuardianWord | null;
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

/** What holds on a day: the state says yes and the term is not over. */
export function termsInForce({ state, terms }: Consent, today: string): readonly Term[] {
  if (!IN_FORCE_STATES.includes(state)) return [];
  return termsLeft(terms, today);
}

/** Scopes in force, whatever their recipients. */
export const scopesInForce = (consent: Consent, today: string): readonly string[] => [
  ...new Set(termsInForce(consent, today).map(({ scope }) => scope)),
];

/** Organisations that the person agreed may learn the name. */
export const recipientsOf = (terms: readonly Term[]): readonly string[] => [
  ...new Set(terms.filter(({ scope }) => scope === DISCLOSURE).flatMap(({ orgIds }) => orgIds)),
];

/** Of unknown age, the guardian's word counts as for a child unless it is on record that none is needed. */
function guardianAllows(guardian: GuardianWord | null, age: number | null): boolean {
  if (age === null) return guardian === 'granted' || guardian === 'not_required';
  return age >= GUARDIAN_AGE || guardian === 'granted';
}

/**
 * May this be done? For giving the name (provider_disclosure) `orgId` says to whom; null = to anybody.
 * A child's name is given only with the guardian's word beside the child's own.
 */
export function permissionFor(
  consent: Consent,
  asked: { readonly scope: string; readonly orgId: string | null },
  { today, age }: Moment,
): Permission {
  const matching = termsInForce(consent, today).filter(
    ({ scope, orgIds }) =>
      scope === asked.scope && (scope !== DISCLOSURE || asked.orgId === null || orgIds.includes(asked.orgId)),
  );
  const refused = asked.scope === DISCLOSURE && !guardianAllows(consent.guardian, age);
  if (matching.length === 0 || refused) return { allowed: false, orgIds: [], until: null };
  return { allowed: true, orgIds: recipientsOf(matching), until: earliestUntil(matching) };
}

/** 403 `consent.missing` unless the scope is in force. */
export function requireScope(consent: Consent, scope: string, today: string): void {
  if (!scopesInForce(consent, today).includes(scope)) {
    throw forbidden('consent.missing', `Consent for ${scope} is not in force.`);
  }
}

/** The day after which the first of the terms is over; null = none ends. */
export function earliestUntil(terms: readonly Term[]): string | null {
  const days = terms.flatMap(({ until }) => until ?? []).sort();
  return days[0] ?? null;
}

/** Checks terms as they are about to be agreed to. */
export function checkTerms(terms: readonly Term[], today: string): void {
  refuseTooManyRecipients(terms);
  for (const { scope, orgIds, until } of terms) {
    if (scope === DISCLOSURE && orgIds.length === 0) {
      throw invalid('consent.recipients-missing', 'Consent to give the name has to say to whom.', [
        { field: 'terms.orgIds', rule: 'recipients', mend: '氏名等を提供する団体を一つ以上指定してください' },
      ]);
    }
    if (scope !== DISCLOSURE && orgIds.length > 0) throw unexpectedRecipients();
    if (until !== null && until < today) {
      throw invalid('consent.term-over', 'The term is over already.', [
        { field: 'terms.until', rule: 'notInPast', mend: '今日以降の日付を指定してください' },
      ]);
    }
  }
}

/** What is told at once on a withdrawal has to fit into one event. */
export function refuseTooManyRecipients(terms: readonly Term[]): void {
  if (recipientsOf(terms).length <= MOST_RECIPIENTS) return;
  throw invalid('consent.too-many-recipients', `At most ${MOST_RECIPIENTS} organisations may be told a name.`, [
    { field: 'terms.orgIds', rule: 'recipients', mend: `提供先は ${MOST_RECIPIENTS} 団体までにしてください` },
  ]);
}

const unexpectedRecipients = () =>
  invalid('consent.recipients-unexpected', 'Only consent to give the name has recipients.', [
    { field: 'orgIds', rule: 'recipients', mend: '団体を指定できるのは provider_disclosure だけです' },
  ]);

/** The own words of somebody under age are always on record (L20). */
export function requireWordsOfMinor(words: string | null, age: number | null): void {
  if (age === null || age >= ADULT_AGE || words !== null) return;
  throw invalid('consent.person-words-missing', 'Below 18 the person’s own words are recorded.', [
    { field: 'personWords', rule: 'personWords', mend: '本人の言葉を記録してください(18 歳未満)' },
  ]);
}

/** Adds terms: given again, a scope or recipient gets the new term. */
export function addTerms(terms: readonly Term[], added: readonly Term[]): readonly Term[] {
  return added.reduce<readonly Term[]>((kept, term) => {
    const rest =
      term.scope === DISCLOSURE
        ? withoutRecipients(kept, term.orgIds)
        : kept.filter(({ scope }) => scope !== term.scope);
    return [...rest, term];
  }, terms);
}

function withoutRecipients(terms: readonly Term[], gone: readonly string[]): readonly Term[] {
  return terms
    .map((term) =>
      term.scope === DISCLOSURE ? { ...term, orgIds: term.orgIds.filter((id) => !gone.includes(id)) } : term,
    )
    .filter(({ scope, orgIds }) => scope !== DISCLOSURE || orgIds.length > 0);
}

/** What is taken back: nothing named = all; recipients only ever for giving the name. */
export interface Withdrawal {
  readonly scopes: readonly string[] | null;
  readonly orgIds: readonly string[] | null;
}

/** The terms that are left. 409 `consent.not-granted` where nothing of it was granted. */
export function withoutWithdrawn(terms: readonly Term[], { scopes, orgIds }: Withdrawal): readonly Term[] {
  if (orgIds !== null && scopes?.some((scope) => scope !== DISCLOSURE)) throw unexpectedRecipients();
  const left = orgIds === null ? terms.filter(({ scope }) => stays(scope, scopes)) : withoutRecipients(terms, orgIds);
  const same = left.length === terms.length && recipientsOf(left).length === recipientsOf(terms).length;
  if (same && (scopes !== null || orgIds !== null)) {
    throw conflict('consent.not-granted', 'Nothing of this is granted.');
  }
  return left;
}

const stays = (scope: string, gone: readonly string[] | null): boolean => gone !== null && !gone.includes(scope);

/**
 * The state after taking back a part or all. Taking back is never refused for being the second part:
 * what is left of PARTIAL is PARTIAL, by whoever may withdraw all.
 */
export function stateAfterWithdrawal(state: string, left: readonly Term[], actor: Actor): string {
  if (left.length === 0) return CONSENT.next(state, 'withdraw', actor);
  if (state !== 'PARTIAL') return CONSENT.next(state, 'withdrawPart', actor);
  CONSENT.next(state, 'withdraw', actor);
  return state;
}

/** Consent rests on an explanation: mends `transition-refused` into what has to be done first. */
export function requireExplanation(state: string): void {
  if (['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'].includes(state)) {
    throw conflict('consent.not-explained', 'Explain first (POST …/consent/explanation), then record the consent.');
  }
}

/** Which event an explanation is in this state: the first one, or asking again. */
export const explanationEvent = (state: string): 'explain' | 'askAgain' =>
  ['NOT_ASKED', 'EXCEPTION'].includes(state) ? 'explain' : 'askAgain';

/** Terms as somebody gives them, the later word winning where one is given twice. */
export const termsFrom = (
  given: readonly {
    readonly scope: string;
    readonly orgIds?: readonly string[] | undefined;
    readonly until?: string | null | undefined;
  }[],
): readonly Term[] =>
  addTerms(
    [],
    given.map(({ scope, orgIds = [], until = null }) => ({ scope, orgIds, until })),
  );

/** The terms that are not over. */
export const termsLeft = (terms: readonly Term[], today: string): readonly Term[] =>
  terms.filter(({ until }) => until === null || until >= today);

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
