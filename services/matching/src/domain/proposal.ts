import {
  type Actor,
  addDays,
  AppError,
  conflict,
  DAY_MS,
  daysBetween,
  hasRole,
  localDay,
  Machine,
  notFound,
} from '#libs/kernel';
import { coarsen } from './anonymity';
import { type PopulationBand } from './area';
import table from './match-proposal.machine.json';
import { type Safety } from './matching-profile';
import { type HostAssessment, isDistanceHidden, type MenuFacts } from './menu-facts';
import { type Need } from './need';
import settings from './proposal-settings.json';

/** Days: how long a place is held, how long a host has for an answer, how far ahead a trial may lie, how old an assessment may be. */
const PROPOSAL_SETTINGS: {
  readonly version: string;
  readonly holdDays: number;
  readonly inquiryDays: number;
  readonly trialMaxDays: number;
  readonly hostAssessmentMaxAgeDays: number;
} = settings;

export const PROPOSAL = new Machine(table);

const ENDED: ReadonlySet<string> = new Set(table.terminal);
export const OPEN_PROPOSAL_STATES: readonly string[] = Object.keys(table.states).filter((state) => !ENDED.has(state));

export const isOpenProposal = (state: string): boolean => !ENDED.has(state);
/** Waits for somebody else's answer within days. */
const canExpire = (state: string): boolean => PROPOSAL.allows(state, 'expire');

/** A named inquiry was sent: the host has read, or could read, who it is. */
const isNamed = (items: readonly string[]): boolean => items.length > 0;

/** Staff of another organisation find nothing. Everybody else is let in by role. */
export function requireOwnOrganisation(actor: Actor, orgId: string, thing: string): void {
  const outside = hasRole(actor, 'PROVIDER_STAFF') && !isOfficeActor(actor);
  if (outside && actor.orgId !== orgId) throw notFound(thing);
}

export const isOfficeActor = (actor: Actor): boolean =>
  hasRole(actor, 'PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW', 'DECISION_MAKER', 'SYSTEM');

/** A host answers for its own organisation only, whatever other role the actor has. */
export function requireHost(actor: Actor, orgId: string): void {
  if (actor.orgId !== orgId) throw notFound('proposal');
}

/** The host has said yes: the person sees the place or can be shown it at once. */
export const OPTION_STATES: readonly string[] = OPEN_PROPOSAL_STATES.filter(
  (state) => state !== 'DRAFT' && state !== 'ANON_INQUIRY',
);

/** The person has a choice of at least two, or there is a reason why not. */
export function requireChoice(options: number, reasonCode: string | undefined): void {
  if (options < 2 && reasonCode === undefined) {
    throw conflict('proposal.single-option', 'Offer at least two places, or say why there is one only.');
  }
}

/** What a host was told has to be discarded when nothing comes of it (L06). */
export function requireDiscard(items: readonly string[], confirmed: boolean | undefined): void {
  if (isNamed(items) && confirmed !== true) {
    throw conflict('proposal.discard-unconfirmed', 'Confirm that what was told is discarded.');
  }
}

/** The host's own situation was looked at within the year and it can take somebody. */
export function requireAssessedHost(assessment: HostAssessment | null, today: string): void {
  const usable = assessment?.status === 'ready' || assessment?.status === 'needs_support';
  const assessedOn = assessment?.assessedOn ?? null;
  const valid = assessedOn !== null && daysBetween(assessedOn, today) <= PROPOSAL_SETTINGS.hostAssessmentMaxAgeDays;
  if (!usable || !valid) {
    throw conflict('proposal.host-assessment-old', 'The host has to be assessed within 365 days.');
  }
}

export function requireOpenPlace(openPlace: boolean): void {
  if (!openPlace) throw conflict('proposal.not-open', 'Places are counted here: ask the host first.');
}

/** Anybody may come to an open place: nobody is asked first, and no name is told that the place does not need. */
export function requireInquiry(openPlace: boolean, nameRequired: boolean): void {
  if (openPlace && !nameRequired) throw conflict('proposal.open-place', 'Nobody has to be asked here.');
}

/** A trial lies ahead, and not so far that a place would be kept from others for nobody. */
export function requireTrialDay(at: Date, today: string): void {
  const day = localDay(at);
  if (day < today) throw conflict('proposal.trial-in-past', 'That day is over.');
  if (day > addDays(today, PROPOSAL_SETTINGS.trialMaxDays)) {
    throw conflict('proposal.trial-too-far', `A trial is within ${PROPOSAL_SETTINGS.trialMaxDays} days.`);
  }
}

/** A place that needs the name gets it by a named inquiry, before a trial. */
export function requireNameGiven(nameRequired: boolean, items: readonly string[]): void {
  if (nameRequired && !isNamed(items)) {
    throw conflict('proposal.name-first', 'This place needs the name: send a named inquiry first.');
  }
}

/** Of somebody of unknown age a guardian's word counts as of a child. */
export function requireGuardian(age: number | null, guardian: string | null, guardianAge: number): void {
  if (age !== null && age >= guardianAge) return;
  const given = guardian === 'granted' || (age === null && guardian === 'not_required');
  if (!given) throw conflict('consent.guardian-missing', 'A guardian has to agree before the name is given.');
}

