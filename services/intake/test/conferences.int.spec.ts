import { type Actor, addDays, nextWorkingDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ASKS, ConferenceStory, groundsOf } from './conference-fixtures';
import { anId, refusal, Story, today } from './fixtures';

jest.setTimeout(60_000);
const MISSING = 'conference-item.not-found';

describe('the two conferences', () => {
  let world: ServiceWorld;
  let story: Story;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  });
  afterAll(() => world.stop());

  const seen = (lead: ConferenceStory, conferenceId: string, itemId: string, actor: Actor) =>
    refusal(world.ask(ASKS[lead.kind].readItem, { conferenceId, itemId }, actor));

  it('show the words of a support conference to who was called to the item and has pledged, and to nobody else', async () => {
    const lead = new ConferenceStory(world, 'support');
    const [caseOne, caseTwo] = [await story.consultation(), await story.consultation()];
    const [one, two, unpledged, uncalled] = [
      await lead.member(),
      await lead.member(),
      await lead.member(false),
      await lead.member(),
    ];
    const conferenceId = await lead.planned();
    const first = await lead.item(conferenceId, caseOne, [one, unpledged], '第一の案件の資料');
    const second = await lead.item(conferenceId, caseTwo, [two], '第二の案件の資料');
    expect(await seen(lead, conferenceId, first, one)).toBe(MISSING);
    await lead.convene(conferenceId);
    expect(await seen(lead, conferenceId, first, one)).toBe('done');
    expect(await seen(lead, conferenceId, second, one)).toBe(MISSING);
    expect(await seen(lead, conferenceId, first, two)).toBe(MISSING);
    expect(await seen(lead, conferenceId, first, unpledged)).toBe(MISSING);
    expect(await seen(lead, conferenceId, first, uncalled)).toBe(MISSING);
    expect(await seen(lead, conferenceId, anId(), one)).toBe(MISSING);
    expect(await seen(lead, anId(), first, one)).toBe(MISSING);
    const manager = world.actor(['DECISION_MAKER', 'CONFERENCE_CHAIR', 'HOKATSU_COORDINATOR'], { sub: 'manager' });
    expect(await seen(lead, conferenceId, first, manager)).toBe(MISSING);
    expect((await lead.papers(conferenceId, first, one)).map(({ words }) => words)).toEqual(['第一の案件の資料']);
    const readings = await world.sql<{ sub: string }>(
      'SELECT sub FROM support_conference_readings WHERE item_id = $1',
      [first],
    );
    expect(readings.map(({ sub }) => sub)).toEqual([one.sub, one.sub]);
    // In the list and the agenda there is what one is called to, and no more.
    const agenda = (await world.ask(ASKS.support.read, { conferenceId }, one)) as { items: { itemId: string }[] };
    expect(agenda.items.map(({ itemId }) => itemId)).toEqual([first]);
    expect(await refusal(world.ask(ASKS.support.read, { conferenceId }, uncalled))).toBe('conference.not-found');
    const listed = async (actor: Actor) =>
      (
        (await world.ask(ASKS.support.list, {}, actor)) as {
          items: { conferenceId: string }[];
        }
      ).items.map((line) => line.conferenceId);
    expect(await listed(one)).toContain(conferenceId);
    expect(await listed(uncalled)).not.toContain(conferenceId);
  });

  it('leave out who has not pledged, and take him in once he has', async () => {
    const lead = new ConferenceStory(world, 'support');
    const late = await lead.member(false);
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, await story.consultation(), [late]);
    await lead.convene(conferenceId);
    await lead.ask('open', { conferenceId });
    const [summons] = await world.sql<{ left_out: boolean; attended: boolean }>(
      'SELECT left_out, attended FROM support_conference_summons WHERE item_id = $1 AND sub = $2',
      [itemId, late.sub],
    );
    expect(summons).toEqual({ left_out: true, attended: false });
    const add = () => refusal(lead.ask('addMember', { conferenceId, itemId, sub: late.sub, reason: '主担当のため' }));
    expect(await add()).toBe('conference-member.not-pledged');
    await lead.pledge(late.sub);
    expect(await seen(lead, conferenceId, itemId, late)).toBe(MISSING);
    expect(await add()).toBe('done');
    expect(await seen(lead, conferenceId, itemId, late)).toBe('done');
  });

  it('do not open without the pledge of the chair, nor for somebody who was not called', async () => {
    const lead = new ConferenceStory(world, 'support');
    await lead.appoint(lead.chair.sub);
    const { id: conferenceId } = await lead.ask('plan', { heldOn: today(), chairSub: lead.chair.sub });
    await lead.item(conferenceId, await story.consultation(), [await lead.member()]);
    await lead.convene(conferenceId);
    expect(await refusal(lead.ask('open', { conferenceId }))).toBe('conference.chair-not-pledged');
    expect(await refusal(lead.ask('open', { conferenceId, present: ['somebody'] }))).toBe('conference.not-called');
  });

  it('hear a pledge by word of mouth in an emergency, until the next working day', async () => {
    const lead = new ConferenceStory(world, 'support');
    const hurried = await lead.member(false);
    const oral = { sub: hurried.sub, method: 'oral', givenOn: today(), heardBy: lead.chair.sub, reason: '安否が不明' };
    await lead.ask('pledge', oral);
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, await story.consultation(), [hurried]);
    await lead.convene(conferenceId);
    expect(await seen(lead, conferenceId, itemId, hurried)).toBe('done');
    const members = (await world.ask(ASKS.support.members, {}, lead.chair)) as {
      items: { sub: string; pledgedUntil: string | null; pledgeToBeMadeGood: boolean }[];
    };
    expect(members.items.find(({ sub }) => sub === hurried.sub)).toMatchObject({
      pledgedUntil: nextWorkingDay(today()),
      pledgeToBeMadeGood: true,
    });
    expect(await refusal(lead.ask('pledge', oral))).toBe('pledge.to-be-made-good');
    const days = 1 + Math.round((Date.parse(nextWorkingDay(today())) - Date.parse(today())) / 86_400_000);
    await world.moveClock({ days });
    try {
      expect(await seen(lead, conferenceId, itemId, hurried)).toBe(MISSING);
    } finally {
      await world.moveClock({ days: -days });
    }
    await lead.pledge(hurried.sub);
    expect(await seen(lead, conferenceId, itemId, hurried)).toBe('done');
  });

  it('end what a member may read with the appointment, with the fiscal year and with a cancellation', async () => {
    const lead = new ConferenceStory(world, 'support');
    const member = await lead.member();
    const conferenceId = await lead.planned(addDays(today(), 3));
    const itemId = await lead.item(conferenceId, await story.consultation(), [member]);
    await lead.convene(conferenceId);
    expect(await seen(lead, conferenceId, itemId, member)).toBe('done');
    await world.moveClock({ days: 366 });
    try {
      expect(await seen(lead, conferenceId, itemId, member)).toBe(MISSING);
    } finally {
      await world.moveClock({ days: -366 });
    }
    const [row] = await world.sql<{ id: string }>('SELECT id FROM support_conference_members WHERE sub = $1', [
      member.sub,
    ]);
    await lead.ask('endAppointment', { memberId: row?.id, until: addDays(today(), -1) });
    expect(await seen(lead, conferenceId, itemId, member)).toBe(MISSING);
    await lead.ask('endAppointment', { memberId: row?.id, until: today() });
    expect(await seen(lead, conferenceId, itemId, member)).toBe('done');
    await lead.ask('cancel', { conferenceId, reason: 'not_needed' });
    expect(await seen(lead, conferenceId, itemId, member)).toBe(MISSING);
    expect(await seen(lead, conferenceId, itemId, lead.chair)).toBe(MISSING);
  });

  it('refuse what cannot be called, planned or put on', async () => {
    const lead = new ConferenceStory(world, 'support');
    const caseRef = await story.consultation();
    const plan = (heldOn: string) => refusal(lead.ask('plan', { heldOn, chairSub: lead.chair.sub }));
    expect(await plan(today())).toBe('conference-member.not-appointed');
    expect(await plan(addDays(today(), -1))).toBe('conference.day-over');
    const conferenceId = await lead.planned();
    expect(await refusal(lead.convene(conferenceId))).toBe('conference.agenda-empty');
    const itemId = await lead.item(conferenceId, caseRef, []);
    expect(await refusal(lead.item(conferenceId, caseRef, []))).toBe('conference-item.already-there');
    expect(await refusal(lead.convene(conferenceId))).toBe('conference.members-not-chosen');
    const summon = (sub: string) => refusal(lead.ask('summon', { conferenceId, itemId, sub }));
    expect(await summon('nobody')).toBe('conference-member.not-appointed');
    const member = await lead.member();
    expect(await summon(member.sub)).toBe('done');
    expect(await summon(member.sub)).toBe('conference-summons.already');
    await lead.convene(conferenceId);
    const proposal = { conferenceId, kind: 'support_structure', caseRef };
    expect(await refusal(lead.ask('putOn', proposal))).toBe('conference.not-now');
    expect(await refusal(lead.ask('putOn', proposal, story.worker))).toBe('conference.not-found');
    const minutes = { conferenceId, itemId, kind: 'minutes', words: '早すぎる議事録' };
    expect(await refusal(lead.ask('write', minutes))).toBe('conference.not-now');
    expect(await refusal(lead.ask('write', minutes, story.worker))).toBe(MISSING);
  });

  it('keep steps, words, pledges and readings as they were written', async () => {
    const lead = new ConferenceStory(world, 'support');
    const conferenceId = await lead.planned();
    const member = await lead.member();
    const itemId = await lead.item(conferenceId, await story.consultation(), [member]);
    await lead.convene(conferenceId);
    await lead.papers(conferenceId, itemId, member);
    for (const table of ['steps', 'papers', 'pledges', 'readings']) {
      const name = `support_conference_${table}`;
      await expect(world.sql(`UPDATE ${name} SET id = id`)).rejects.toThrow(`${name} is only added to`);
      await expect(world.sql(`DELETE FROM ${name}`)).rejects.toThrow(`${name} is only added to`);
    }
    expect(groundsOf('support')).toMatchObject({ ground: 'no_consent_yet' });
  });
});
