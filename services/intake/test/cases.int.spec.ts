import {
  AcceptSupportV1,
  CaseOpenedV1,
  EndCaseEarlyV1,
  EnterPersonV1,
  LinkPersonToCaseV1,
  ListCasesV1,
  MoveToOutreachV1,
  ProvideInfoV1,
  ReadCaseV1,
  ReadPersonV1,
  ReceiveConsultationV1,
  RecordAssessmentV1,
  ReopenCaseV1,
  TriageCaseV1,
  UpdatePersonV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story, today } from './fixtures';

describe('cases and people', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  it('opens one case for a call that is sent twice', async () => {
    const call = {
      receivedOn: today(),
      channel: 'counter',
      chiefComplaint: '家賃が払えない',
      urgency: 'high',
      consentState: 'not_asked' as const,
    };
    const first = await world.ask(ReceiveConsultationV1, call, story.worker, { key: 'the-same-key-1' });
    const again = await world.ask(ReceiveConsultationV1, call, story.worker, { key: 'the-same-key-1' });
    expect(again).toEqual(first);
    const opened = (await world.said(CaseOpenedV1)).filter(({ caseRef }) => caseRef === first.id);
    expect(opened).toHaveLength(1);
    const other = world.ask(ReceiveConsultationV1, { ...call, urgency: 'normal' }, story.worker, {
      key: 'the-same-key-1',
    });
    expect(await refusal(other)).toBe('idempotency.other-body');
  });

  it('refuses a call of tomorrow, and one about nobody', async () => {
    expect(await refusal(story.consultation({ receivedOn: addDays(today(), 2) }))).toBe('case.received-in-future');
    expect(await refusal(story.consultation({ personRef: anId() }))).toBe('person.not-found');
  });

  it('lists cases page by page, newest first, without a name or a word', async () => {
    const caller = { kind: 'family', name: '架空 太郎', phone: '000-1111-2222' };
    const refs = [await story.consultation({ caller }), await story.consultation({ caller })];
    const first = await world.ask(ListCasesV1, { limit: 1, state: 'RECEIVED' }, story.worker);
    const wish = { limit: 1, state: 'RECEIVED', cursor: first.nextCursor ?? '' };
    const second = await world.ask(ListCasesV1, wish, story.worker);
    expect([...first.items, ...second.items].map(({ caseRef }) => caseRef)).toEqual([...refs].reverse());
    expect(JSON.stringify([first, second])).not.toMatch(/架空|000-|相談/);
    expect(await refusal(world.ask(ListCasesV1, { cursor: '%%%' }, story.worker))).toBe('cursor.invalid');
  });

  it('keeps words from those who only watch over cases', async () => {
    const caseRef = await story.consultation({ caller: { kind: 'self', name: '架空 太郎' } });
    expect(await world.ask(ReadCaseV1, { caseRef }, world.actor('DECISION_MAKER'))).toMatchObject({
      chiefComplaint: null,
      caller: null,
    });
    expect(await world.ask(ReadCaseV1, { caseRef }, story.worker)).toMatchObject({ caller: { name: '架空 太郎' } });
    expect(await refusal(world.ask(ReadCaseV1, { caseRef }, world.actor('PROVIDER_STAFF')))).toBe('role.refused');
  });

  it('shows nothing of it to another municipality', async () => {
    const { caseRef, personRef } = await story.supported();
    const neighbour = world.actor('CSW', { tenant: '990027' });
    expect(await refusal(world.ask(ReadCaseV1, { caseRef }, neighbour))).toBe('case.not-found');
    expect(await refusal(world.ask(ReadPersonV1, { personRef }, neighbour))).toBe('person.not-found');
    expect(await refusal(world.ask(ReopenCaseV1, { caseRef, chiefComplaint: 'x', urgency: 'normal' }, neighbour))).toBe(
      'case.not-found',
    );
    expect((await world.ask(ListCasesV1, {}, neighbour)).items).toEqual([]);
  });

  it('refuses a step that was decided on an older version', async () => {
    const caseRef = await story.consultation();
    const triage = { caseRef, fields: ['elderly'], result: 'outreach' };
    await world.ask(TriageCaseV1, triage, story.worker, { ifMatch: 1 });
    expect(await refusal(world.ask(MoveToOutreachV1, { caseRef }, story.worker, { ifMatch: 1 }))).toBe('stale-version');
    expect(await world.ask(MoveToOutreachV1, { caseRef }, story.worker, { ifMatch: 2 })).toEqual({
      id: caseRef,
      state: 'POTENTIAL',
      version: 3,
    });
  });

  it('goes from outreach to assessment with the person’s consent only', async () => {
    const caseRef = await story.consultation();
    await world.ask(TriageCaseV1, { caseRef, fields: ['other'], result: 'outreach' }, story.worker);
    await world.ask(MoveToOutreachV1, { caseRef }, story.worker);
    expect(await refusal(world.ask(AcceptSupportV1, { caseRef }, story.worker))).toBe('case.person-missing');
    const personRef = await story.person();
    await world.ask(LinkPersonToCaseV1, { caseRef, personRef }, story.worker);
    expect(await refusal(world.ask(LinkPersonToCaseV1, { caseRef, personRef }, story.worker))).toBe(
      'case.person-known',
    );
    expect(await refusal(world.ask(AcceptSupportV1, { caseRef }, story.worker))).toBe('consent.missing');
    await story.grant(personRef, [{ scope: 'intake_record' }]);
    expect((await world.ask(AcceptSupportV1, { caseRef }, story.worker)).state).toBe('ASSESSING');
  });

  it('does not send away with information whoever needs more', async () => {
    const caseRef = await story.consultation({ intakeTopics: ['no_food'] });
    await world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'info_only' }, story.worker);
    const info = world.ask(ProvideInfoV1, { caseRef, information: '案内' }, world.actor('INTAKE_WORKER'));
    expect(await refusal(info)).toBe('case.too-serious');
  });

  it('ends early without approval where somebody moved, not where contact was lost', async () => {
    const caseRef = await story.consultation();
    const lost = { caseRef, reason: 'lost_contact' as const, note: '三度訪ねた' };
    expect(await refusal(world.ask(EndCaseEarlyV1, lost, story.worker))).toBe('case.safety-check-missing');
    const moved = { caseRef, reason: 'moved' as const, note: '市外へ' };
    expect((await world.ask(EndCaseEarlyV1, moved, story.worker)).state).toBe('CLOSED');
    const again = { caseRef, chiefComplaint: '戻ってきた', urgency: 'normal' };
    await world.ask(ReopenCaseV1, again, story.worker);
    expect(await world.ask(ReadCaseV1, { caseRef }, story.worker)).toMatchObject({
      state: 'ASSESSING',
      episode: 2,
      closureReason: null,
      chiefComplaint: '戻ってきた',
    });
  });

  it('assesses no case without its person, nor before somebody works on it', async () => {
    const caseRef = await story.consultation();
    expect(await refusal(world.ask(RecordAssessmentV1, { caseRef }, story.worker))).toBe('case.person-missing');
    await world.ask(LinkPersonToCaseV1, { caseRef, personRef: await story.person() }, story.worker);
    expect(await refusal(world.ask(RecordAssessmentV1, { caseRef }, story.worker))).toBe('assessment.not-now');
  });

  it('replaces a person’s facts as a whole and never takes a 12-digit number', async () => {
    const personRef = await story.person({ strengths: ['sewing'], considerations: '静かな席' });
    const facts = { personRef, name: '架空 花子', kana: 'かくう はなこ', birthYear: 1990 };
    expect((await world.ask(UpdatePersonV1, facts, story.worker)).version).toBe(2);
    expect(await world.ask(ReadPersonV1, { personRef }, story.worker)).toMatchObject({
      version: 2,
      birthDate: null,
      birthYear: 1990,
      strengths: null,
      considerations: null,
      consentState: 'NOT_ASKED',
    });
    const number = story.person({ considerations: '番号は 1234 5678 9018 です' });
    expect(await refusal(number)).toBe('fields.invalid');
    expect(await refusal(story.person({ birthDate: addDays(today(), 2) }))).toBe('person.birth-impossible');
  });

  it.each([
    ['a list in place of an object', { searchPoint: [{ lat: 1, lng: 2 }] }],
    ['text in place of a list', { strengths: 'sewing' }],
    ['an object in place of a code', { readiness: { code: 'job_ready' } }],
    ['a list in a list', { languages: [['ja']] }],
    ['a field that does not exist', { myNumber: 'x' }],
    ['a day that does not exist', { birthDate: '2026-02-30' }],
    ['a point that is nowhere', { searchPoint: { lat: 91, lng: 0 } }],
    ['a control character', { alias: 'a\u0000b' }],
    ['a status as a list', { status: [] }],
  ])('refuses %s', async (_what, wrong) => {
    const input = { name: '架空 花子', kana: 'かくう はなこ', ...wrong } as Partial<EnterPersonV1>;
    expect(await refusal(world.ask(EnterPersonV1, input, story.worker))).toBe('fields.invalid');
  });
});
