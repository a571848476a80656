import { WithdrawConsentV1 } from '#libs/contracts';
import { type Actor, addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { requireAgendaItem } from '../src/storage/multilayered-agenda';
import { ASKS, ConferenceStory } from './conference-fixtures';
import { anId, refusal, Story, today } from './fixtures';

jest.setTimeout(60_000);
const MISSING = 'conference-item.not-found';

describe('the multilayered conference', () => {
  let world: ServiceWorld;
  let story: Story;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  });
  afterAll(() => world.stop());

  const seen = (lead: ConferenceStory, conferenceId: string, itemId: string, actor: Actor) =>
    refusal(world.ask(ASKS[lead.kind].readItem, { conferenceId, itemId }, actor));

  it('let cases without consent leave the agenda of a multilayered conference, and the meeting stays', async () => {
    const lead = new ConferenceStory(world, 'multilayered');
    const [agreed, refused] = [await story.supported(), await story.supported()];
    await story.grant(agreed.personRef, [{ scope: 'multilayered_conference' }]);
    const member = await lead.member();
    const conferenceId = await lead.planned();
    const kept = await lead.item(conferenceId, agreed.caseRef, [member]);
    const gone = await lead.item(conferenceId, refused.caseRef, [member]);
    const system = { conferenceId, kind: 'system', topic: '夜に行ける場所が足りない' };
    const { id: systemItem } = await lead.ask('putOn', system);
    await lead.ask('summon', { conferenceId, itemId: systemItem, sub: member.sub });
    expect((await lead.convene(conferenceId)).state).toBe('CONVENED');
    expect(await seen(lead, conferenceId, kept, member)).toBe('done');
    expect(await seen(lead, conferenceId, gone, member)).toBe(MISSING);
    expect(await seen(lead, conferenceId, systemItem, member)).toBe('done');
    const rows = await world.sql<{ state: string; left_reason: string | null }>(
      'SELECT state, left_reason FROM multilayered_conference_items WHERE id = $1',
      [gone],
    );
    expect(rows).toEqual([{ state: 'LEFT', left_reason: 'consent_missing' }]);

    // Taken back in session: nobody reads a word of it any more, and the meeting goes on with the rest.
    await lead.ask('open', { conferenceId });
    const withdrawal = { personRef: agreed.personRef, scopes: ['multilayered_conference'] };
    await world.ask(WithdrawConsentV1, withdrawal, story.worker);
    expect(await seen(lead, conferenceId, kept, member)).toBe(MISSING);
    expect(await seen(lead, conferenceId, kept, lead.chair)).toBe(MISSING);
    const conclude = (itemIds: readonly string[]) =>
      refusal(
        lead.ask('conclude', {
          conferenceId,
          conclusions: itemIds.map((itemId) => ({
            itemId,
            conclusion: itemId === systemItem ? 'propose' : 'continue',
          })),
        }),
      );
    expect(await conclude([kept, systemItem])).toBe('conference.conclusions-incomplete');
    expect(await conclude([systemItem])).toBe('done');
    expect(await refusal(lead.ask('approveMinutes', { conferenceId }))).toBe('conference.minutes-missing');
    await lead.ask('write', { conferenceId, itemId: systemItem, kind: 'minutes', words: '部会に上げる' });
    expect((await lead.ask('approveMinutes', { conferenceId })).state).toBe('MINUTES_APPROVED');
  });

  it('show minutes of a person no more once a term of consent is over, whether or not anybody ended it', async () => {
    const lead = new ConferenceStory(world, 'multilayered');
    const { caseRef, personRef } = await story.supported();
    await story.grant(personRef, [{ scope: 'multilayered_conference', until: addDays(today(), 5) }]);
    const member = await lead.member();
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, caseRef, [member]);
    await lead.hold(conferenceId, [itemId]);
    expect(await seen(lead, conferenceId, itemId, member)).toBe('done');
    await world.moveClock({ days: 6 });
    try {
      expect(await seen(lead, conferenceId, itemId, member)).toBe(MISSING);
    } finally {
      await world.moveClock({ days: -6 });
    }
  });

  it('know nothing of each other: a member of one is no member of the other', async () => {
    const support = new ConferenceStory(world, 'support');
    const multilayered = new ConferenceStory(world, 'multilayered');
    const member = await support.member();
    const { caseRef, personRef } = await story.supported();
    await story.grant(personRef, [{ scope: 'multilayered_conference' }]);
    const conferenceId = await multilayered.planned();
    const itemId = await multilayered.item(conferenceId, caseRef, [await multilayered.member()]);
    const summons = multilayered.ask('summon', { conferenceId, itemId, sub: member.sub });
    expect(await refusal(summons)).toBe('conference-member.not-appointed');
    await multilayered.appoint(member.sub);
    await multilayered.ask('summon', { conferenceId, itemId, sub: member.sub });
    await multilayered.convene(conferenceId);
    // Appointed and called, but the pledge was for the other conference.
    expect(await seen(multilayered, conferenceId, itemId, member)).toBe(MISSING);
    expect(await seen(support, conferenceId, itemId, member)).toBe(MISSING);
  });

  it('tell the steps of a plan what was concluded about it, and nothing of plans that are not on the agenda', async () => {
    const lead = new ConferenceStory(world, 'multilayered');
    const { caseRef, personRef } = await story.supported();
    await story.grant(personRef, [{ scope: 'multilayered_conference' }]);
    const conferenceId = await lead.planned();
    const member = await lead.member();
    const itemId = await lead.item(conferenceId, caseRef, [member]);
    const planId = anId();
    const aboutPlan = `UPDATE multilayered_conference_items SET plan_id = $2, kind = 'plan_adequacy' WHERE id = $1`;
    await world.sql(aboutPlan, [itemId, planId]);
    await lead.hold(conferenceId, [itemId], 'plan_adequate');
    const { unit } = world.platform;
    const ctx = { tenant: '990019', actor: lead.chair, correlationId: 'test' };
    const find = (...asked: [string, string, 'plan_adequacy' | 'closure_evaluation']) =>
      unit.run(ctx, ({ db }) => requireAgendaItem(db, ...asked));
    expect(await find(conferenceId, planId, 'plan_adequacy')).toEqual({
      ...{ conferenceId, itemId, conferenceState: 'CONCLUDED', conclusion: 'plan_adequate', chairSub: lead.chair.sub },
      memberSubs: [lead.chair.sub, member.sub].sort(),
    });
    expect(await refusal(find(conferenceId, planId, 'closure_evaluation'))).toBe(MISSING);
    expect(await refusal(find(conferenceId, anId(), 'plan_adequacy'))).toBe(MISSING);
    expect(await refusal(find(anId(), planId, 'plan_adequacy'))).toBe(MISSING);
  });
});