/** Who knows where a confidential place is and has said that the distance is kept. */
export type DistanceConfirmer = 'host' | 'privacy_officer';

/** Where only people can know whether a distance is kept, one of them has said so. */
export function requireDistanceConfirmed(
  safety: Safety | null,
  menu: MenuFacts,
  confirmedBy: DistanceConfirmer | null | undefined,
): void {
  if (confirmedBy != null || !isDistanceHidden(menu, safety?.avoidWithinMeters)) return;
  throw conflict('proposal.distance-unconfirmed', 'Somebody who knows the place has to say that the distance is kept.');
}

/** A menu that is excluded now cannot be proposed; the codes stand at the field, in the order of judgement. */
export function notEligible(code: string, menuId: string, codes: readonly string[], ja: readonly string[]): AppError {
  const fields = codes.map((rule, index) => ({ field: `menuId:${menuId}`, rule, mend: ja[index] ?? ja[0] ?? '' }));
  return new AppError('conflict', code, `Menu ${menuId} is excluded: ${codes.join(', ')}.`, fields);
}

/** What a host is told before there is a name: exactly these fields (L05). */
export interface AnonymousInquiry {
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly purposes: readonly string[];
  readonly modes: readonly string[];
  readonly supportRequired: readonly string[];
  readonly days: readonly string[];
  readonly startBy: string | null;
}

/** `population` of the area where the search starts; null = not known. */
export function anonymousInquiry(
  age: number | null,
  need: Need,
  population: readonly PopulationBand[] | null,
): { readonly inquiry: AnonymousInquiry; readonly withheld: readonly string[] } {
  const { band, considerations, withheld } = coarsen(age, need.supportRequired ?? [], population);
  const inquiry = {
    ageFrom: band?.from ?? null,
    ageTo: band?.to ?? null,
    purposes: need.primaryPurposes ?? [],
    modes: need.mode ?? [],
    supportRequired: considerations,
    days: [...new Set((need.windows ?? []).map(({ day }) => day))],
    startBy: need.startBy,
  };
  return { inquiry, withheld };
}

/** Which scopes a proposal rests on; taking one of them back ends it (L06). */
export function restsOn(
  proposal: {
    readonly orgId: string;
    readonly state: string;
    readonly nameRequired: boolean;
    readonly items: readonly string[];
  },
  withdrawn: { readonly scopes: readonly string[]; readonly orgIds: readonly string[] },
): boolean {
  const { scopes, orgIds } = withdrawn;
  if (scopes.includes('participation_matching')) return true;
  if (scopes.includes('anonymous_inquiry') && ['ANON_INQUIRY', 'PROVIDER_WILLING'].includes(proposal.state))
    return true;
  const told = proposal.nameRequired || isNamed(proposal.items);
  return scopes.includes('provider_disclosure') && told && (orgIds.length === 0 || orgIds.includes(proposal.orgId));
}

/** What time does to an open proposal: an unanswered inquiry expires; with its hold gone it is revoked, unless the person is thinking. */
export function overdueEvent(
  proposal: { readonly state: string; readonly answerBy: Date | null; readonly heldUntil: Date | null },
  now: Date,
): 'expire' | 'revoke' | 'holdLapsed' | null {
  if (canExpire(proposal.state) && isDue(proposal.answerBy, now)) return 'expire';
  if (!isOpenProposal(proposal.state) || !isDue(proposal.heldUntil, now)) return null;
  return PROPOSAL.allows(proposal.state, 'holdLapsed') ? 'holdLapsed' : 'revoke';
}

const isDue = (until: Date | null, now: Date): boolean => until !== null && until.getTime() <= now.getTime();

/** Until when somebody has to answer in a state; null = nobody's time is limited. */
export function answerByOf(state: string, now: Date): Date | null {
  return canExpire(state) ? new Date(now.getTime() + PROPOSAL_SETTINGS.inquiryDays * DAY_MS) : null;
}

/** Until when a place is held from now. */
export function heldFrom(now: Date, days: number = PROPOSAL_SETTINGS.holdDays): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** A refused place as an error; it carries the ledger's version like every answer. */
export function noPlace(thing: 'proposal' | 'placement', reason: string, version: number): AppError {
  const code = reason === 'full' ? 'place-full' : reason;
  const field = { field: 'ledgerVersion', rule: String(version), mend: '空きがありません。別の場を検討してください' };
  return new AppError('conflict', `${thing}.${code}`, `No place at version ${version} of the ledger.`, [field]);
}

/** What others learn when a proposal came to nothing. */
export function endedEvent(
  proposal: { readonly id: string; readonly personRef: string; readonly orgId: string },
  state: string,
  version: number,
): { proposalId: string; personRef: string; orgId: string; state: string; version: number } {
  return { proposalId: proposal.id, personRef: proposal.personRef, orgId: proposal.orgId, state, version };
}

/** Ledgers are locked in the order of their menus, so that two such acts never wait for each other. */
export function inLockOrder<T extends { readonly menuId: string }>(proposals: readonly T[]): readonly T[] {
  return [...proposals].sort((a, b) => (a.menuId < b.menuId ? -1 : 1));
}
