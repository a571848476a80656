import * as contracts from '#libs/contracts';
import { addDays } from '#libs/kernel';
import type { Asking } from './leaks-acts';
import type { Person, Sheet, SupportPlan } from './leaks-model';
import { recordWordsOf, type Town } from './leaks-town';

/** A desk of the worker's own, and one whose people know no case but by what they are sent. */
export async function enterDesks({ office, worker, receiver, deskIds }: Town, asking: Asking): Promise<void> {
  for (const [nameJa, member] of [
    ['架空の窓口', worker],
    ['架空の受付', receiver],
  ] as const) {
    const desk = { nameJa, external: false, fields: [], managerSub: office.sub, members: [member.sub] };
    deskIds.push((await asking.do(contracts.EnterDeskV1, desk, office)).id);
  }
}

/** Plans for some who agreed to be planned for; the person said yes to some of them. */
export async function enterPlans(town: Town, asking: Asking): Promise<void> {
  const { worker, people, deskIds, chance } = town;
  const main = { mainWorkerSub: worker.sub, mainDeskId: deskIds[0] };
  const agreed = people.filter(({ consent, potential }) => !potential && consent.has('multilayered_conference'));
  for (const [number, person] of agreed.slice(0, 3).entries()) {
    const { caseRef } = person;
    const why = { reasons: ['several_members'], words: '課題が重なる', ...main };
    await asking.do(contracts.StartPlanV1, { caseRef, ...why }, worker);
    const plan: SupportPlan = { planId: '', person, state: 'DRAFT', items: [] };
    const content = contentOf(town, plan);
    plan.planId = (await asking.do(contracts.DraftSupportPlanV1, { caseRef, content }, worker)).id;
    town.plans.push(plan);
    if (number === 0 || chance.is(0.5)) await confirm(town, asking, plan);
  }
}

function contentOf({ chance, model, today, deskIds }: Town, plan: SupportPlan) {
  const words = (): string => model.put(chance.words(), { at: 'plan-text', plan });
  const [deskId] = deskIds;
  const until = addDays(today, 180);
  return {
    personWords: words(),
    goals: [{ term: 'long', goal: words() }],
    actions: [{ deskId, kind: 'consultation', what: words(), from: today, until }],
    ...{ from: today, until, arrangements: words() },
  };
}

async function confirm({ worker, model, chance, today }: Town, asking: Asking, plan: SupportPlan): Promise<void> {
  const { planId } = plan;
  const personWords = model.put(chance.words(), { at: 'plan-text', plan });
  await asking.do(contracts.AskPersonOnPlanV1, { planId }, worker);
  const yes = { planId, contentNumber: 1, confirmedOn: today, method: 'spoken', personWords };
  await asking.do(contracts.ConfirmSupportPlanV1, yes, worker);
  plan.state = 'SUBMITTED';
}

/** つなぐシート to the other desk: drafts, and some that were sent, by consent or on another ground. */
export async function enterSheets(town: Town, asking: Asking): Promise<void> {
  const { chance, people } = town;
  const ready = people.filter(({ potential }) => !potential);
  for (const person of ready.filter((one) => one === people[0] || chance.is(0.6))) {
    const sheet = await draft(town, asking, person);
    town.sheets.push(sheet);
    const agreed = person.consent.has('internal_sharing');
    if (person === people[0] || chance.is(0.6)) await send(town, asking, sheet, agreed ? 'consent' : 'law');
  }
}

async function draft({ chance, model, worker, deskIds }: Town, asking: Asking, person: Person): Promise<Sheet> {
  const sheet: Sheet = { referralId: '', person, basis: null };
  const words = (): string => model.put(chance.words(), { at: 'sheet', sheet });
  const { caseRef } = person;
  const fields = { urgency: 'normal', topics: ['housing'], household: 'none', meeting: 'accompany' };
  const own = { fromDeskId: deskIds[0], reasons: words(), asksFor: words(), items: ['name', 'considerations'] };
  const { id } = await asking.do(contracts.DraftReferralV1, { caseRef, ...fields, ...own }, worker);
  return Object.assign(sheet, { referralId: id });
}

async function send(town: Town, asking: Asking, sheet: Sheet, basis: 'consent' | 'law'): Promise<void> {
  const { worker, deskIds, model, identity } = town;
  const why = basis === 'consent' ? {} : { basisReason: '通告の義務があるため' };
  const to = { referralId: sheet.referralId, toDeskId: deskIds[1], basis, ...why };
  await asking.do(contracts.SendReferralV1, to, worker);
  sheet.basis = basis;
  const named = recordWordsOf(model, sheet.person).filter((words) => identity.has(words));
  for (const words of [...sheetWordsOf(town, sheet), ...named]) model.put(words, { at: 'received', sheet });
}

const sheetWordsOf = ({ model }: Town, sheet: Sheet): readonly string[] =>
  [...model.places].flatMap(([words, places]) =>
    places.some((place) => place.at === 'sheet' && place.sheet === sheet) ? [words] : [],
  );
