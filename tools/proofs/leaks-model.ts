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
  /** The plan that it is about. */
  readonly plan: SupportPlan | null;
  on: boolean;
}

export interface SupportPlan {
  planId: string;
  readonly person: Person;
  /** Items of multilayered conferences that are about it. */
  readonly items: Item[];
  state: string;
}

/** つなぐシート. */
export interface Sheet {
  referralId: string;
  readonly person: Person;
  /** On which ground it was sent; null = a draft. */
  basis: 'consent' | 'law' | null;
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
  | { readonly at: 'plan-text'; readonly plan: SupportPlan }
  | { readonly at: 'sheet'; readonly sheet: Sheet }
  | { readonly at: 'received'; readonly sheet: Sheet }
  | { readonly at: 'concern'; readonly concernId: string }
  | { readonly at: 'host'; readonly person: Person; readonly proposalId: string; readonly orgId: string };

export interface Question {
  readonly subject: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** While a conference is in one of these, a person who takes consent back leaves its agenda. */
export const UNDER_WAY = ['PLANNED', 'CONVENED', 'IN_SESSION'];
const WORKERS = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER'];
/** Who sees to what somebody noticed. */
const INBOX = ['CSW', 'HOKATSU_COORDINATOR'];
/** Only then a plan is read by those who decide on it, besides those who work with the person. */
const TO_DECIDE = ['SUBMITTED'];
const OPEN_TO_READ = ['CONVENED', 'IN_SESSION', 'CONCLUDED', 'MINUTES_APPROVED'];

export class Model {
  /** «support:sub» of everybody who is a member, or has pledged, today. */
  readonly members = new Set<string>();
  readonly pledged = new Set<string>();
  /** Words → where they stand. */
  readonly places = new Map<string, Place[]>();

  constructor(
    readonly tenant: string,
    /** Who works at the desk that sheets are sent to. */
    private readonly receiver: string,
  ) {}

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

  /** Where these words stand so that this answer, to this question, may hold them; empty = it may not. */
  allows(who: Somebody, question: Question, words: string): readonly Place[] {
    if (who.tenant !== this.tenant) return [];
    return (this.places.get(words) ?? []).filter((place) => isAsked(question, place) && this.reads(who, place));
  }

  private reads(who: Somebody, place: Place): boolean {
    if (place.at === 'item') return this.readsItem(who, place.item);
    if (place.at === 'agenda') return place.conference.chair.sub === who.sub;
    if (place.at === 'plan-text' && this.decides(who, place.plan)) return true;
    if (place.at === 'concern') return who.roles.some((role) => INBOX.includes(role));
    if (place.at === 'received') return who.sub === this.receiver && isStillGiven(place.sheet);
    if (place.at === 'host') return who.orgId === place.orgId && this.mayBeTold(place.person, place.orgId);
    return who.roles.some((role) => WORKERS.includes(role));
  }

  /** Somebody decides for the municipality, or was called to the plan in a conference. */
  private decides(who: Somebody, { state, items }: SupportPlan): boolean {
    const called = who.roles.includes('DECISION_MAKER') || items.some((item) => this.readsItem(who, item));
    return TO_DECIDE.includes(state) && called;
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

/** What rests on consent is given while it is in force. */
const isStillGiven = ({ basis, person }: Sheet): boolean =>
  basis !== 'consent' || person.consent.has('internal_sharing');

/** The question is about the place and about no other: what is asked of one person tells nothing of another. */
function isAsked({ subject, input }: Question, place: Place): boolean {
  if (place.at === 'item')
    return subject.includes(`read-${place.item.kind}-item`) && input['itemId'] === place.item.itemId;
  if (place.at === 'agenda') return input['conferenceId'] === place.conference.conferenceId;
  if (place.at === 'plan') return input['planId'] === place.planId;
  if (place.at === 'concern') return subject.includes('read-concern.') && input['concernId'] === place.concernId;
  if (place.at === 'host') return input['proposalId'] === place.proposalId;
  if (place.at === 'record') return isAbout(input, place.person);
  return isAskedOfPaper({ subject, input }, place);
}

type Paper = Extract<Place, { readonly at: 'plan-text' | 'sheet' | 'received' }>;

/** A plan or a sheet: asked for itself, or as part of the case's record; by its receiver, for itself only. */
function isAskedOfPaper({ subject, input }: Question, place: Paper): boolean {
  if (place.at === 'plan-text') return input['planId'] === place.plan.planId || isAbout(input, place.plan.person);
  const { referralId, person } = place.sheet;
  const reading = place.at === 'sheet' ? 'read-referral.' : 'read-received-referral.';
  if (subject.includes(reading)) return input['referralId'] === referralId;
  return place.at === 'sheet' && isAbout(input, person);
}

const isAbout = (input: Question['input'], { caseRef, personRef }: Person): boolean =>
  input['caseRef'] === caseRef || input['personRef'] === personRef;

/** What kind of place it is, as it is counted. */
export const kindOf = (place: Place): string => (place.at === 'item' ? place.item.kind : place.at);
