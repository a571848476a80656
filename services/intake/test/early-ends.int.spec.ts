import {
  CaseClosedV1,
  ClearEmergencyV1,
  DecideEarlyEndV1,
  EndCaseEarlyV1,
  ListAskedEndsV1,
  PersonDeceasedV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  ReadEarlyEndV1,
  ReopenCaseV1,
  type SafetyCheckFact,
  StartAftercareV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import settings from '../src/domain/early-end-settings.json';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story, today } from './fixtures';

describe('ends before support is complete', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  type End = Partial<EndCaseEarlyV1>;
  const other = () => world.actor('CSW', { sub: 'somebody-else' });
  const end = (caseRef: string, more: End, as = story.worker) =>
    world.ask(EndCaseEarlyV1, { caseRef, note: '経過は記録のとおり', ...more }, as);
  const decide = (caseRef: string, decision: 'approve' | 'refuse', as = other()) =>
    world.ask(DecideEarlyEndV1, { caseRef, decision, why: '確かめた' }, as);
  const stateOf = async (caseRef: string): Promise<string> =>
    (await world.ask(ReadCaseV1, { caseRef }, story.worker)).state;
  const check = (more: Partial<SafetyCheckFact> = {}): SafetyCheckFact => ({
    ...{ on: today(), how: 'visit', result: 'safe' },
    ...more,
  });

  it('name whoever goes on with a transferred case', async () => {
    const caseRef = await story.consultation();
    expect(await refusal(end(caseRef, { reason: 'transferred' }))).toBe('case.receiver-missing');
    const unknown = { reason: 'transferred' as const, receiverDeskId: anId() };
    expect(await refusal(end(caseRef, unknown))).toBe('desk.not-found');
    await end(caseRef, { reason: 'transferred', receiver: '架空県の相談機関' });
    const read = await world.ask(ReadEarlyEndV1, { caseRef }, story.worker);
    expect(read).toMatchObject({ state: 'ENDED', reason: 'transferred', note: '経過は記録のとおり' });
    expect((await world.ask(ReadEarlyEndV1, { caseRef }, world.actor('DECISION_MAKER'))).note).toBeNull();
  });

  it('hint at the sheet with which another municipality takes over', async () => {
    const caseRef = await story.consultation();
    expect(await world.ask(ReadEarlyEndV1, { caseRef }, story.worker)).toMatchObject({
      state: 'NONE',
      consequences: [],
    });
    await end(caseRef, { reason: 'moved' });
    const { consequences } = await world.ask(ReadEarlyEndV1, { caseRef }, story.worker);
    expect(consequences.map(({ code }) => code)).toEqual([...settings.reasons.moved.consequences]);
    expect(consequences.some(({ ja }) => ja.includes('つなぐシート'))).toBe(true);
  });

  it('wait for somebody else where the person declines or is out of reach', async () => {
    const caseRef = await story.consultation();
    expect((await end(caseRef, { reason: 'declined' })).state).toBe('RECEIVED');
    expect(await world.ask(ListAskedEndsV1, { limit: 1 }, world.actor('DECISION_MAKER'))).toMatchObject({
      items: [{ caseRef, reason: 'declined', askedBy: story.worker.sub }],
    });
    expect(await refusal(decide(caseRef, 'approve', story.worker))).toBe('case.end-needs-another');
    await decide(caseRef, 'refuse');
    expect(await stateOf(caseRef)).toBe('RECEIVED');
    expect(await world.ask(ReadEarlyEndV1, { caseRef }, story.worker)).toMatchObject({ state: 'REFUSED' });
    expect(await refusal(decide(caseRef, 'approve'))).toBe('case.end-not-asked');
    await end(caseRef, { reason: 'declined' });
    await end(caseRef, { reason: 'declined', note: 'あらためて' });
    expect((await decide(caseRef, 'approve')).state).toBe('CLOSED');
    expect(await world.ask(ReadEarlyEndV1, { caseRef }, story.worker)).toMatchObject({
      state: 'APPROVED',
      note: 'あらためて',
      askedBy: story.worker.sub,
      decidedBy: 'somebody-else',
    });
    const said = (await world.said(CaseClosedV1)).filter((event) => event.caseRef === caseRef);
    expect(said.map(({ reason }) => reason)).toEqual(['declined']);
    expect((await world.ask(ListAskedEndsV1, {}, other())).items.map((line) => line.caseRef)).not.toContain(caseRef);
  });

  it('do not carry a request over into the next episode', async () => {
    const caseRef = await story.consultation();
    await end(caseRef, { reason: 'declined' });
    await world.sql(`UPDATE cases SET state = 'CLOSED' WHERE id = $1`, [caseRef]);
    expect(await refusal(decide(caseRef, 'approve'))).toBe('case.transition-refused');
    await world.ask(ReopenCaseV1, { caseRef, chiefComplaint: '新しいこと', urgency: 'normal' }, story.worker);
    expect(await refusal(decide(caseRef, 'approve'))).toBe('case.end-not-asked');
  });

  it('need a recent safety check for whoever is out of reach, and for whoever declines where it is serious', async () => {
    const caseRef = await story.consultation();
    const lost = (safetyCheck?: SafetyCheckFact) =>
      refusal(end(caseRef, { reason: 'lost_contact', ...(safetyCheck && { safetyCheck }) }));
    const oldest = addDays(today(), -settings.safetyCheckWithinDays);
    expect(await lost()).toBe('case.safety-check-missing');
    expect(await lost(check({ on: addDays(oldest, -1) }))).toBe('case.safety-check-missing');
    expect(await lost(check({ on: addDays(today(), 1) }))).toBe('case.safety-check-missing');
    expect(await lost(check({ result: 'concern' }))).toBe('case.safety-concern');
    expect(await lost(check({ on: oldest, result: 'no_sign' }))).toBe('done');
    expect(await stateOf(caseRef)).toBe('RECEIVED');
    const serious = await story.consultation({ intakeTopics: ['dv_abuse'] });
    expect(await refusal(end(serious, { reason: 'declined' }))).toBe('case.safety-check-missing');
    expect(await refusal(end(serious, { reason: 'declined', safetyCheck: check() }))).toBe('done');
  });

  it('look at everything again when somebody decides', async () => {
    const caseRef = await story.consultation();
    await end(caseRef, { reason: 'lost_contact', safetyCheck: check() });
    await world.ask(RaiseEmergencyV1, { caseRef, reason: '郵便がたまっている' }, story.worker);
    expect(await refusal(decide(caseRef, 'approve'))).toBe('case.emergency-stands');
    expect(await refusal(end(caseRef, { reason: 'moved' }))).toBe('case.emergency-stands');
    await world.ask(ClearEmergencyV1, { caseRef, done: '本人と話した' }, story.worker);
    await world.moveClock({ days: settings.safetyCheckWithinDays + 1 });
    expect(await refusal(decide(caseRef, 'approve'))).toBe('case.safety-check-missing');
    expect((await decide(caseRef, 'refuse')).state).toBe('RECEIVED');
    await world.moveClock({ days: -settings.safetyCheckWithinDays - 1 });
  });

  it('by death tell of every case of the person, and leave nobody to stay in touch with', async () => {
    const { caseRef, personRef } = await story.supported();
    const second = await story.consultation({ personRef });
    await end(second, { reason: 'declined' });
    await end(second, { reason: 'deceased' });
    const died = (await world.said(PersonDeceasedV1)).filter((event) => event.caseRef === second);
    expect(died).toHaveLength(1);
    expect(died[0]).toMatchObject({ personRefs: [personRef] });
    expect([...(died[0]?.caseRefs ?? [])].sort()).toEqual([caseRef, second].sort());
    expect(await stateOf(caseRef)).toBe('SUPPORTING');
    expect((await world.ask(ListAskedEndsV1, {}, other())).items.map((line) => line.caseRef)).not.toContain(second);
    await story.grant(personRef, [{ scope: 'followup_after_close' }]);
    expect(await refusal(world.ask(StartAftercareV1, { caseRef: second }, story.worker))).toBe('case.person-deceased');
    const unknown = await story.consultation();
    await end(unknown, { reason: 'deceased' });
    const told = (await world.said(PersonDeceasedV1)).find((event) => event.caseRef === unknown);
    expect(told).toMatchObject({ caseRefs: [unknown], personRefs: [] });
  });
});
