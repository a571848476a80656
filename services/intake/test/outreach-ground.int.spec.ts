import { MoveToOutreachV1, OutreachGroundV1, TriageCaseV1, type OutreachGroundAnswer } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ConferenceStory } from './conference-fixtures';
import { anId, Story, today } from './fixtures';

jest.setTimeout(60_000);

describe('the ground of a support conference for outreach (社会福祉法106条の6)', () => {
  let world: ServiceWorld;
  let story: Story;
  let lead: ConferenceStory;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    lead = new ConferenceStory(world, 'support');
  });
  afterAll(() => world.stop());

  async function potential(): Promise<string> {
    const caseRef = await story.consultation({ consentState: 'not_asked' });
    await world.ask(TriageCaseV1, { caseRef, fields: ['other'], result: 'continuing' }, story.worker);
    await world.ask(MoveToOutreachV1, { caseRef }, story.worker);
    return caseRef;
  }

  const asked = (caseRef: string, conferenceId: string, workerSub: string): Promise<OutreachGroundAnswer> =>
    world.ask(OutreachGroundV1, { caseRef, conferenceId, workerSub }, world.actor('SYSTEM'));
  const carries = async (caseRef: string, conferenceId: string, workerSub: string) =>
    (await asked(caseRef, conferenceId, workerSub)).allowed;

  it('carries it from the conclusion on, for whoever was called and pledged, for this case and no other', async () => {
    const [caseRef, other] = [await potential(), await potential()];
    const [member, elsewhere, unpledged] = [await lead.member(), await lead.member(), await lead.member(false)];
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, caseRef, [member, unpledged]);
    const otherItem = await lead.item(conferenceId, other, [elsewhere]);
    await lead.convene(conferenceId);
    await lead.ask('open', { conferenceId });
    expect(await carries(caseRef, conferenceId, member.sub)).toBe(false);
    await lead.ask('conclude', {
      conferenceId,
      conclusions: [
        { itemId, conclusion: 'seek_consent' },
        { itemId: otherItem, conclusion: 'no_need' },
      ],
    });
    // What was concluded stays in the conference: the answer is a yes or a no.
    expect(await asked(caseRef, conferenceId, member.sub)).toEqual({ allowed: true });
    for (const [about, where, who] of [
      [caseRef, conferenceId, unpledged.sub],
      [caseRef, conferenceId, elsewhere.sub],
      [caseRef, conferenceId, story.worker.sub],
      [other, conferenceId, member.sub],
      [other, conferenceId, elsewhere.sub],
      [caseRef, anId(), member.sub],
      [anId(), conferenceId, member.sub],
    ] as const)
      expect([about, where, who, await carries(about, where, who)]).toEqual([about, where, who, false]);
    // Whoever leaves the register may not begin any more.
    const members = await world.sql<{ id: string }>('SELECT id FROM support_conference_members WHERE sub = $1', [
      member.sub,
    ]);
    await lead.ask('endAppointment', { memberId: members[0]?.id, until: addDays(today(), -1) });
    expect(await carries(caseRef, conferenceId, member.sub)).toBe(false);
  });

  it('carries nothing once the case is over', async () => {
    const caseRef = await potential();
    const member = await lead.member();
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, caseRef, [member]);
    await lead.hold(conferenceId, [itemId]);
    expect(await carries(caseRef, conferenceId, member.sub)).toBe(true);
    await world.sql(`UPDATE cases SET state = 'CLOSED' WHERE id = $1`, [caseRef]);
    expect(await carries(caseRef, conferenceId, member.sub)).toBe(false);
  });
});
