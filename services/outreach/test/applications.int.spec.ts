import { randomUUID } from 'node:crypto';
import {
  CheckConsentV1,
  ConsentWithdrawnV1,
  DeclineOutreachApplicationV1,
  IdentifyEngagementV1,
  ListOutreachApplicationsV1,
  type OutreachApplicationAnswer,
  PersonDeceasedV1,
  ReadEngagementV1,
  SupportPlanDecidedV1,
  TakeUpOutreachApplicationV1,
} from '#libs/contracts';
import { addDays, addWorkingDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { OUTREACH } from '../src/outreach.module';

let world: ServiceWorld;
let today: string;
/** What intake was asked about consent, last. */
let asked: object | undefined;
let agrees = true;

beforeAll(async () => {
  world = await serviceUnderTest(OUTREACH);
  today = localDay(new Date());
  world.neighbour(CheckConsentV1, (question) => {
    asked = question;
    return { allowed: agrees, orgIds: [], until: null };
  });
}, 120_000);
beforeEach(() => {
  agrees = true;
});
afterAll(() => world.stop());

const csw = () => world.actor('CSW');

/** A decided plan for somebody, and whose it is. */
async function decided(whose: { caseRef?: string; personRef?: string } = {}, applications = ['outreach']) {
  const plan = { planId: randomUUID(), caseRef: randomUUID(), personRef: randomUUID(), ...whose };
  await world.hears(SupportPlanDecidedV1, { ...plan, applications, version: 7 });
  return plan;
}

async function applicationOf(planId: string): Promise<OutreachApplicationAnswer> {
  const { items } = await world.ask(ListOutreachApplicationsV1, { limit: 100 }, csw());
  const found = items.find(({ supportPlanId }) => supportPlanId === planId);
  if (!found) throw new Error('No application of this plan.');
  return found;
}

const takeUp = (applicationId: string, more: object = {}) =>
  world.ask(TakeUpOutreachApplicationV1, { applicationId, reason: 'isolation', ...more }, csw());

describe('an application for outreach', () => {
  it('waits for somebody to begin, and becomes an engagement on the person’s consent, asked at that moment', async () => {
    const { planId, caseRef, personRef } = await decided();
    const { id } = await applicationOf(planId);
    const dueOn = addWorkingDays(today, 5);
    expect(await applicationOf(planId)).toMatchObject({ state: 'OPEN', caseRef, personRef, dueOn, overdue: false });
    agrees = false;
    await expect(takeUp(id)).rejects.toMatchObject({ code: 'outreach-application.consent-missing' });
    expect(asked).toMatchObject({ personRef, scope: 'multilayered_conference' });
    expect((await applicationOf(planId)).state).toBe('OPEN');
    agrees = true;
    await expect(takeUp(id, { nextActionOn: addDays(today, -1) })).rejects.toMatchObject({
      code: 'engagement.next-action-past',
    });
    const { id: engagementId } = await takeUp(id);
    const engagement = await world.ask(ReadEngagementV1, { engagementId }, csw());
    const known = { caseRef, personRef, basisCode: 'consent', source: 'conference', reason: 'isolation' };
    expect(engagement).toMatchObject({ ...known, state: 'IDENTIFIED', nextActionOn: addDays(today, 7) });
    expect(await applicationOf(planId)).toMatchObject({ state: 'TAKEN_UP', engagementId });
    await expect(takeUp(id)).rejects.toMatchObject({ code: 'outreach-application.settled' });
  });

  it('is kept once, only for plans that apply for it, and is overdue after its day', async () => {
    const whose = { caseRef: randomUUID(), personRef: randomUUID() };
    await decided(whose, ['participation_support']);
    const { planId } = await decided(whose);
    await decided(whose);
    await world.moveClock({ days: 30 });
    const { items } = await world.ask(ListOutreachApplicationsV1, { state: 'OPEN', limit: 100 }, csw());
    await world.moveClock({ days: -30 });
    const own = items.filter(({ personRef }) => personRef === whose.personRef);
    expect(own).toEqual([expect.objectContaining({ supportPlanId: planId, overdue: true })]);
  });

  it('is taken up at once where somebody is in touch with the person already', async () => {
    const [caseRef, personRef] = [randomUUID(), randomUUID()];
    const engagement = { caseRef, personRef, source: 'minsei', basisCode: 'consent', reason: 'isolation' };
    const { id: engagementId } = await world.ask(IdentifyEngagementV1, engagement, csw());
    const { planId } = await decided({ caseRef, personRef });
    expect(await applicationOf(planId)).toMatchObject({ state: 'TAKEN_UP', engagementId });
  });

  it('is declined with a reason, once', async () => {
    const { planId } = await decided();
    const { id: applicationId } = await applicationOf(planId);
    const decline = () => world.ask(DeclineOutreachApplicationV1, { applicationId, reasonCode: 'person_wish' }, csw());
    await decline();
    expect(await applicationOf(planId)).toMatchObject({ state: 'DECLINED', reasonCode: 'person_wish' });
    await expect(decline()).rejects.toMatchObject({ code: 'outreach-application.settled' });
    await expect(takeUp(randomUUID())).rejects.toMatchObject({ code: 'outreach-application.not-found' });
  });

  it('ends when the person takes back what the plan rests on, or has died, and with nothing else', async () => {
    const [withdrawn, kept, deceased] = [await decided(), await decided(), await decided()];
    const takesBack = (personRef: string, scopes: string[]) =>
      world.hears(ConsentWithdrawnV1, { personRef, scopes, orgIds: [], version: 3 });
    await takesBack(withdrawn.personRef, ['multilayered_conference']);
    await takesBack(kept.personRef, ['followup_after_close']);
    const { caseRef } = deceased;
    await world.hears(PersonDeceasedV1, { caseRef, caseRefs: [caseRef], personRefs: [], version: 4 });
    expect(await applicationOf(withdrawn.planId)).toMatchObject({ state: 'ENDED', reasonCode: 'consent_withdrawn' });
    expect((await applicationOf(kept.planId)).state).toBe('OPEN');
    expect(await applicationOf(deceased.planId)).toMatchObject({ state: 'ENDED', reasonCode: 'deceased' });
  });
});
