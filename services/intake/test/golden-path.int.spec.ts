import { randomUUID } from 'node:crypto';
import {
  CaseClosedV1,
  CaseOpenedV1,
  CloseCaseV1,
  ConfirmParticipationPlanV1,
  CaseNoteV1,
  CorrectNoteV1,
  DraftParticipationPlanV1,
  EmergencyFlagChangedV1,
  EnterHouseholdV1,
  ClearEmergencyV1,
  ListAssessmentsV1,
  ListNotesV1,
  MatchingProfileChangedV1,
  MatchingProfileV1,
  ParticipationPlanConfirmedV1,
  ParticipationPlanFactsV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  ReadEmergencyV1,
  ReadHouseholdV1,
  ReadParticipationPlanV1,
  ReadPersonV1,
  RecordAssessmentV1,
  StartAftercareV1,
  StartClosingV1,
  WriteNoteV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { refusal, Story, today } from './fixtures';

describe('from a first call to the closing of a case', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  it('runs through intake, and the others hear of each thing that matters to them', async () => {
    const { caseRef, personRef } = await story.supported();
    await world.ask(
      RecordAssessmentV1,
      {
        caseRef,
        strengths: ['illustration'],
        interests: ['design'],
        avoid: ['crowd'],
        languages: ['ja'],
        status: { careLevel: null, disabilityHandbook: 'none' },
        searchPoint: { lat: 35.5, lng: 139.5 },
        personWords: '絵なら描ける',
        environment: '母と二人で暮らしている',
      },
      story.worker,
    );
    await story.grant(personRef, [{ scope: 'participation_matching' }, { scope: 'followup_after_close' }]);
    const plan = { caseRef, personRef, goal: '週に一度、絵を描く役割を持つ', wishes: 'はじめはメールで' };
    const { id: planId, state } = await world.ask(DraftParticipationPlanV1, plan, story.worker);
    expect(state).toBe('DRAFT');
    const word = { planId, confirmedOn: today(), method: 'spoken' as const, personWords: 'やってみたい' };
    expect(await world.ask(ConfirmParticipationPlanV1, word, story.worker)).toEqual({
      id: planId,
      state: 'CONFIRMED',
      version: 2,
    });
    const system = world.actor('SYSTEM');
    expect(await world.ask(ParticipationPlanFactsV1, { planId }, system)).toMatchObject({
      state: 'CONFIRMED',
      personRef,
    });
    expect(await world.ask(MatchingProfileV1, { personRef }, system)).toMatchObject({
      strengths: ['illustration'],
      avoid: ['crowd'],
      safety: { avoidOrgIds: [] },
      point: { lat: 35.5, lng: 139.5 },
    });
    await world.ask(StartClosingV1, { caseRef }, story.worker);
    const closure = { caseRef, reason: 'connection_stable', evaluation: '描く仕事が続いている', observedChanges: [] };
    const closed = await world.ask(CloseCaseV1, closure, world.actor('DECISION_MAKER'));
    expect(closed.state).toBe('CLOSED');
    expect((await world.ask(StartAftercareV1, { caseRef }, story.worker)).state).toBe('AFTERCARE');

    expect(await world.said(CaseOpenedV1)).toContainEqual({ caseRef, personRef: null, version: 1 });
    expect(await world.said(CaseClosedV1)).toEqual([
      { caseRef, personRef, reason: 'connection_stable', version: closed.version },
    ]);
    expect(await world.said(ParticipationPlanConfirmedV1)).toEqual([{ planId, caseRef, personRef, version: 2 }]);
    expect((await world.said(MatchingProfileChangedV1)).map((event) => event.personRef)).toContain(personRef);
    const kase = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(kase).toMatchObject({
      state: 'AFTERCARE',
      closureReason: 'connection_stable',
      personRef,
      fields: ['livelihood'],
    });
    expect(kase.steps.map(({ event }) => event)).toEqual([
      'receive',
      'linkPerson',
      'triage',
      'startAssessment',
      'supportSingle',
      'startClosing',
      'close',
      'startAftercare',
    ]);
  });

  it('keeps each version of the assessment, and the newest as the person’s facts', async () => {
    const { caseRef, personRef } = await story.supported();
    const first = await world.ask(
      RecordAssessmentV1,
      { caseRef, strengths: ['sewing'], avoid: ['noise'] },
      story.worker,
    );
    const second = await world.ask(RecordAssessmentV1, { caseRef, strengths: ['cooking'] }, story.worker);
    expect([first.version, second.version]).toEqual([1, 2]);
    const { items } = await world.ask(ListAssessmentsV1, { caseRef }, story.worker);
    expect(items.map(({ number, strengths, avoid }) => ({ number, strengths, avoid }))).toEqual([
      { number: 2, strengths: ['cooking'], avoid: ['noise'] },
      { number: 1, strengths: ['sewing'], avoid: ['noise'] },
    ]);
    const person = await world.ask(ReadPersonV1, { personRef }, story.worker);
    expect(person).toMatchObject({ strengths: ['cooking'], avoid: ['noise'], name: '架空 花子', safetyAsked: true });
    expect(person).not.toHaveProperty('safety');
  });

  it('does not close a case while the emergency flag stands', async () => {
    const { caseRef } = await story.supported();
    await world.ask(StartClosingV1, { caseRef }, story.worker);
    const raised = await world.ask(RaiseEmergencyV1, { caseRef, reason: '食べていない' }, story.worker);
    expect(raised.state).toBe('RAISED');
    const flag = await world.ask(ReadEmergencyV1, { caseRef }, story.worker);
    expect(flag).toMatchObject({ state: 'RAISED', ownerSub: story.worker.sub });
    expect(flag.notice.map(({ number }) => number)).toEqual(['119', '110', '189']);
    const closure = { caseRef, reason: 'goal_achieved', evaluation: '目標に届いた', observedChanges: ['motivation'] };
    const decider = world.actor('DECISION_MAKER');
    expect(await refusal(world.ask(CloseCaseV1, closure, decider))).toBe('case.emergency-stands');
    await world.ask(ClearEmergencyV1, { caseRef, done: '食料を届けた' }, story.worker);
    expect(await refusal(world.ask(ClearEmergencyV1, { caseRef, done: 'もう一度' }, story.worker))).toBe(
      'case.no-emergency',
    );
    expect((await world.ask(CloseCaseV1, closure, decider)).state).toBe('CLOSED');
    const told = (await world.said(EmergencyFlagChangedV1)).filter((event) => event.caseRef === caseRef);
    expect(told.map((event) => event.state)).toEqual(['RAISED', 'CLEARED']);
  });

  it('strikes a note and keeps the struck words, who and why', async () => {
    const caseRef = await story.consultation();
    const { id: noteRef } = await world.ask(WriteNoteV1, { caseRef, kind: 'phone', text: '火曜に電話' }, story.worker);
    await world.ask(WriteNoteV1, { caseRef, kind: 'visit', text: '訪問した' }, story.worker);
    const system = world.actor('SYSTEM');
    expect(await world.ask(CaseNoteV1, { noteRef, caseRef }, system)).toEqual({ noteRef, caseRef });
    const elsewhere = { noteRef, caseRef: randomUUID() };
    await expect(world.ask(CaseNoteV1, elsewhere, system)).rejects.toMatchObject({ code: 'note.not-found' });
    const unknown = { noteRef: randomUUID(), caseRef };
    await expect(world.ask(CaseNoteV1, unknown, system)).rejects.toMatchObject({ code: 'note.not-found' });
    await world.ask(CorrectNoteV1, { noteRef, text: '水曜に電話', reason: '曜日の誤り' }, story.worker);
    const first = await world.ask(ListNotesV1, { caseRef, limit: 1 }, story.worker);
    expect(first.items.map(({ text }) => text)).toEqual(['訪問した']);
    const next = await world.ask(ListNotesV1, { caseRef, limit: 1, cursor: first.nextCursor ?? '' }, story.worker);
    expect(next).toMatchObject({
      nextCursor: null,
      items: [{ noteRef, version: 2, text: '水曜に電話', struck: [{ text: '火曜に電話', reason: '曜日の誤り' }] }],
    });
  });

  it('plans for somebody else of the household, and for nobody outside it', async () => {
    const { caseRef, personRef } = await story.supported();
    const daughter = await story.person({ name: '架空 桜', birthDate: '2016-05-05' });
    const stranger = await story.person();
    const member = { registered: true, actual: true, livingApart: false };
    const self = { ...member, relation: 'self', personRef };
    const household = {
      members: [
        self,
        { ...member, relation: 'daughter', personRef: daughter },
        { ...member, relation: 'father', personRef: null, age: 40, livingApart: true },
      ],
    };
    const { id: householdId } = await world.ask(EnterHouseholdV1, household, story.worker);
    const answer = await world.ask(ReadHouseholdV1, { householdId }, story.worker);
    expect(answer.members.map(({ relation }) => relation)).toEqual(['self', 'daughter', 'father']);
    expect(JSON.stringify(answer)).not.toContain('架空');
    const plan = { caseRef, goal: '友だちと食べる', wishes: '土曜がよい' };
    const hers = await world.ask(DraftParticipationPlanV1, { ...plan, personRef: daughter }, story.worker);
    expect(await world.ask(ReadParticipationPlanV1, { planId: hers.id }, story.worker)).toMatchObject({
      personRef: daughter,
      goal: '友だちと食べる',
      confirmedOn: null,
    });
    const strangers = world.ask(DraftParticipationPlanV1, { ...plan, personRef: stranger }, story.worker);
    expect(await refusal(strangers)).toBe('participation-plan.other-person');
    const twice = { members: [self, self] };
    expect(await refusal(world.ask(EnterHouseholdV1, twice, story.worker))).toBe('household.person-twice');
  });
});
