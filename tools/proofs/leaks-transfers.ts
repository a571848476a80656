import { TransferItemV1 } from '#libs/contracts';
import type { Asking } from './leaks-acts';
import { type Item, type Person, type Place, type Somebody, UNDER_WAY } from './leaks-model';
import type { Town } from './leaks-town';

const TRIES_PER_PAPER = 3;
const BASES = ['consent', 'law', 'internal_duty', 'art106_6'];

interface Tally {
  tried: number;
  carried: number;
  /** Carried although the model says no, or refused although it says yes: to what, on which ground, and what was said. */
  readonly wrong: string[];
}

/** Where words may be carried to, and whom that is about. */
interface Goal {
  readonly target: string;
  readonly targetId: string;
  readonly about: Person;
  /** Matching is told codes and no words: nothing stands there afterwards. */
  readonly place: Place | 'matching';
  /** Nothing is added to what has ended. */
  readonly ended?: boolean;
}

/** Members and others try to carry papers out of support conferences: to the right person and to others, on any ground. */
export async function carryAround(town: Town, asking: Asking): Promise<Tally> {
  const tally: Tally = { tried: 0, carried: 0, wrong: [] };
  for (const paper of town.papers.filter(({ item }) => item.kind === 'support')) {
    for (let count = 0; count < TRIES_PER_PAPER; count += 1) {
      const { done, wrong } = await carry(town, asking, paper);
      tally.tried += 1;
      tally.carried += Number(done);
      if (wrong !== null) tally.wrong.push(wrong);
    }
  }
  return tally;
}

/** One try: was it done, and was that right? */
async function carry(
  town: Town,
  asking: Asking,
  { paperId, words, item }: Town['papers'][number],
): Promise<{ readonly done: boolean; readonly wrong: string | null }> {
  const { chance, model } = town;
  const by = carrierOf(town, item);
  const goal = chance.one(goalsOf(town, chance.is(0.7) ? item.person : chance.one(town.people)));
  const { target, targetId, place, about } = goal;
  const basis = chance.one(BASES);
  const facts = place === 'matching' ? { facts: { strengths: [`s_${paperId.slice(0, 8)}`] } } : {};
  const { conferenceId } = item.conference;
  const said = { conferenceId, itemId: item.itemId, paperId, target, targetId, basis, reason: '担当が引き継ぐため' };
  const answer = await asking.read(TransferItemV1, { ...said, ...facts }, by);
  const done = !answer.startsWith('{"refused"');
  const may = by.roles.includes('CSW') && model.readsItem(by, item) && isOpen(goal);
  const should = may && model.mayCarry(item, place, about, basis);
  if (should && place !== 'matching') model.put(words, place);
  return { done, wrong: done === should ? null : `${target} on ${basis}, should be ${should}: ${answer}` };
}

/** Mostly somebody who sits there and works with people; sometimes anybody else. */
function carrierOf({ chance, model, members, worker, office }: Town, item: Item): Somebody {
  const sitting = members.support.filter((one) => one.roles.includes('CSW') && model.readsItem(one, item));
  return chance.is(0.8) && sitting.length > 0 ? chance.one(sitting) : chance.one([worker, office, ...members.support]);
}

function goalsOf(town: Town, person: Person | null): readonly Goal[] {
  const about = person ?? town.chance.one(town.people);
  const { personRef, caseRef } = about;
  const items = town.conferences.flatMap((one) => one.items).filter((one) => one.kind === 'multilayered');
  const ofPerson = <T extends { readonly person: Person | null }>(all: readonly T[]) =>
    all.filter((one) => one.person === about);
  return [
    { target: 'note', targetId: caseRef, about, place: { at: 'record', person: about } },
    { target: 'matching', targetId: personRef, about, place: 'matching' },
    ...ofPerson(town.plans).map<Goal>(({ planId }) => ({
      ...{ target: 'plan', targetId: planId, about, place: { at: 'plan', person: about, planId } },
    })),
    ...ofPerson(town.proposals).map<Goal>(({ proposalId, orgId, ended }) => ({
      ...{ target: 'host', targetId: proposalId, about, ended },
      place: { at: 'host', person: about, proposalId, orgId },
    })),
    ...ofPerson(items).map<Goal>((item) => ({
      ...{ target: 'multilayered_item', targetId: item.itemId, about, place: { at: 'item', item } },
    })),
  ];
}

const isOpen = ({ place, ended }: Goal): boolean =>
  ended !== true &&
  (place === 'matching' || place.at !== 'item' || (place.item.on && UNDER_WAY.includes(place.item.conference.state)));
