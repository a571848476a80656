import {
  BackToSupportV1,
  CaseClosedV1,
  CloseCaseV1,
  CloseSupportPlanV1,
  ContinueSupportPlanV1,
  DecideSupportPlanV1,
  EvaluateSupportPlanV1,
  HandBackV1,
  ListOpenSupportPlansV1,
  ListSupportPlansV1,
  ReadCaseV1,
  ReadPlanActionHistoryV1,
  ReadPlanRecordsV1,
  ReadSupportPlanV1,
  RecordMonitoringV1,
  ReopenCaseV1,
  ReplanSupportPlanV1,
  StartClosingV1,
  StartSupportPlanV1,
  SupportPlanDecidedV1,
  UpdatePlanActionV1,
  WriteSupportPlanV1,
} from '#libs/contracts';
import { addDays, addMonths, localDay } from '#libs/kernel';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { PlanMonitoringTimer } from '../src/timers/plan-monitoring.timer';
import { refusal, today } from './fixtures';
import { PlanStory } from './plan-story';

const degrees = (degree: string) => [0, 1].map((goal) => ({ goal, degree }));

describe('a case that several agencies take on', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let deskId: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    deskId = await story.desk();
  }, 60_000);
  afterAll(() => world.stop());

  const plan = (planId: string) => world.ask(ReadSupportPlanV1, { planId }, story.worker);
  const found = (conferenceId: string) => ({
    conferenceId,
    evaluation: '外で過ごす日がふえた',
    goals: degrees('progressing'),
    observedChanges: ['participation_up'],
  });
  const finish = async (planId: string) => {
    for (const { actionId } of (await plan(planId)).actions) {
      const done = { actionId, state: 'done' as const, note: '終えた' };
      await world.ask(UpdatePlanActionV1, done, story.worker);
    }
  };

  it('goes from a call over a decided plan and a re-plan to closure, hand-back and a new episode', async () => {
    const { caseRef, personRef, planId } = await story.decided(deskId);
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe('SUPPORTING');
    const decided = await plan(planId);
    expect(decided).toMatchObject({ state: 'DECIDED', edition: 1, decidedBy: 'decider', sharedWith: [] });
    expect(decided.actions.map(({ state }) => state)).toEqual(['planned', 'planned']);
    const said = (await world.said(SupportPlanDecidedV1)).filter((event) => event.planId === planId);
    expect(said).toEqual([
      { planId, caseRef, personRef, applications: ['participation_support'], version: decided.version },
    ]);

    await world.ask(StartSupportPlanV1, { planId }, story.coordinator);
    expect(await plan(planId)).toMatchObject({
      state: 'ACTIVE',
      sharedWith: [deskId],
      nextMonitoringOn: addMonths(today(), 1),
    });

    // Roles: open ones keep the case from closing.
    expect(await refusal(world.ask(StartClosingV1, { caseRef }, story.worker))).toBe('case.roles-open');
    const [first] = decided.actions;
    const actionId = first?.actionId ?? '';
    await world.ask(UpdatePlanActionV1, { actionId, state: 'doing', note: '会った' }, story.worker);
    await world.ask(UpdatePlanActionV1, { actionId, state: 'done', note: '続けて会えている' }, story.worker);
    const history = await world.ask(ReadPlanActionHistoryV1, { actionId }, story.worker);
    expect(history.items.map(({ state, note }) => [state, note])).toEqual([
      ['done', '続けて会えている'],
      ['doing', '会った'],
    ]);

    // Re-plan: a new edition from what the old one says; the old one stays as it is.
    const change = { planId, reason: 'changed' as const, note: '家族の状況が変わった' };
    await world.ask(EvaluateSupportPlanV1, change, story.coordinator);
    const sitting = await story.sitting({ caseRef, planId }, 'closure_evaluation');
    const replan = { planId, ...found(sitting.conferenceId) };
    expect(await refusal(world.ask(ReplanSupportPlanV1, replan, story.chair))).toBe('support-plan.conclusion-missing');
    await story.conclude(sitting, 'revise');
    const { id: nextId, state } = await world.ask(ReplanSupportPlanV1, replan, story.chair);
    expect(state).toBe('DRAFT');
    expect(await plan(nextId)).toMatchObject({ edition: 2, replaces: planId, content: { from: null, until: null } });
    expect((await plan(planId)).state).toBe('REPLANNED');

    // The roles of the replaced edition count until the next one is decided.
    expect(await refusal(world.ask(StartClosingV1, { caseRef }, story.worker))).toBe('case.roles-open');
    await world.ask(WriteSupportPlanV1, { planId: nextId, content: story.content(deskId) }, story.worker);
    await story.agreed(nextId, 2);
    await story.concluded({ caseRef, planId: nextId }, 'plan_adequate');
    await world.ask(DecideSupportPlanV1, { planId: nextId }, story.decider);
    await world.ask(StartSupportPlanV1, { planId: nextId }, story.coordinator);
    await finish(nextId);

    // Closing: the conference evaluates first.
    await world.ask(StartClosingV1, { caseRef }, story.worker);
    const closure = { caseRef, reason: 'goal_achieved', evaluation: '届いた', observedChanges: [] };
    expect(await refusal(world.ask(CloseCaseV1, closure, story.decider))).toBe('case.closing-not-evaluated');
    expect(await refusal(world.ask(HandBackV1, { caseRef, deskId, note: '続ける' }, story.coordinator))).toBe(
      'case.closing-not-evaluated',
    );
    const reached = { planId: nextId, reason: 'goal_reached' as const, note: '目標に届いた' };
    await world.ask(EvaluateSupportPlanV1, reached, story.coordinator);
    const last = await story.sitting({ caseRef, planId: nextId }, 'closure_evaluation');
    await story.conclude(last, 'close');
    const closing = { planId: nextId, ...found(last.conferenceId), goals: degrees('reached') };
    expect((await world.ask(CloseSupportPlanV1, closing, story.decider)).state).toBe('CLOSED');

    // Only multi-agency work is handed back; single support goes on, and is closed later.
    await world.ask(HandBackV1, { caseRef, deskId, note: '見守りを続ける' }, story.coordinator);
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe('SUPPORTING');
    await world.ask(StartClosingV1, { caseRef }, story.worker);
    await world.ask(CloseCaseV1, closure, story.decider);
    expect((await world.said(CaseClosedV1)).filter((event) => event.caseRef === caseRef)).toHaveLength(1);

    // A new episode; the plans of the one before are still read.
    const again = { caseRef, chiefComplaint: '新しい困りごと', urgency: 'normal' };
    await world.ask(ReopenCaseV1, again, story.worker);
    const { items } = await world.ask(ListSupportPlansV1, { caseRef }, story.worker);
    expect(items.map((line) => [line.episode, line.edition, line.state])).toEqual([
      [1, 2, 'CLOSED'],
      [1, 1, 'REPLANNED'],
    ]);
    expect((await plan(planId)).content).toEqual(decided.content);
  }, 30_000);

  it('is monitored after a month and then every three, and what was found is kept', async () => {
    const { planId } = await story.active(deskId);
    const timer = world.services[0]?.app.get(PlanMonitoringTimer);
    await timer?.pass();
    expect((await plan(planId)).state).toBe('ACTIVE');
    await world.moveClock({ days: 32 });
    try {
      await eventually('the day of monitoring', async () => {
        await timer?.pass();
        return (await plan(planId)).state === 'MONITORING_DUE';
      });
      const due = await world.ask(ListOpenSupportPlansV1, { state: 'MONITORING_DUE', limit: 1 }, story.coordinator);
      expect(due).toMatchObject({ items: [{ planId }], nextCursor: null });
      expect(JSON.stringify(due)).not.toContain('外');
      const day = addDays(localDay(new Date()), 32);
      const look = {
        planId,
        monitoredOn: day,
        goals: degrees('progressing'),
        observedChanges: ['isolation_resolved'],
        note: '表情が明るい',
        personWords: '楽しい',
      };
      const partial = { ...look, goals: [{ goal: 0, degree: 'reached' }] };
      expect(await refusal(world.ask(RecordMonitoringV1, partial, story.worker))).toBe('support-plan.goal-unknown');
      const future = { ...look, monitoredOn: addDays(day, 1) };
      expect(await refusal(world.ask(RecordMonitoringV1, future, story.worker))).toBe('monitoring.day-impossible');
      const never = { ...look, nextOn: addMonths(day, 7) };
      expect(await refusal(world.ask(RecordMonitoringV1, never, story.worker))).toBe('monitoring.next-impossible');
      await world.ask(RecordMonitoringV1, look, story.worker);
      expect(await plan(planId)).toMatchObject({ state: 'ACTIVE', nextMonitoringOn: addMonths(day, 3) });
      const { monitorings, steps } = await world.ask(ReadPlanRecordsV1, { planId }, story.worker);
      expect(monitorings).toMatchObject([{ number: 1, note: '表情が明るい', nextOn: addMonths(day, 3) }]);
      expect(steps.map(({ event }) => event).slice(0, 3)).toEqual(['monitored', 'monitoringDue', 'start']);
    } finally {
      await world.moveClock({ days: -32 });
    }
  }, 30_000);

  it('goes on longer by the conference’s conclusion, each of which counts once', async () => {
    const { caseRef, planId } = await story.active(deskId);
    await finish(planId);
    await world.ask(StartClosingV1, { caseRef }, story.worker);
    expect(await refusal(world.ask(BackToSupportV1, { caseRef, reason: '続ける' }, story.coordinator))).toBe(
      'case.conclusion-missing',
    );
    const early = { planId, reason: 'period_over' as const, note: '期間' };
    expect(await refusal(world.ask(EvaluateSupportPlanV1, early, story.coordinator))).toBe(
      'support-plan.period-not-over',
    );
    const changed = { planId, reason: 'changed' as const, note: '変化があった' };
    await world.ask(EvaluateSupportPlanV1, changed, story.coordinator);
    const sitting = await story.sitting({ caseRef, planId }, 'closure_evaluation');
    await story.conclude(sitting, 'continue');
    const longer = { planId, ...found(sitting.conferenceId), until: addMonths(today(), 9) };
    const short = { ...longer, until: today() };
    expect(await refusal(world.ask(ContinueSupportPlanV1, short, story.chair))).toBe(
      'support-plan.extension-impossible',
    );
    const stranger = world.actor('CONFERENCE_CHAIR', { sub: 'another-chair' });
    expect(await refusal(world.ask(ContinueSupportPlanV1, longer, stranger))).toBe('conference-item.not-found');
    await world.ask(ContinueSupportPlanV1, longer, story.chair);
    expect(await plan(planId)).toMatchObject({
      state: 'ACTIVE',
      periodUntil: longer.until,
      content: { until: addMonths(today(), 6) },
    });
    await world.ask(BackToSupportV1, { caseRef, reason: '続ける' }, story.coordinator);
    await world.ask(EvaluateSupportPlanV1, changed, story.coordinator);
    const again = { ...longer, until: addMonths(today(), 10) };
    expect(await refusal(world.ask(ContinueSupportPlanV1, again, story.chair))).toBe('support-plan.conclusion-missing');
  }, 30_000);
});
