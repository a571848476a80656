import { type Actor, addDays, conflict, nextWorkingDay, systemActor } from '#libs/kernel';
import settings from './emergency-settings.json';
import { MATCH_REQUEST, unknownPerson } from './match-request';
import { type MatchingProfile, type Safety } from './matching-profile';
import { PROPOSAL } from './proposal';

/** Help before plan, decision and consent rests on the law alone (L18): named, limited, and approved afterwards. */
export type EmergencyState = 'OPEN' | 'PENDING' | 'APPROVED' | 'IN_REVIEW' | 'REVIEWED';

/** The last day on which something may be done on this ground; refused where it is over or too far away. */
export function untilOf(wish: string | undefined, today: string): string {
  const until = wish ?? addDays(today, settings.untilDays);
  if (until < today) throw conflict('emergency.until-passed', 'That day is over.');
  if (until > addDays(today, settings.untilMaxDays)) {
    throw conflict('emergency.until-too-far', `An emergency is limited to ${settings.untilMaxDays} days.`);
  }
  return until;
}

/** One place may be taken, and only while the ground holds. */
export function requireOpenEmergency(
  emergency: { readonly state: string; readonly until: string },
  today: string,
): void {
  if (emergency.state === 'OPEN' && emergency.until >= today) return;
  throw conflict('emergency.over', 'Nothing more may be done on this ground: go on with a plan.');
}

/** What stands in the way all the same. The host on the phone answers for itself, the ground for missing consent; safety always counts. */
export function standingInTheWay<C extends string>(codes: readonly C[], consented: boolean): readonly C[] {
  const answered = consented ? settings.answeredByHost : [...settings.answeredByHost, ...settings.answeredByGround];
  return codes.filter((code) => !answered.includes(code));
}

/** Without consent the host is told no more than it needs to open the door. */
export function requireFewItems(items: readonly string[]): void {
  if (items.every((item) => settings.itemsWithoutConsent.includes(item))) return;
  throw conflict('emergency.items-limited', `Without consent only ${settings.itemsWithoutConsent.join(', ')}.`);
}

/** Somebody of whom only the safety facts are known. */
export const personInDanger = (personRef: string, safety: Safety | null): MatchingProfile => ({
  ...unknownPerson(personRef, safety),
  consent: { matching: 'granted', disclosureOrgIds: null, anonymousInquiry: null, guardian: null },
});

const TO_PLACED = ['unpark', 'searchAgain', 'search', 'shortlist', 'propose'];

/** The steps of a request in one go, each as the table allows it to the worker; the last is the system's. */
export function stateOfPlaced(state: string, actor: Actor): string {
  const proposing = TO_PLACED.reduce(
    (at, event) => (MATCH_REQUEST.allows(at, event) ? MATCH_REQUEST.next(at, event, actor) : at),
    state,
  );
  return MATCH_REQUEST.next(proposing, 'placed', systemActor('matching', actor.tenant));
}

const TO_ACCEPTED = ['inquireAnonymously', 'willing', 'offer', 'interested', 'inquireNamed', 'acceptDirect'];

/** The steps of a proposal in one phone call: the host's own word is the host's step, the rest are the worker's. */
export function stateOfAccepted(actor: Actor, orgId: string): string {
  const host: Actor = { ...actor, roles: ['PROVIDER_STAFF'], orgId };
  return TO_ACCEPTED.reduce((at, event) => PROPOSAL.next(at, event, event === 'willing' ? host : actor), 'DRAFT');
}

/** L18: the responsible person decides by the end of the next working day. */
export const decideBy = (today: string): string => nextWorkingDay(today);

/** What a decision leads to, and until when the review has to end. A no throws nobody out. */
export function decided(
  emergency: { readonly state: string; readonly actedBy: readonly string[] },
  approved: boolean,
  { actor, today }: { readonly actor: Actor; readonly today: string },
): { readonly state: EmergencyState; readonly dueOn: string | null } {
  if (emergency.state !== 'PENDING') throw conflict('emergency.nothing-to-decide', 'Nothing waits for a decision.');
  if (emergency.actedBy.includes(actor.sub)) {
    throw conflict('emergency.same-person', 'Whoever acted does not approve it: somebody else decides.');
  }
  return approved
    ? { state: 'APPROVED', dueOn: null }
    : { state: 'IN_REVIEW', dueOn: addDays(today, settings.reviewDays) };
}
