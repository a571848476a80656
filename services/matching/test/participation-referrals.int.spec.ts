import { randomUUID } from 'node:crypto';
import {
  CancelMatchRequestV1,
  ConsentWithdrawnV1,
  DeclineParticipationReferralV1,
  ListParticipationReferralsV1,
  OpenMatchRequestV1,
  type ParticipationReferralAnswer,
  PersonDeceasedV1,
  SupportPlanDecidedV1,
} from '#libs/contracts';
import { addWorkingDays, daysBetween } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';
import { passingDays } from './on-the-way';

const NEED = { primaryPurposes: ['role'] } as OpenMatchRequestV1['need'];
const APPLIES = ['participation_support', 'outreach'];

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());
const days = passingDays(() => town);

/** A decided plan for somebody, and whose it is. */
async function decided(whose: { caseRef?: string; personRef?: string } = {}, applications = APPLIES) {
  const plan = { planId: randomUUID(), caseRef: randomUUID(), personRef: randomUUID(), ...whose };
  await town.world.hears(SupportPlanDecidedV1, { ...plan, applications, version: 7 });
  return plan;
}

async function all(state?: 'OPEN'): Promise<readonly ParticipationReferralAnswer[]> {
  const wish = { limit: 100, ...(state !== undefined && { state }) };
  return (await town.world.ask(ListParticipationReferralsV1, wish, town.worker)).items;
}

async function referralOf(planId: string): Promise<ParticipationReferralAnswer> {
  const found = (await all()).find(({ supportPlanId }) => supportPlanId === planId);
  if (!found) throw new Error('No referral of this plan.');
  return found;
}

const open = ({ caseRef, personRef }: { readonly caseRef: string; readonly personRef: string }) =>
  town.world.ask(OpenMatchRequestV1, { caseRef, personRef, planId: randomUUID(), need: NEED }, town.worker);

it('waits for somebody to begin, is overdue after five working days, and is taken up by a request for that person', async () => {
  const plan = await decided();
  const other = await decided();
  const dueOn = addWorkingDays(TODAY, 5);
  const { caseRef, personRef } = plan;
  expect(await referralOf(plan.planId)).toMatchObject({ state: 'OPEN', caseRef, personRef, dueOn, overdue: false });
  await days(daysBetween(TODAY, dueOn) + 1);
  expect((await referralOf(plan.planId)).overdue).toBe(true);
  const { id: matchRequestId } = await open(plan);
  expect(await referralOf(plan.planId)).toMatchObject({ state: 'TAKEN_UP', matchRequestId, overdue: false });
  expect((await all('OPEN')).map(({ supportPlanId }) => supportPlanId)).toContain(other.planId);
});

it('is taken up at once where a request is open already, and not by one that is over', async () => {
  const whose = { caseRef: randomUUID(), personRef: randomUUID() };
  const { id: matchRequestId } = await open(whose);
  const first = await decided(whose);
  expect(await referralOf(first.planId)).toMatchObject({ state: 'TAKEN_UP', matchRequestId });
  await town.world.ask(CancelMatchRequestV1, { matchRequestId, reasonCode: 'person_wish' }, town.worker);
  const again = await decided(whose);
  expect(await referralOf(again.planId)).toMatchObject({ state: 'OPEN', matchRequestId: null });
});

it('meets a request that is opened in the same moment, in whichever order', async () => {
  for (let round = 0; round < 8; round += 1) {
    const whose = { caseRef: randomUUID(), personRef: randomUUID() };
    const [plan, request] = await Promise.all([decided(whose), open(whose)]);
    expect(await referralOf(plan.planId)).toMatchObject({ state: 'TAKEN_UP', matchRequestId: request.id });
  }
});

it('is kept once, only for plans that apply for it, and once at a time for a person', async () => {
  const whose = { caseRef: randomUUID(), personRef: randomUUID() };
  await decided(whose, ['outreach']);
  const { planId } = await decided(whose);
  await decided({ ...whose, planId } as never);
  await decided(whose);
  expect((await all()).filter(({ caseRef }) => caseRef === whose.caseRef).map((one) => one.supportPlanId)).toEqual([
    planId,
  ]);
});

it('is declined with a reason, once', async () => {
  const { planId } = await decided();
  const { id: referralId } = await referralOf(planId);
  const decline = () =>
    town.world.ask(DeclineParticipationReferralV1, { referralId, reasonCode: 'takes_part_already' }, town.worker);
  await decline();
  expect(await referralOf(planId)).toMatchObject({ state: 'DECLINED', reasonCode: 'takes_part_already' });
  expect(await refusal(decline())).toBe('participation-referral.settled');
  const unknown = { referralId: randomUUID(), reasonCode: 'other' } as const;
  expect(await refusal(town.world.ask(DeclineParticipationReferralV1, unknown, town.worker))).toBe(
    'participation-referral.not-found',
  );
});

it('ends when the person takes back what it rests on, or has died, and with nothing else', async () => {
  const [withdrawn, kept, deceased] = [await decided(), await decided(), await decided()];
  const takesBack = (personRef: string, scopes: string[]) =>
    town.world.hears(ConsentWithdrawnV1, { personRef, scopes, orgIds: [], version: 3 });
  await takesBack(withdrawn.personRef, ['multilayered_conference']);
  await takesBack(kept.personRef, ['photo_publication']);
  const { caseRef, personRef } = deceased;
  await town.world.hears(PersonDeceasedV1, { caseRef, caseRefs: [caseRef], personRefs: [personRef], version: 4 });
  expect(await referralOf(withdrawn.planId)).toMatchObject({ state: 'ENDED', reasonCode: 'consent_withdrawn' });
  expect((await referralOf(kept.planId)).state).toBe('OPEN');
  expect(await referralOf(deceased.planId)).toMatchObject({ state: 'ENDED', reasonCode: 'deceased' });
});

it('is listed page by page, oldest first', async () => {
  for (let count = 0; count < 3; count += 1) await decided();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const wish = { limit: 2, ...(cursor !== undefined && { cursor }) };
    const page = await town.world.ask(ListParticipationReferralsV1, wish, town.worker);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual((await all()).map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
});
