import {
  AskPersonOnPlanV1,
  AssignReferralV1,
  CloseSupportPlanV1,
  ConfirmSupportPlanV1,
  EnterFormV1,
  EvaluateSupportPlanV1,
  FillFormV1,
  ListAssessmentsV1,
  ReadCaseV1,
  ReadFilledFormV1,
  ReadPlanRecordsV1,
  ReadReferralV1,
  ReadSupportPlanV1,
  ReceiveConsultationV1,
  RecordAssessmentV1,
  RefillFormV1,
  ResendReferralV1,
  SendReferralV1,
  TriageCaseV1,
  UpdatePlanActionV1,
} from '#libs/contracts';
import { addDays, AppError } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, today } from './fixtures';
import { PlanStory } from './plan-story';
import { Referrals } from './referral-fixtures';

type Kind = EnterFormV1['kind'];

describe('the form on which a record was written', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let referrals: Referrals;
  /** Decided on and begun before the clock moves. */
  let made: Awaited<ReturnType<PlanStory['active']>>;
  let moved = 0;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    referrals = await Referrals.start(world);
    made = await story.active(await story.desk());
  }, 60_000);
  afterAll(() => world.stop());

  const day = (ahead: number): string => addDays(today(), moved + ahead);
  /** From tomorrow on the municipality's own form asks for these; gives the edition once tomorrow has come. */
  async function ownForm(kind: Kind, keys: readonly string[], required = true): Promise<string> {
    const fields = keys.map((key) => ({
      key,
      section: 'all',
      ja: `項目 ${key}`,
      kind: 'text' as const,
      required,
      maxLength: 100,
    }));
    const form = { titleJa: '架空市の様式', source: '架空市要綱', sections: [{ key: 'all', ja: 'すべて' }], fields };
    const { id } = await world.ask(EnterFormV1, { kind, validFrom: day(1), ...form }, world.actor('DECISION_MAKER'));
    await world.moveClock({ days: 1 });
    moved += 1;
    return id;
  }
  const fill = async (caseRef: string, kind: Kind, keys: readonly string[]): Promise<string> => {
    const answers = keys.map((key) => ({ key, text: `${key} について` }));
    return (await world.ask(FillFormV1, { caseRef, kind, answers }, story.worker)).id;
  };
  const missing = (work: Promise<unknown>): Promise<readonly string[]> =>
    work.then(
      () => [],
      (error: unknown) =>
        error instanceof AppError ? [error.code, ...error.fields.map(({ field }) => field)] : ['bug'],
    );
  const sheet = async (referralId: string) => (await world.ask(ReadReferralV1, { referralId }, story.worker)).form;
  const send = (referralId: string, formId?: string) => {
    const to = { referralId, ...referrals.to(referrals.receiver), ...(formId !== undefined && { formId }) };
    return world.ask(SendReferralV1, to, referrals.sender.worker);
  };
  const triage = (caseRef: string, more: object = {}) =>
    world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'continuing', ...more }, story.worker);

  it('is the standard one where the municipality has none, and asks for nothing beside the record', async () => {
    const { caseRef } = await story.assessed();
    const read = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    const standard = { edition: 'standard-1', formId: null, formVersion: null };
    expect(read.form).toMatchObject({ kind: 'intake_with_consent', ...standard });
    const [assessment] = (await world.ask(ListAssessmentsV1, { caseRef }, story.worker)).items;
    expect(assessment?.form).toMatchObject({ kind: 'assessment', ...standard });
    const consented = await referrals.triaged();
    const draft = await referrals.draft(consented.caseRef);
    expect(await sheet(draft)).toBeNull();
    await send(draft);
    expect(await sheet(draft)).toMatchObject({ kind: 'referral_sheet', ...standard });
    const untold = await story.consultation({ consentState: 'none' });
    await triage(untold);
    expect((await world.ask(ReadCaseV1, { caseRef: untold }, story.worker)).form?.kind).toBe('intake_without_consent');
  });

  it('shows what was filled in on it, also where the form was written for nobody to ask for', async () => {
    const caseRef = await story.consultation();
    const formId = await fill(caseRef, 'intake_with_consent', []);
    await triage(caseRef);
    const { form } = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(form).toMatchObject({ edition: 'standard-1', formId, formVersion: 1 });
  });

  it('is the municipality’s own from its day on: a sheet goes with it, and stays on its version', async () => {
    const { caseRef } = await referrals.triaged();
    const before = await referrals.sent(caseRef);
    const edition = await ownForm('referral_sheet', ['why', 'care']);
    const draft = await referrals.draft(caseRef);
    expect(await missing(send(draft))).toEqual(['form.incomplete', 'form.why', 'form.care']);
    const formId = await fill(caseRef, 'referral_sheet', ['why', 'care']);
    // Several sheets of a case may be under way: its form is named.
    expect(await refusal(send(draft))).toBe('form.incomplete');
    expect(await refusal(send(draft, anId()))).toBe('filled-form.not-found');
    await send(draft, formId);
    expect(await sheet(draft)).toMatchObject({ edition, formId, formVersion: 1, titleJa: '架空市の様式' });
    expect(await sheet(before)).toMatchObject({ edition: 'standard-1' });
    expect(await refusal(send(await referrals.draft(caseRef), formId))).toBe('form.other-record');
    const answers = ['why', 'care'].map((key) => ({ key, text: '改めて' }));
    await world.ask(RefillFormV1, { formId, answers }, story.worker);
    expect(await sheet(draft)).toMatchObject({ formVersion: 1 });
    const then = await world.ask(ReadFilledFormV1, { formId, number: 1 }, story.worker);
    expect(then.answers).toContainEqual({ key: 'why', text: 'why について' });
    const elsewhere = await referrals.triaged();
    const theirs = await referrals.draft(elsewhere.caseRef);
    expect(await refusal(send(theirs, formId))).toBe('filled-form.not-found');
    const assessment = await fill(elsewhere.caseRef, 'assessment', []);
    expect(await refusal(send(theirs, assessment))).toBe('filled-form.not-found');
  });

  it('goes with a sheet that came back where it says what is asked for on the day; a manager sends it on', async () => {
    const { caseRef } = await referrals.triaged();
    const formId = await fill(caseRef, 'referral_sheet', ['why', 'care']);
    const referralId = await referrals.draft(caseRef);
    await send(referralId, formId);
    await ownForm('referral_sheet', ['why', 'when']);
    await referrals.giveBack(referralId);
    const again = { referralId, ...referrals.to(referrals.receiver) };
    const resend = () => world.ask(ResendReferralV1, again, referrals.sender.worker);
    expect(await missing(resend())).toEqual(['form.incomplete', 'form.when']);
    const answers = ['why', 'when'].map((key) => ({ key, text: '改めて' }));
    await world.ask(RefillFormV1, { formId, answers }, story.worker);
    await resend();
    expect(await sheet(referralId)).toMatchObject({ formId, formVersion: 2 });
    await ownForm('referral_sheet', ['where']);
    await referrals.giveBack(referralId);
    const to = referrals.to(await referrals.desk());
    await world.ask(AssignReferralV1, { referralId, ...to }, referrals.receiver.manager);
    expect(await sheet(referralId)).toMatchObject({ formId, formVersion: 2 });
  });

  it('is asked for when a consultation is sorted and when an assessment is recorded', async () => {
    const intake = await ownForm('intake_without_consent', ['why']);
    const caseRef = await story.consultation({ consentState: 'not_asked' });
    expect(await missing(triage(caseRef))).toEqual(['form.incomplete', 'form.why']);
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe('RECEIVED');
    const first = await fill(caseRef, 'intake_without_consent', ['why']);
    await triage(caseRef);
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).form).toMatchObject({
      edition: intake,
      formId: first,
    });
    await triage(await story.consultation());

    const { caseRef: known } = await story.assessed();
    const edition = await ownForm('assessment', ['wish']);
    const assess = (formId?: string) =>
      world.ask(
        RecordAssessmentV1,
        { caseRef: known, wishes: '静かに', ...(formId !== undefined && { formId }) },
        story.worker,
      );
    expect(await missing(assess())).toEqual(['form.incomplete', 'form.wish']);
    const one = await fill(known, 'assessment', ['wish']);
    const two = await fill(known, 'assessment', ['wish']);
    await assess(one);
    await assess();
    expect(await refusal(assess())).toBe('form.incomplete');
    const { items } = await world.ask(ListAssessmentsV1, { caseRef: known }, story.worker);
    expect(items.map(({ form }) => [form?.edition, form?.formId])).toEqual([
      [edition, two],
      [edition, one],
      ['standard-1', null],
    ]);
    const neighbour = world.actor('CSW', { tenant: '990027' });
    const five = {
      receivedOn: today(),
      channel: 'phone',
      chiefComplaint: 'x',
      urgency: 'normal',
      consentState: 'none' as const,
    };
    const theirs = (await world.ask(ReceiveConsultationV1, five, neighbour)).id;
    await world.ask(TriageCaseV1, { caseRef: theirs, fields: ['child'], result: 'continuing' }, neighbour);
    await ownForm('assessment', ['wish'], false);
  });

  it('is asked for when a plan is submitted and when its evaluation is recorded', async () => {
    const deskId = await story.desk();
    const { caseRef } = await story.planning(deskId);
    const edition = await ownForm('support_plan', ['words']);
    const planId = await story.draft(caseRef, story.content(deskId, {}, day(0)));
    const read = () => world.ask(ReadSupportPlanV1, { planId }, story.worker);
    await world.ask(AskPersonOnPlanV1, { planId }, story.worker);
    expect((await read()).form).toBeNull();
    const yes = { planId, contentNumber: 1, confirmedOn: day(0), method: 'spoken' as const, personWords: 'いい' };
    expect(await missing(world.ask(ConfirmSupportPlanV1, yes, story.worker))).toEqual([
      'form.incomplete',
      'form.words',
    ]);
    const formId = await fill(caseRef, 'support_plan', ['words']);
    await world.ask(ConfirmSupportPlanV1, { ...yes, formId }, story.worker);
    expect(await read()).toMatchObject({ state: 'SUBMITTED', form: { edition, formId, formVersion: 1 } });
    await ownForm('support_plan', ['words'], false);

    const evaluated = await ownForm('evaluation', ['found']);
    await world.ask(
      EvaluateSupportPlanV1,
      { planId: made.planId, reason: 'goal_reached', note: '目標' },
      story.coordinator,
    );
    const { conferenceId, itemId } = await story.sitting(made, 'closure_evaluation', day(0));
    await story.conclude({ conferenceId, itemId }, 'close');
    const plan = await world.ask(ReadSupportPlanV1, { planId: made.planId }, story.worker);
    for (const { actionId } of plan.actions)
      for (const state of ['doing', 'done'] as const)
        await world.ask(UpdatePlanActionV1, { actionId, state, note: '済んだ' }, story.coordinator);
    const goals = [0, 1].map((goal) => ({ goal, degree: 'reached' }));
    const ending = { planId: made.planId, conferenceId, evaluation: '終える', goals, observedChanges: [] };
    const close = () => world.ask(CloseSupportPlanV1, ending, story.decider);
    expect(await missing(close())).toEqual(['form.incomplete', 'form.found']);
    const sheetOf = await fill(made.caseRef, 'evaluation', ['found']);
    await close();
    const { evaluations } = await world.ask(ReadPlanRecordsV1, { planId: made.planId }, story.worker);
    expect(evaluations.map(({ form }) => form)).toMatchObject([
      { edition: evaluated, formId: sheetOf, formVersion: 1 },
    ]);
  });
});
