import {
  AskPersonOnPlanV1,
  ChangeDeskV1,
  ConfirmSupportPlanV1,
  ConveneSupportPlanV1,
  DecideSupportPlanAsDeputyV1,
  DecideSupportPlanV1,
  DraftSupportPlanV1,
  EndDeciderDeputyV1,
  ListDeciderDeputiesV1,
  ReadPlanActionHistoryV1,
  ReadPlanRecordsV1,
  ReadSupportPlanV1,
  RegisterDeciderDeputyV1,
  ResumeCaseV1,
  StartSupportPlanV1,
  SuspendCaseV1,
  UpdatePlanActionV1,
  WriteSupportPlanV1,
} from '#libs/contracts';
import { type Actor, addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { PlanMonitoringTimer } from '../src/timers/plan-monitoring.timer';
import { anId, refusal, today } from './fixtures';
import { PlanStory } from './plan-story';

describe('a support plan', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let deskId: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    deskId = await story.desk();
  }, 60_000);
  afterAll(() => world.stop());

  const plan = (planId: string, by = story.worker) => world.ask(ReadSupportPlanV1, { planId }, by);
  /** As if the consent had ended behind the plan's back. */
  const consentIs = (personRef: string, state: string) =>
    world.sql('UPDATE consents SET state = $2 WHERE id = $1', [personRef, state]);

  it('is drafted for complex cases only, once, and begins with the person’s words', async () => {
    const single = await story.supported();
    const content = story.content(deskId);
    expect(await refusal(story.draft(single.caseRef, content))).toBe('support-plan.not-needed');
    const { caseRef } = await story.planning(deskId);
    const { personWords: _, ...wordless } = content;
    const without = { caseRef, content: wordless as typeof content };
    expect(await refusal(world.ask(DraftSupportPlanV1, without, story.worker))).toBe('fields.invalid');
    const elsewhere = story.content(anId());
    expect(await refusal(story.draft(caseRef, elsewhere))).toBe('desk.not-found');
    const closed = await story.desk();
    const shut = { deskId: closed, nameJa: '閉じた窓口', external: false, fields: [], managerSub: 'm', members: ['w'] };
    await world.ask(ChangeDeskV1, { ...shut, closed: true }, story.coordinator);
    expect(await refusal(story.draft(caseRef, story.content(closed)))).toBe('desk.closed');
    const reversed = story.content(deskId, { until: addDays(today(), -1) });
    expect(await refusal(story.draft(caseRef, reversed))).toBe('support-plan.days-impossible');
    const planId = await story.draft(caseRef, { personWords: 'まだ言葉だけ' });
    expect(await refusal(story.draft(caseRef, content))).toBe('support-plan.open-already');
    expect(await refusal(world.ask(AskPersonOnPlanV1, { planId }, story.worker))).toBe('support-plan.incomplete');
    await world.ask(WriteSupportPlanV1, { planId, content }, story.worker);
    await world.ask(AskPersonOnPlanV1, { planId }, story.worker);
    expect(await refusal(world.ask(WriteSupportPlanV1, { planId, content }, story.worker))).toBe(
      'support-plan.not-now',
    );
    const first = await world.ask(ReadSupportPlanV1, { planId, contentNumber: 1 }, story.worker);
    expect(first.content).toMatchObject({ personWords: 'まだ言葉だけ', goals: [] });
  });

  it('takes the person’s yes for what they saw only, on a day that can be', async () => {
    const { caseRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, { personWords: '言葉' });
    await world.ask(WriteSupportPlanV1, { planId, content: story.content(deskId) }, story.worker);
    await world.ask(AskPersonOnPlanV1, { planId }, story.worker);
    const word = { planId, contentNumber: 2, confirmedOn: today(), method: 'signature' as const, personWords: 'はい' };
    const agree = (more: Partial<ConfirmSupportPlanV1>) =>
      refusal(world.ask(ConfirmSupportPlanV1, { ...word, ...more }, story.worker));
    expect(await agree({ contentNumber: 1 })).toBe('support-plan.content-changed');
    expect(await agree({ confirmedOn: addDays(today(), 1) })).toBe('support-plan.confirmed-impossible');
    expect(await agree({ confirmedOn: addDays(today(), -1) })).toBe('support-plan.confirmed-impossible');
    expect(await agree({})).toBe('done');
    expect((await plan(planId)).confirmation).toMatchObject({ contentNumber: 2, method: 'signature' });
  });

  it('rests on the consent of each moment: of the yes, of the conference, of the decision, of the beginning', async () => {
    const { caseRef, personRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId));
    await world.ask(AskPersonOnPlanV1, { planId }, story.worker);
    const withoutConsent = async (work: () => Promise<unknown>) => {
      await consentIs(personRef, 'WITHDRAWN');
      expect(await refusal(work())).toBe('consent.missing');
      await consentIs(personRef, 'GRANTED');
      expect(await refusal(work())).toBe('done');
    };
    const word = { planId, contentNumber: 1, confirmedOn: today(), method: 'spoken' as const, personWords: 'はい' };
    await withoutConsent(() => world.ask(ConfirmSupportPlanV1, word, story.worker));
    const sitting = await story.sitting({ caseRef, planId });
    const { conferenceId } = sitting;
    await withoutConsent(() => world.ask(ConveneSupportPlanV1, { planId, conferenceId }, story.chair));
    await story.conclude(sitting, 'plan_adequate');
    await withoutConsent(() => world.ask(DecideSupportPlanV1, { planId }, story.decider));
    await withoutConsent(() => world.ask(StartSupportPlanV1, { planId }, story.coordinator));
  });

  it('begins only where every desk with a role may know of it', async () => {
    const { caseRef, personRef } = await story.planning(deskId, ['multilayered_conference']);
    const planId = await story.draft(caseRef, story.content(deskId));
    await story.agreed(planId);
    await story.concluded({ caseRef, planId }, 'plan_adequate');
    await world.ask(DecideSupportPlanV1, { planId }, story.decider);
    expect(await refusal(world.ask(StartSupportPlanV1, { planId }, story.coordinator))).toBe('consent.missing');
    expect(await plan(planId)).toMatchObject({ state: 'DECIDED', sharedWith: [] });
    const shares = await world.sql('SELECT 1 FROM shares WHERE person_ref = $1', [personRef]);
    expect(shares).toEqual([]);
  });

  it('cannot be rewritten by anybody once it is written, not even in the database', async () => {
    const { planId } = await story.active(deskId);
    const where = [planId];
    const changes = [
      `UPDATE support_plan_contents SET content = content || '{"personWords":"別"}' WHERE plan_id = $1`,
      'DELETE FROM support_plan_contents WHERE plan_id = $1',
      `UPDATE support_plan_confirmations SET person_words = '別' WHERE plan_id = $1`,
      `UPDATE support_plan_steps SET taken_by = 'somebody' WHERE plan_id = $1`,
      `UPDATE support_plans SET decided_by = 'somebody' WHERE id = $1`,
      'UPDATE support_plans SET content_number = content_number + 1 WHERE id = $1',
    ];
    for (const change of changes) await expect(world.sql(change, where)).rejects.toMatchObject({ code: '55000' });
    expect(await refusal(world.ask(WriteSupportPlanV1, { planId, content: story.content(deskId) }, story.worker))).toBe(
      'support-plan.not-now',
    );
  });

  it('is decided by a registered deputy where author and decider are one', async () => {
    const both = world.actor(['CSW', 'DECISION_MAKER'], { sub: 'small-office' });
    const deputy = world.actor('HOKATSU_COORDINATOR', { sub: 'from-next-door' });
    const { caseRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId), both);
    await story.agreed(planId);
    await story.concluded({ caseRef, planId }, 'plan_adequate');
    expect(await refusal(world.ask(DecideSupportPlanV1, { planId }, both))).toBe('support-plan.author-decides');
    const asDeputy = () => refusal(world.ask(DecideSupportPlanAsDeputyV1, { planId }, deputy));
    expect(await asDeputy()).toBe('decider-deputy.missing');
    const term = { deputySub: deputy.sub, from: today(), until: addDays(today(), 30), reason: '二人の係' };
    const register = (more: Partial<RegisterDeciderDeputyV1>) =>
      world.ask(RegisterDeciderDeputyV1, { ...term, ...more }, both);
    expect(await refusal(register({ deputySub: both.sub }))).toBe('decider-deputy.own-deputy');
    expect(await refusal(register({ until: addDays(today(), -1) }))).toBe('decider-deputy.term-impossible');
    const later = await register({ from: addDays(today(), 1) });
    expect(await asDeputy()).toBe('decider-deputy.missing');
    await world.ask(EndDeciderDeputyV1, { deputyId: later.id }, both);
    expect(await refusal(world.ask(EndDeciderDeputyV1, { deputyId: later.id }, both))).toBe('decider-deputy.ended');
    await register({});
    expect(await asDeputy()).toBe('done');
    expect((await plan(planId)).decidedBy).toBe(deputy.sub);
    const { items } = await world.ask(ListDeciderDeputiesV1, {}, story.decider);
    expect(items.filter(({ deputySub }) => deputySub === deputy.sub).map(({ state }) => state)).toEqual([
      'REGISTERED',
      'ENDED',
    ]);
  });

  it('is read by who decides or was called while there is something to decide, and by nobody else', async () => {
    const { caseRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId));
    expect(await refusal(plan(planId, story.decider))).toBe('support-plan.not-found');
    await story.agreed(planId);
    expect(await refusal(plan(planId, story.decider))).toBe('done');
    expect(await refusal(plan(planId, world.actor('CSW', { tenant: '990027' })))).toBe('support-plan.not-found');
    const member = world.actor('CONFERENCE_MEMBER', { sub: 'member' });
    const stranger = world.actor('CONFERENCE_CHAIR', { sub: 'another-chair' });
    expect(await refusal(plan(planId, member))).toBe('support-plan.not-found');
    const { conferenceId } = await story.sitting({ caseRef, planId });
    for (const called of [member, story.chair]) expect(await refusal(plan(planId, called))).toBe('done');
    expect(await refusal(plan(planId, stranger))).toBe('support-plan.not-found');
    const both = world.actor(['CONFERENCE_CHAIR', 'DECISION_MAKER'], { sub: 'another-chair' });
    const convene = (by: Actor) => refusal(world.ask(ConveneSupportPlanV1, { planId, conferenceId }, by));
    expect(await convene(both)).toBe('conference-item.not-found');
    expect(await convene(story.chair)).toBe('done');
    const beyond = world.ask(ReadSupportPlanV1, { planId, contentNumber: 2 }, story.worker);
    expect(await refusal(beyond)).toBe('support-plan.not-found');
  });

  it('keeps how far each role is: guardianship by its milestones, a hand-over with the person’s consent', async () => {
    const { planId } = await story.active(deskId);
    const [meeting, guardian] = (await plan(planId)).actions.map(({ actionId }) => actionId);
    const update = (more: Partial<UpdatePlanActionV1>) =>
      refusal(world.ask(UpdatePlanActionV1, { state: 'doing', note: '進めた', ...more }, story.worker));
    const petition = { actionId: guardian ?? '', milestone: 'mayor_petition_prepared' };
    expect(await update(petition)).toBe('done');
    expect(await update({ ...petition, milestone: 'petition_filed' })).toBe('done');
    expect(await update({ ...petition, actionId: meeting ?? '' })).toBe('plan-action.milestone-unexpected');
    const { items } = await world.ask(ReadPlanActionHistoryV1, { actionId: guardian ?? '' }, story.worker);
    expect(items.map(({ milestone }) => milestone)).toEqual(['petition_filed', 'mayor_petition_prepared']);
    const handOver = { actionId: meeting ?? '', state: 'handed_over' as const };
    expect(await update(handOver)).toBe('plan-action.hand-over-incomplete');
    const agency = await story.desk({ external: true, orgId: anId(), members: ['outside-1'] });
    expect(await update({ ...handOver, toDeskId: agency })).toBe('consent.missing');
    const other = await story.desk({ nameJa: '別の窓口' });
    expect(await update({ ...handOver, toDeskId: other })).toBe('done');
    expect((await plan(planId)).sharedWith).toEqual([deskId, other].sort());
    expect(await update({ actionId: meeting ?? '', state: 'doing' })).toBe('plan-action.not-now');
    expect(await update({ actionId: anId() })).toBe('plan-action.not-found');
  });

  it('asks nobody to monitor while support is suspended', async () => {
    const { caseRef, planId } = await story.active(deskId);
    const timer = world.services[0]?.app.get(PlanMonitoringTimer);
    const pause = { caseRef, reason: '入院', resumeWhen: '退院したら' };
    await world.ask(SuspendCaseV1, pause, story.worker);
    await world.moveClock({ days: 40 });
    try {
      await timer?.pass();
      expect((await plan(planId)).state).toBe('ACTIVE');
      await world.ask(ResumeCaseV1, { caseRef }, story.worker);
      await timer?.pass();
      expect((await plan(planId)).state).toBe('MONITORING_DUE');
      await timer?.pass();
      const { steps } = await world.ask(ReadPlanRecordsV1, { planId }, story.worker);
      expect(steps.filter(({ event }) => event === 'monitoringDue')).toHaveLength(1);
    } finally {
      await world.moveClock({ days: -40 });
    }
  });
});
