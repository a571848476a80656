import {
  ConfirmParticipationPlanV1,
  DraftParticipationPlanV1,
  EvaluateSupportPlanV1,
  GrantConsentV1,
  HandBackV1,
  ListMultiAgencyRequestsV1,
  ParticipationPlanFactsV1,
  ReadCaseV1,
  ReadMultiAgencyRequestV1,
  ReadParticipationPlanV1,
  ReadSharedSupportPlanV1,
  ReadSupportPlanV1,
  ReplanSupportPlanV1,
  RequestMultiAgencyV1,
  ReturnToSupportV1,
  ReturnWithAdviceV1,
  StartAssessmentV1,
  StartClosingV1,
  StartPlanV1,
  SupportSingleV1,
  TriageCaseV1,
  UpdatePlanActionV1,
  WithdrawConsentV1,
  WithdrawSupportPlanV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { refusal, today } from './fixtures';
import { PlanStory } from './plan-story';

describe('multi-agency work', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let deskId: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    deskId = await story.desk({ members: ['member-of-desk'] });
  }, 60_000);
  afterAll(() => world.stop());

  const stateOf = async (caseRef: string) => (await world.ask(ReadCaseV1, { caseRef }, story.worker)).state;
  const why = { reasons: ['no_scheme'], words: '使える制度が見つからない' };
  const confirmedParticipation = async (caseRef: string, personRef: string): Promise<string> => {
    const plan = { caseRef, personRef, goal: '絵を描く', wishes: 'メールで' };
    const { id: planId } = await world.ask(DraftParticipationPlanV1, plan, story.worker);
    const word = { planId, confirmedOn: today(), method: 'spoken' as const, personWords: 'やってみたい' };
    await world.ask(ConfirmParticipationPlanV1, word, story.worker);
    return planId;
  };
  const need = async (planId: string) =>
    (await world.ask(ParticipationPlanFactsV1, { planId }, world.actor('SYSTEM'))).supportPlan;

  it('is asked for with reasons after an assessment, and given back with advice to those who support', async () => {
    const bare = await story.consultation({ personRef: await story.person() });
    await world.ask(TriageCaseV1, { caseRef: bare, fields: ['child'], result: 'multi_agency' }, story.worker);
    await world.ask(StartAssessmentV1, { caseRef: bare }, story.worker);
    const early = world.ask(RequestMultiAgencyV1, { caseRef: bare, ...why }, story.worker);
    expect(await refusal(early)).toBe('case.assessment-missing');

    const { caseRef } = await story.assessed();
    const none = world.ask(RequestMultiAgencyV1, { caseRef, ...why, reasons: [] }, story.worker);
    expect(await refusal(none)).toBe('fields.invalid');
    await world.ask(RequestMultiAgencyV1, { caseRef, ...why }, story.worker);
    const advice = '先に家計の相談員に同席してもらう';
    await world.ask(ReturnWithAdviceV1, { caseRef, advice }, story.coordinator);
    expect(await stateOf(caseRef)).toBe('ASSESSING');
    const asked = await world.ask(ReadMultiAgencyRequestV1, { caseRef }, story.worker);
    expect(asked).toMatchObject({ state: 'RETURNED', reasons: ['no_scheme'], words: why.words, advice });

    await world.ask(SupportSingleV1, { caseRef }, story.worker);
    await world.ask(RequestMultiAgencyV1, { caseRef, ...why }, story.worker);
    const waiting = await world.ask(ListMultiAgencyRequestsV1, { state: 'REQUESTED' }, story.coordinator);
    expect(waiting.items.map((line) => line.caseRef)).toEqual([caseRef]);
    expect(JSON.stringify(waiting)).not.toContain('制度');
    await world.ask(ReturnToSupportV1, { caseRef, advice: '今の支援を続けて' }, story.coordinator);
    expect(await stateOf(caseRef)).toBe('SUPPORTING');
  });

  it('needs the person’s consent to plan, and is not asked for twice', async () => {
    const { caseRef } = await story.assessed(['intake_record']);
    const main = { mainWorkerSub: 'worker-1', mainDeskId: deskId };
    const start = () => refusal(world.ask(StartPlanV1, { caseRef, ...why, ...main }, story.worker));
    expect(await start()).toBe('consent.missing');
    const { caseRef: taken } = await story.decided(deskId);
    const again = world.ask(RequestMultiAgencyV1, { caseRef: taken, ...why }, story.worker);
    expect(await refusal(again)).toBe('case.multi-agency-already');
  });

  it('makes participation support wait for the decision, and single support never', async () => {
    const single = await story.supported();
    expect(await need(await confirmedParticipation(single.caseRef, single.personRef))).toBe('not_needed');

    const { caseRef, personRef } = await story.planning(deskId);
    const participation = await confirmedParticipation(caseRef, personRef);
    expect(await need(participation)).toBe('missing');
    const decided = await story.decided(deskId);
    const other = await confirmedParticipation(decided.caseRef, decided.personRef);
    expect(await need(other)).toBe('decided');
    const taken = { planId: decided.planId, reason: 'person_wish' as const, note: '本人の希望' };
    await world.ask(WithdrawSupportPlanV1, taken, story.coordinator);
    expect(await need(other)).toBe('not_needed');
  });

  it('stops sharing with the consent, and neither support nor what the person takes part in', async () => {
    const { caseRef, personRef, planId } = await story.active(deskId);
    const participation = await confirmedParticipation(caseRef, personRef);
    const member = world.actor('INTAKE_WORKER', { sub: 'member-of-desk' });
    const stranger = world.actor('INTAKE_WORKER', { sub: 'of-another-desk' });
    const shared = (by = member) => world.ask(ReadSharedSupportPlanV1, { planId }, by);
    expect(await shared()).toMatchObject({ state: 'ACTIVE', personWords: 'まず、家の外で話せる人がほしい' });
    expect((await shared()).actions).toHaveLength(2);
    expect(await refusal(shared(stranger))).toBe('support-plan.not-found');

    const conference = { personRef, scopes: ['multilayered_conference'] };
    await world.ask(WithdrawConsentV1, conference, story.worker);
    expect(await world.ask(ReadSupportPlanV1, { planId }, story.worker)).toMatchObject({
      state: 'WITHDRAWN',
      sharedWith: [],
    });
    expect(await refusal(shared())).toBe('support-plan.not-found');
    const returns = await world.sql<{ id: string }>(
      'SELECT r.recipient_id AS id FROM return_requests r JOIN shares s ON s.id = r.share_id WHERE s.source_id = $1',
      [planId],
    );
    expect(returns).toEqual([{ id: deskId }]);
    expect(await stateOf(caseRef)).toBe('SUPPORTING');
    const kept = await world.ask(ReadParticipationPlanV1, { planId: participation }, story.worker);
    expect(kept.state).toBe('CONFIRMED');
    const [action] = (await world.ask(ReadSupportPlanV1, { planId }, story.worker)).actions;
    const update = { actionId: action?.actionId ?? '', state: 'done' as const, note: '単独で続ける' };
    expect(await refusal(world.ask(UpdatePlanActionV1, update, story.worker))).toBe('plan-action.not-now');
    // The roles of a plan that was taken back keep no case open.
    expect(await refusal(world.ask(StartClosingV1, { caseRef }, story.worker))).toBe('done');
    const back = world.ask(HandBackV1, { caseRef, deskId, note: '続ける' }, story.coordinator);
    expect(await refusal(back)).toBe('case.multi-agency-missing');
  });

  it('stops sharing what a replaced edition told, too', async () => {
    const { caseRef, personRef, planId } = await story.active(deskId);
    const participation = await confirmedParticipation(caseRef, personRef);
    const changed = { planId, reason: 'changed' as const, note: '変化' };
    await world.ask(EvaluateSupportPlanV1, changed, story.coordinator);
    const sitting = await story.sitting({ caseRef, planId }, 'closure_evaluation');
    await story.conclude(sitting, 'revise');
    const goals = [0, 1].map((goal) => ({ goal, degree: 'changed' }));
    const said = { planId, conferenceId: sitting.conferenceId, evaluation: '見直す', goals, observedChanges: [] };
    await world.ask(ReplanSupportPlanV1, said, story.chair);
    const member = world.actor('INTAKE_WORKER', { sub: 'member-of-desk' });
    const shared = () => refusal(world.ask(ReadSharedSupportPlanV1, { planId }, member));
    const [action] = (await world.ask(ReadSupportPlanV1, { planId }, story.worker)).actions;
    const update = (state: 'doing' | 'done') =>
      refusal(world.ask(UpdatePlanActionV1, { actionId: action?.actionId ?? '', state, note: '続ける' }, story.worker));
    expect([await shared(), await update('doing'), await need(participation)]).toEqual(['done', 'done', 'decided']);
    expect(await refusal(world.ask(StartClosingV1, { caseRef }, story.worker))).toBe('case.roles-open');

    await world.ask(WithdrawConsentV1, { personRef, scopes: ['multilayered_conference'] }, story.worker);
    expect([await shared(), await update('done'), await need(participation)]).toEqual([
      'support-plan.not-found',
      'plan-action.not-now',
      'not_needed',
    ]);
    expect(await refusal(world.ask(StartClosingV1, { caseRef }, story.worker))).toBe('done');
  });

  it('goes back to the assessment where the plan was only being made, and may begin again', async () => {
    const { caseRef, personRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId));
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    expect(await stateOf(caseRef)).toBe('ASSESSING');
    expect((await world.ask(ReadSupportPlanV1, { planId }, story.worker)).state).toBe('WITHDRAWN');
    await story.explain(personRef);
    const terms = [{ scope: 'multilayered_conference' }];
    await world.ask(GrantConsentV1, { personRef, terms, method: 'spoken' }, story.worker);
    const main = { mainWorkerSub: 'worker-1', mainDeskId: deskId };
    await world.ask(StartPlanV1, { caseRef, ...why, ...main }, story.worker);
    const next = await story.draft(caseRef, story.content(deskId));
    const edition = await world.ask(ReadSupportPlanV1, { planId: next }, story.worker);
    expect(edition).toMatchObject({ edition: 2, replaces: null, state: 'DRAFT' });
  });
});
