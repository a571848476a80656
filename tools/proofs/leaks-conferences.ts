import * as contracts from '#libs/contracts';
import { addDays } from '#libs/kernel';
import type { Asking } from './leaks-acts';
import {
  type Conference,
  type Item,
  type Kind,
  type Person,
  type Somebody,
  type SupportPlan,
  UNDER_WAY,
} from './leaks-model';
import type { Town } from './leaks-town';

const HELD = ['IN_SESSION', 'CONCLUDED', 'MINUTES_APPROVED'] as const;
const ENDS = ['PLANNED', 'CONVENED', 'CANCELLED', ...HELD] as const;
const ITEM_KIND = { support: 'information_exchange', multilayered: 'sharing' } as const;
const CONCLUSION = { support: 'continue_watch', multilayered: 'continue' } as const;

/** A conference about some of the people, taken as far as chance will have it. */
export async function enterConference(town: Town, asking: Asking, kind: Kind, number: number): Promise<void> {
  const { chance } = town;
  const conference = await planConference(town, asking, kind, number);
  await fillAgenda(town, asking, conference);
  // The first of each kind is held: there is something to read and to carry.
  const end = number === 0 ? chance.one(HELD) : chance.one(ENDS);
  if (end === 'PLANNED') return;
  await convene(town, asking, conference);
  if (end === 'CANCELLED') await step(asking, conference, 'cancel', end, { reason: 'not_needed' });
  if (end === 'CONVENED' || end === 'CANCELLED') return;
  await open(town, asking, conference);
  if (end === 'IN_SESSION') return;
  await conclude(town, asking, conference);
  if (end === 'MINUTES_APPROVED') await step(asking, conference, 'approve', end, {});
}

async function fillAgenda(town: Town, asking: Asking, conference: Conference): Promise<void> {
  const { chance } = town;
  const people = chance.some(town.people, 0.6);
  for (const person of people.length > 0 ? people : [chance.one(town.people)])
    await enterItem(town, asking, conference, person);
  if (conference.kind === 'multilayered') await enterItem(town, asking, conference, null);
}

async function planConference(town: Town, asking: Asking, kind: Kind, number: number): Promise<Conference> {
  const { chance, model, office, today, worker } = town;
  const sub = `chair-${kind}-${number}-${chance.prefix}`;
  const chair: Somebody = { sub, roles: ['CONFERENCE_CHAIR'], orgId: null, tenant: worker.tenant };
  await asking.verb(kind, 'appoint', { sub, from: addDays(today, -20) }, office);
  await asking.verb(kind, 'pledge', { sub, method: 'written', givenOn: today }, office);
  model.members.add(`${kind}:${sub}`);
  model.pledged.add(`${kind}:${sub}`);
  const { id: conferenceId } = await asking.verb(kind, 'plan', { heldOn: today, chairSub: sub }, office);
  const conference: Conference = { conferenceId, kind, chair, items: [], state: 'PLANNED' };
  town.conferences.push(conference);
  return conference;
}

async function enterItem(town: Town, asking: Asking, conference: Conference, person: Person | null): Promise<void> {
  const { chance, worker, members } = town;
  const { conferenceId, kind, chair } = conference;
  const plan = kind === 'multilayered' ? planOf(town, person) : null;
  const ofCase = plan === null ? { kind: ITEM_KIND[kind] } : { kind: 'plan_adequacy', planId: plan.planId };
  const about =
    person === null ? { kind: 'system', topic: '夜に行ける場所が足りない' } : { ...ofCase, caseRef: person.caseRef };
  const { id: itemId } = await asking.verb(kind, 'putOn', { conferenceId, ...about }, worker);
  const called = new Set([chair.sub]);
  const item: Item = { itemId, kind, person, conference, called, leftOut: new Set(), plan, on: true };
  conference.items.push(item);
  plan?.items.push(item);
  await writePaper(town, asking, item, 'material', chance.one([worker, chair]));
  const others = chance.some(members[kind], 0.4);
  for (const { sub } of others.length > 0 ? others : [chance.one(members[kind])]) {
    await asking.verb(kind, 'summon', { conferenceId, itemId, sub }, chair);
    called.add(sub);
  }
}

/** The plan of this person that a conference can judge. */
const planOf = ({ plans }: Town, person: Person | null): SupportPlan | null =>
  plans.find((plan) => plan.person === person && plan.state === 'SUBMITTED') ?? null;

