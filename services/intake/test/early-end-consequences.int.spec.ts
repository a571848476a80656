import {
  DecideEarlyEndV1,
  EndCaseEarlyV1,
  MergePersonV1,
  PersonDeceasedV1,
  ReadCaseV1,
  TriageCaseV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { PlanStory, type Sitting } from './plan-story';
import { Referrals } from './referral-fixtures';

interface Life {
  readonly personRef: string;
  readonly planned: { readonly caseRef: string; readonly planId: string; readonly sitting: Sitting };
  readonly referred: { readonly caseRef: string; readonly referralId: string };
}

describe('what an early end brings with it', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let referrals: Referrals;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    referrals = await Referrals.start(world);
  }, 60_000);
  afterAll(() => world.stop());

  /** Somebody with a plan before a conference, and in another case with a sheet that waits. */
  async function life(): Promise<Life> {
    const deskId = await story.desk();
    const { caseRef, personRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId));
    await story.agreed(planId);
    const sitting = await story.sitting({ caseRef, planId });
    const second = await story.consultation({ personRef });
    const triage = { caseRef: second, fields: ['livelihood'], result: 'referred' };
    await world.ask(TriageCaseV1, triage, story.worker);
    const referralId = await referrals.sent(second);
    return { personRef, planned: { caseRef, planId, sitting }, referred: { caseRef: second, referralId } };
  }

  const end = (caseRef: string, reason: EndCaseEarlyV1['reason']) =>
    world.ask(EndCaseEarlyV1, { caseRef, reason, note: '確かめた' }, story.worker);
  const stateIn = async (table: string, id: string): Promise<string | undefined> =>
    (await world.sql<{ state: string }>(`SELECT state FROM ${table} WHERE id = $1`, [id]))[0]?.state;
  const outcome = async ({ planned, referred }: Life) => ({
    planCase: await stateIn('cases', planned.caseRef),
    plan: await stateIn('support_plans', planned.planId),
    item: await stateIn('multilayered_conference_items', planned.sitting.itemId),
    meeting: await stateIn('multilayered_conferences', planned.sitting.conferenceId),
    sheet: await stateIn('referral_sheets', referred.referralId),
    sheetCase: await stateIn('cases', referred.caseRef),
  });

  it('ends every plan, item and sheet of somebody who died, in all cases; the meeting stays', async () => {
    const of = await life();
    await end(of.referred.caseRef, 'deceased');
    expect(await outcome(of)).toEqual({
      ...{ planCase: 'ASSESSING', plan: 'WITHDRAWN', item: 'LEFT', meeting: 'IN_SESSION' },
      ...{ sheet: 'WITHDRAWN', sheetCase: 'CLOSED' },
    });
    const [left] = await world.sql<{ reason: string }>(
      'SELECT left_reason AS reason FROM multilayered_conference_items WHERE id = $1',
      [of.planned.sitting.itemId],
    );
    expect(left?.reason).toBe('deceased');
  }, 30_000);

  it('ends them as well where the case with the plan is the one that ends', async () => {
    const of = await life();
    await end(of.planned.caseRef, 'deceased');
    expect(await outcome(of)).toMatchObject({
      planCase: 'CLOSED',
      plan: 'WITHDRAWN',
      item: 'LEFT',
      sheet: 'WITHDRAWN',
    });
  }, 30_000);

  it('ends nothing of the person’s other cases for any other reason', async () => {
    const of = await life();
    await end(of.referred.caseRef, 'moved');
    expect(await outcome(of)).toMatchObject({ plan: 'SUBMITTED', item: 'ON', sheet: 'WITHDRAWN', sheetCase: 'CLOSED' });
    await end(of.planned.caseRef, 'declined');
    expect(await outcome(of)).toMatchObject({ plan: 'SUBMITTED', planCase: 'PLANNING' });
    const approval = { caseRef: of.planned.caseRef, decision: 'approve' as const, why: '本人に確かめた' };
    await world.ask(DecideEarlyEndV1, approval, story.coordinator);
    expect(await outcome(of)).toMatchObject({ plan: 'WITHDRAWN', planCase: 'CLOSED' });
  }, 30_000);

  it('reaches all records that are of one human', async () => {
    const caseRef = await story.consultation();
    const twin = await story.person();
    const personRef = await story.person();
    const first = await story.consultation({ personRef });
    const second = await story.consultation({ personRef: twin });
    await world.ask(MergePersonV1, { personRef: twin, intoRef: personRef, reason: '同じ人' }, story.coordinator);
    await end(first, 'deceased');
    const [told] = (await world.said(PersonDeceasedV1)).filter((event) => event.caseRef === first);
    expect([...(told?.personRefs ?? [])].sort()).toEqual([personRef, twin].sort());
    expect([...(told?.caseRefs ?? [])].sort()).toEqual([first, second].sort());
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe('RECEIVED');
  });
});
