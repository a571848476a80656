import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import type { Asking } from './leaks-acts';
import {
  type Conference,
  type Item,
  type Kind,
  Model,
  type Person,
  type Sheet,
  type Somebody,
  type SupportPlan,
} from './leaks-model';

export const KINDS: readonly Kind[] = ['support', 'multilayered'];
const ORGS = 2;
const SCOPES = [
  ...['intake_record', 'internal_sharing', 'multilayered_conference', 'participation_matching', 'family_contact'],
];

/** Chance and words of one town. All words begin alike, so that they are found wherever they stand. */
export class Chance {
  private count = 0;

  constructor(
    readonly random: () => number,
    readonly prefix: string,
  ) {}

  is(probability: number): boolean {
    return this.random() < probability;
  }
  one<T>(of: readonly T[]): T {
    const chosen = of[Math.floor(this.random() * of.length)];
    if (chosen === undefined) throw new Error('There is nothing to choose from.');
    return chosen;
  }
  some<T>(of: readonly T[], probability: number): readonly T[] {
    return of.filter(() => this.is(probability));
  }
  /** Words that stand nowhere else; letters only, for digits may look like a personal number. */
  words(): string {
    this.count += 1;
    const letters = [...String(this.count)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    return `${this.prefix}${letters}z`;
  }
}

/** A municipality's people and conferences, as they were entered, and what the model makes of them. */
export interface Town {
  readonly chance: Chance;
  readonly model: Model;
  readonly worker: Somebody;
  readonly office: Somebody;
  /** Works at the desk that sheets are sent to, and with no case. */
  readonly receiver: Somebody;
  readonly people: Person[];
  readonly members: Readonly<Record<Kind, readonly Somebody[]>>;
  readonly conferences: Conference[];
  readonly orgIds: readonly string[];
  readonly households: string[];
  readonly plans: SupportPlan[];
  readonly sheets: Sheet[];
  readonly proposals: {
    readonly proposalId: string;
    readonly person: Person;
    readonly orgId: string;
    readonly ended: boolean;
  }[];
  readonly papers: { readonly paperId: string; readonly words: string; readonly item: Item }[];
  readonly memberIds: { readonly memberId: string; readonly key: string }[];
  /** Words that a host may be told after a named inquiry. */
  readonly identity: Set<string>;
  readonly noteRefs: string[];
  /** 気づき, and what they led to. */
  readonly concerns: { readonly concernId: string; readonly receiptId: string }[];
  readonly engagements: string[];
  readonly deskIds: string[];
  readonly today: string;
}

export function newTown(chance: Chance, tenant: string): Town {
  const name = (what: string): string => `${what}-${chance.prefix}`;
  const as = (sub: string, ...roles: readonly string[]): Somebody => ({ sub: name(sub), roles, orgId: null, tenant });
  const sitting = (kind: Kind): readonly Somebody[] =>
    Array.from({ length: 5 }, (_, index) =>
      as(`${kind}-${index}`, 'CONFERENCE_MEMBER', ...(index === 0 || chance.is(0.5) ? ['CSW'] : [])),
    );
  const receiver = as('receiver', 'NO_REFUSAL_MANAGER');
  return {
    chance,
    model: new Model(tenant, receiver.sub),
    receiver,
    worker: as('worker', 'CSW', 'INTAKE_WORKER'),
    office: as('office', 'HOKATSU_COORDINATOR', 'DECISION_MAKER'),
    people: [],
    members: { support: sitting('support'), multilayered: sitting('multilayered') },
    conferences: [],
    orgIds: Array.from({ length: ORGS }, () => randomUUID()),
    households: [],
    plans: [],
    sheets: [],
    proposals: [],
    papers: [],
    memberIds: [],
    identity: new Set(),
    noteRefs: [],
    concerns: [],
    engagements: [],
    deskIds: [],
    today: localDay(new Date()),
  };
}

/** People in households, each with a case, a record and what they agreed to. */
export async function enterPeople(town: Town, asking: Asking, count: number): Promise<void> {
  const { chance } = town;
  for (let left = count; left > 0;) {
    const size = Math.min(left, chance.one([1, 2, 3]));
    const members = [];
    for (let place = 0; place < size; place += 1) members.push(await enterPerson(town, asking));
    await enterHousehold(town, asking, members);
    left -= size;
  }
}

async function enterPerson(town: Town, asking: Asking): Promise<Person> {
  const { chance, model, worker, today } = town;
  const name = chance.words();
  const words = { name, kana: 'かくう', considerations: chance.words(), birthDate: '1980-05-05', safetyAsked: true };
  const { id: personRef } = await asking.do(contracts.EnterPersonV1, words, worker);
  const complaint = chance.words();
  const five = { receivedOn: today, channel: 'phone', urgency: 'normal', consentState: 'granted' };
  const consultation = { ...five, personRef, chiefComplaint: complaint };
  const { id: caseRef } = await asking.do(contracts.ReceiveConsultationV1, consultation, worker);
  const person: Person = {
    personRef,
    caseRef,
    potential: town.people.length > 0 && chance.is(0.3),
    consent: new Map(),
  };
  for (const said of [name, words.considerations, complaint]) model.put(said, { at: 'record', person });
  for (const said of [name, words.considerations]) town.identity.add(said);
  town.people.push(person);
  await enterRecord(town, asking, person);
  await enterConsent(town, asking, person);
  return person;
}

async function enterRecord({ chance, model, worker, noteRefs }: Town, asking: Asking, person: Person): Promise<void> {
  const { caseRef } = person;
  const record = { at: 'record', person } as const;
  const triage = { caseRef, fields: ['livelihood'], result: 'continuing' };
  await asking.do(contracts.TriageCaseV1, triage, worker);
  if (person.potential) await asking.do(contracts.MoveToOutreachV1, { caseRef }, worker);
  else {
    await asking.do(contracts.StartAssessmentV1, { caseRef }, worker);
    const assessment = { caseRef, personWords: model.put(chance.words(), record) };
    await asking.do(contracts.RecordAssessmentV1, assessment, worker);
  }
  const note = { caseRef, kind: 'visit', text: model.put(chance.words(), record) };
  noteRefs.push((await asking.do(contracts.WriteNoteV1, note, worker)).id);
}

async function enterConsent(town: Town, asking: Asking, person: Person): Promise<void> {
  const { chance, worker, today, orgIds } = town;
  const { personRef } = person;
  const how = { explainedOn: today, policyVersion: '2026-04', method: 'spoken' };
  await asking.do(contracts.ExplainConsentV1, { personRef, ...how }, worker);
  // The first one agrees to everything: of each kind there is something that somebody may read.
  const isFirst = town.people[0] === person;
  const told = isFirst ? orgIds : chance.some(orgIds, 0.5);
  const scopes = isFirst ? SCOPES : chance.some(SCOPES, 0.7);
  const terms: { readonly scope: string; readonly orgIds?: readonly string[] }[] = scopes.map((scope) => ({ scope }));
  if (told.length > 0) terms.push({ scope: 'provider_disclosure', orgIds: told });
  if (terms.length === 0) return;
  await asking.do(contracts.GrantConsentV1, { personRef, terms, method: 'spoken' }, worker);
  for (const term of terms) person.consent.set(term.scope, term.orgIds ?? []);
}

async function enterHousehold({ worker, households }: Town, asking: Asking, people: readonly Person[]): Promise<void> {
  const lives = { registered: true, actual: true, livingApart: false };
  const members = people.map(({ personRef }, index) => ({
    ...{ personRef, relation: index === 0 ? 'self' : 'son' },
    ...lives,
  }));
  households.push((await asking.do(contracts.EnterHouseholdV1, { members }, worker)).id);
}

/** Registers of both conferences: most have pledged, for one of them in a hurry and by word of mouth. */
export async function enterMembers(town: Town, asking: Asking): Promise<void> {
  const { chance, model, office, today } = town;
  for (const kind of KINDS) {
    for (const [index, { sub }] of town.members[kind].entries()) {
      const { id: memberId } = await asking.verb(kind, 'appoint', { sub, from: addDays(today, -20) }, office);
      town.memberIds.push({ memberId, key: `${kind}:${sub}` });
      model.members.add(`${kind}:${sub}`);
      if (index > 0 && chance.is(0.3)) continue;
      const oral = { method: 'oral', heardBy: office.sub, reason: '今夜のうちに会うため' };
      const how = index === 0 ? oral : { method: 'written' };
      await asking.verb(kind, 'pledge', { sub, givenOn: today, ...how }, office);
      model.pledged.add(`${kind}:${sub}`);
    }
  }
}

/** Words that stand on somebody's record. */
export const recordWordsOf = ({ places }: Model, person: Person): readonly string[] =>
  [...places].flatMap(([words, all]) =>
    all.some((place) => place.at === 'record' && place.person === person) ? [words] : [],
  );