async function writePaper(
  { chance, model, papers }: Town,
  asking: Asking,
  item: Item,
  paper: 'material' | 'minutes',
  by: Somebody,
): Promise<void> {
  const words = model.put(chance.words(), { at: 'item', item });
  const { itemId, kind } = item;
  const { conferenceId } = item.conference;
  const { id: paperId } = await asking.verb(kind, 'write', { conferenceId, itemId, kind: paper, words }, by);
  papers.push({ paperId, words, item });
}

async function step(
  asking: Asking,
  conference: Conference,
  verb: 'convene' | 'open' | 'conclude' | 'approve' | 'cancel',
  to: string,
  input: object,
): Promise<void> {
  const { conferenceId, kind, chair } = conference;
  await asking.verb(kind, verb, { conferenceId, ...input }, chair);
  conference.state = to;
}

async function convene({ chance, model }: Town, asking: Asking, conference: Conference): Promise<void> {
  const isSupport = conference.kind === 'support';
  const necessity = () => model.put(chance.words(), { at: 'agenda', conference });
  const grounds = isSupport ? { ground: 'no_consent_yet', necessity: necessity() } : {};
  await step(asking, conference, 'convene', 'CONVENED', grounds);
  if (isSupport) return;
  for (const item of conference.items)
    if (item.person !== null && !item.person.consent.has('multilayered_conference')) item.on = false;
}

async function open({ model }: Town, asking: Asking, conference: Conference): Promise<void> {
  await step(asking, conference, 'open', 'IN_SESSION', {});
  for (const { called, leftOut } of conference.items)
    for (const sub of called) if (!model.pledged.has(`${conference.kind}:${sub}`)) leftOut.add(sub);
}

async function conclude(town: Town, asking: Asking, conference: Conference): Promise<void> {
  const { kind, chair } = conference;
  const items = conference.items.filter(({ on }) => on);
  for (const item of items) await writePaper(town, asking, item, 'minutes', chair);
  const conclusions = items.map((item) => ({ itemId: item.itemId, conclusion: conclusionOf(item) }));
  await step(asking, conference, 'conclude', 'CONCLUDED', { conclusions });
  if (kind === 'support') await watch(town, asking, items);
}

const conclusionOf = ({ person, plan, kind }: Item): string => {
  if (person === null) return 'noted';
  return plan === null ? CONCLUSION[kind] : 'plan_adequate';
};

/** Whom nobody has asked yet is watched over; the policy is the conference's. */
async function watch({ chance, model, members, today }: Town, asking: Asking, items: readonly Item[]): Promise<void> {
  for (const item of items.filter(({ person }) => person?.potential === true)) {
    const by = members.support.find((one) => one.roles.includes('CSW') && model.readsItem(one, item));
    if (!by || !item.person) continue;
    const policy = model.put(chance.words(), { at: 'item', item });
    const { caseRef } = item.person;
    const reviewOn = addDays(today, 30);
    const said = { caseRef, itemId: item.itemId, policy, keptItems: ['area'], reviewOn };
    await asking.do(contracts.WatchPotentialV1, said, by);
  }
}

/** Time goes on: consent is taken back, members leave, conferences are called off. */
export async function change(town: Town, asking: Asking): Promise<number> {
  const { chance, model, worker, office, today } = town;
  let withdrawals = 0;
  // The first one keeps what they agreed to.
  for (const person of town.people.slice(1)) {
    const gone = chance.some([...person.consent.keys()], 0.4);
    if (gone.length === 0) continue;
    await asking.do(contracts.WithdrawConsentV1, { personRef: person.personRef, scopes: [...gone] }, worker);
    withdrawals += 1;
    for (const scope of gone) person.consent.delete(scope);
    if (gone.includes('multilayered_conference')) leaveConferences(town, person);
  }
  for (const { memberId, key } of chance.some(town.memberIds, 0.15)) {
    const kind: Kind = key.startsWith('support') ? 'support' : 'multilayered';
    await asking.verb(kind, 'endAppointment', { memberId, until: addDays(today, -1) }, office);
    model.members.delete(key);
  }
  const convened = town.conferences.filter(({ state }) => state === 'CONVENED');
  for (const conference of chance.some(convened, 0.5))
    await step(asking, conference, 'cancel', 'CANCELLED', { reason: 'not_needed' });
  return withdrawals;
}

/** The case leaves the agendas, and the plan that several agencies shared is taken back. */
function leaveConferences({ conferences, plans }: Town, person: Person): void {
  for (const plan of plans) if (plan.person === person) plan.state = 'WITHDRAWN';
  const open = conferences.filter(({ kind, state }) => kind === 'multilayered' && UNDER_WAY.includes(state));
  for (const item of open.flatMap(({ items }) => items)) if (item.person === person) item.on = false;
}
