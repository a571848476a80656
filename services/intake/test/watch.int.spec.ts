import {
  CaseClosedV1,
  EndWatchingV1,
  ListPotentialClientsV1,
  ListWatchesV1,
  MoveToOutreachV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  TriageCaseV1,
  WatchPotentialV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ConferenceStory } from './conference-fixtures';
import { anId, refusal, Story, today } from './fixtures';

jest.setTimeout(60_000);
const MISSING = 'conference-item.not-found';

describe('somebody nobody has asked yet', () => {
  let world: ServiceWorld;
  let story: Story;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  });
  afterAll(() => world.stop());

  it('watch over somebody by the policy of a support conference, and end it with a day of disposal', async () => {
    const lead = new ConferenceStory(world, 'support', ['CONFERENCE_CHAIR', 'CONFERENCE_MEMBER']);
    const member = await lead.member(true, ['CSW', 'CONFERENCE_MEMBER']);
    const caseRef = await story.consultation({ consentState: 'not_asked' });
    await world.ask(TriageCaseV1, { caseRef, fields: ['other'], result: 'continuing' }, story.worker);
    await world.ask(MoveToOutreachV1, { caseRef }, story.worker);
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, caseRef, [member]);
    const watch = { caseRef, itemId, policy: '月に一度、外から様子を見る', keptItems: ['area', 'concern'] };
    const reviewOn = addDays(today(), 60);
    const ask = (more: object, actor = member) =>
      refusal(world.ask(WatchPotentialV1, { ...watch, reviewOn, ...more }, actor));
    await lead.convene(conferenceId);
    expect(await ask({})).toBe('case.not-concluded');
    await lead.ask('open', { conferenceId });
    await lead.ask('conclude', { conferenceId, conclusions: [{ itemId, conclusion: 'continue_watch' }] });
    expect(await ask({}, story.worker)).toBe(MISSING);
    expect(await ask({ itemId: anId() })).toBe(MISSING);
    expect(await ask({ reviewOn: today() })).toBe('case.review-day');
    expect(await ask({})).toBe('done');
    expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe('POTENTIAL');
    // The words stay with the conference; the record of the case has dates and codes.
    const [step] = await world.sql<{ detail: object }>(
      `SELECT detail FROM case_steps WHERE case_ref = $1 AND event = 'watch'`,
      [caseRef],
    );
    expect(step?.detail).toEqual({ keptItems: ['area', 'concern'], reviewOn });
    const due = await world.ask(ListWatchesV1, { until: reviewOn }, story.worker);
    expect(due.items).toContainEqual({ caseRef, caseState: 'POTENTIAL', reviewOn, disposalOn: null });
    const watched = await world.ask(ListPotentialClientsV1, { until: reviewOn }, story.worker);
    expect(watched.items).toContainEqual(expect.objectContaining({ caseRef, reviewBy: reviewOn }));
    const notYet = await world.ask(ListWatchesV1, { until: addDays(reviewOn, -1) }, story.worker);
    expect(notYet.items.map((line) => line.caseRef)).not.toContain(caseRef);

    const decider = world.actor('DECISION_MAKER');
    const end = (more: object = {}, actor = decider) =>
      refusal(world.ask(EndWatchingV1, { caseRef, judgement: '家族とつながった', ...more }, actor));
    expect(await end({ itemId })).toBe(MISSING);
    expect(await end({ itemId }, lead.chair)).toBe('case.not-concluded');
    expect(await end({}, lead.chair)).toBe('case.item-missing');
    expect(await end({ disposalOn: addDays(today(), 400) })).toBe('case.disposal-day');
    await world.ask(RaiseEmergencyV1, { caseRef, reason: '応答がない' }, story.worker);
    expect(await end()).toBe('case.emergency-stands');
    await world.sql('UPDATE cases SET emergency = NULL WHERE id = $1', [caseRef]);
    expect(await end({ disposalOn: addDays(today(), 30) })).toBe('done');
    const closed = (await world.said(CaseClosedV1)).filter((event) => event.caseRef === caseRef);
    expect(closed.map(({ reason }) => reason)).toEqual(['other']);
    const disposal = await world.ask(ListWatchesV1, { until: addDays(today(), 30) }, story.worker);
    expect(disposal.items).toContainEqual(
      expect.objectContaining({ caseRef, caseState: 'CLOSED', disposalOn: addDays(today(), 30) }),
    );
  });
});
