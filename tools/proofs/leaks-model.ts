/**
 * Who may read which words, written down once more and plainly: what the proof holds against the system.
 * Nothing here is taken from the service.
 */

export type Kind = 'support' | 'multilayered';

export interface Somebody {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly orgId: string | null;
  readonly tenant: string;
}

export interface Person {
  readonly personRef: string;
  readonly caseRef: string;
  /** Has not been asked yet: the case is POTENTIAL. */
  readonly potential: boolean;
  /** Scope → recipients; of a scope that names none, an empty list. What was taken back is not in it. */
  readonly consent: Map<string, readonly string[]>;
}

export interface Item {
  readonly itemId: string;
  readonly kind: Kind;
  readonly person: Person | null;
  readonly conference: Conference;
  readonly called: Set<string>;
  readonly leftOut: Set<string>;
  on: boolean;
}

export interface Conference {
  readonly conferenceId: string;
  readonly kind: Kind;
  readonly chair: Somebody;
  readonly items: Item[];
  state: string;
}

/** Where words stand: whoever may read there may read them there. */
export type Place =
  | { readonly at: 'item'; readonly item: Item }
  | { readonly at: 'agenda'; readonly conference: Conference }
  | { readonly at: 'record'; readonly person: Person }
  | { readonly at: 'plan'; readonly person: Person; readonly planId: string }
  | { readonly at: 'host'; readonly person: Person; readonly proposalId: string; readonly orgId: string };

export interface Question {
  readonly subject: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** While a conference is in one of these, a person who takes consent back leaves its agenda. */
export const UNDER_WAY = ['PLANNED', 'CONVENED', 'IN_SESSION'];
const WORKERS = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER'];
const OPEN_TO_READ = ['CONVENED', 'IN_SESSION', 'CONCLUDED', 'MINUTES_APPROVED'];

export class Model {
  /** «support:sub» of everybody who is a member, or has pledged, today. */
  readonly members = new Set<string>();
  readonly pledged = new Set<string>();
  /** Words → where they stand. */
  readonly places = new Map<string, Place[]>();

  constructor(readonly tenant: string) {}

  put(words: string, place: Place): string {
    this.places.set(words, [...(this.places.get(words) ?? []), place]);
    return words;
  }

  /** Somebody is called to this item of a conference that may be read, is a member and has pledged. */
  readsItem(who: Somebody, { conference, called, leftOut, on, kind, person }: Item): boolean {
    const key = `${kind}:${who.sub}`;
    const sits = called.has(who.sub) && !leftOut.has(who.sub) && this.members.has(key) && this.pledged.has(key);
    const agreed = kind === 'support' || person === null || person.consent.has('multilayered_conference');
    return on && OPEN_TO_READ.includes(conference.state) && sits && agreed;
  }

  /** May this answer, to this question, hold these words? */
  allows(who: Somebody, question: Question, words: string): boolean {
    if (who.tenant !== this.tenant) return false;
    return (this.places.get(words) ?? []).some((place) => isAsked(question, place) && this.reads(who, place));
  }

  private reads(who: Somebody, place: Place): boolean {
    if (place.at === 'item') return this.readsItem(who, place.item);
    if (place.at === 'agenda') return place.conference.chair.sub === who.sub;
    if (place.at === 'host') return who.orgId === place.orgId && this.mayBeTold(place.person, place.orgId);
    return who.roles.some((role) => WORKERS.includes(role));
  }

  mayBeTold = (person: Person, orgId: string): boolean =>
    person.consent.get('provider_disclosure')?.includes(orgId) === true;

  /** May a paper about this person be carried there on this ground? */
  mayCarry(item: Item, target: Place | 'matching', about: Person, basis: string): boolean {
    if (item.person !== about || basis === 'art106_6') return false;
    const scope = scopeOf(target);
    if (basis !== 'consent') return ['intake_record', 'plan'].includes(scope);
    if (typeof target !== 'string' && target.at === 'host') return this.mayBeTold(about, target.orgId);
    return about.consent.has(scope === 'plan' ? 'multilayered_conference' : scope);
  }
}

function scopeOf(target: Place | 'matching'): string {
  if (target === 'matching') return 'participation_matching';
  if (target.at === 'record') return 'intake_record';
  if (target.at === 'plan') return 'plan';
  return target.at === 'host' ? 'provider_disclosure' : 'multilayered_conference';
}

/** The question is about the place and about no other: what is asked of one person tells nothing of another. */
function isAsked({ subject, input }: Question, place: Place): boolean {
  if (place.at === 'item')
    return subject.includes(`read-${place.item.kind}-item`) && input['itemId'] === place.item.itemId;
  if (place.at === 'agenda') return input['conferenceId'] === place.conference.conferenceId;
  if (place.at === 'plan') return input['planId'] === place.planId;
  if (place.at === 'host') return input['proposalId'] === place.proposalId;
  const { caseRef, personRef } = place.person;
  return input['caseRef'] === caseRef || input['personRef'] === personRef;
}
