import { randomUUID } from 'node:crypto';
import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import { CONFERENCE } from '../src/domain/conference';
import { INTAKE } from '../src/intake.module';
import { ASKS, conclusionOf, ConferenceStory, groundsOf, type Kind } from './conference-fixtures';
import { refusal, Story } from './fixtures';

const { states, transitions, initial } = CONFERENCE.table;
const EVENTS = ['convene', 'open', 'addMember', 'conclude', 'approveMinutes', 'cancel'] as const;
type Event = (typeof EVENTS)[number];

jest.setTimeout(120_000);

describe.each(['support', 'multilayered'] as const)('the machine Conference of the %s conference', (kind: Kind) => {
  let world: ServiceWorld;
  let story: Story;
  let lead: ConferenceStory;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    lead = new ConferenceStory(world, kind, ['CONFERENCE_CHAIR', 'DECISION_MAKER']);
  });
  afterAll(() => world.stop());

  /** A planned conference that meets every guard: somebody is called, and there are minutes. */
  async function ready(): Promise<{ conferenceId: string; itemId: string }> {
    const { caseRef, personRef } = await story.supported();
    await story.grant(personRef, [{ scope: 'multilayered_conference' }]);
    const conferenceId = await lead.planned();
    const itemId = await lead.item(conferenceId, caseRef, [await lead.member()]);
    await world.sql(
      `INSERT INTO ${kind}_conference_papers (id, item_id, kind, words, written_by, written_at)
       VALUES ($1, $2, 'minutes', '記録', 'test', now())`,
      [randomUUID(), itemId],
    );
    return { conferenceId, itemId };
  }

  async function inputFor(event: Event, of: { conferenceId: string; itemId: string }): Promise<object> {
    const { conferenceId, itemId } = of;
    const inputs: Readonly<Record<Event, () => object | Promise<object>>> = {
      convene: () => groundsOf(kind),
      open: () => ({}),
      addMember: async () => ({ itemId, sub: (await lead.member()).sub, reason: '住まいの担当が要る' }),
      conclude: () => ({ conclusions: [{ itemId, conclusion: conclusionOf(kind) }] }),
      approveMinutes: () => ({}),
      cancel: () => ({ reason: 'not_needed' }),
    };
    return { conferenceId, ...(await inputs[event]()) };
  }

  const setState = (conferenceId: string, state: string) =>
    world.sql(`UPDATE ${kind}_conferences SET state = $2 WHERE id = $1`, [conferenceId, state]);

  it('has a request for every event, for exactly the roles of the table', () => {
    expect([...new Set(transitions.map(({ event }) => event))].sort()).toEqual([...EVENTS].sort());
    for (const event of EVENTS)
      expect([event, [...ASKS[kind][event].allow].sort()]).toEqual([event, [...CONFERENCE.rolesFor(event)].sort()]);
    expect(initial).toEqual(['PLANNED']);
  });

  it('does what the table lists in every state, refuses the rest, and lets no other role in', async () => {
    const conference = await ready();
    for (const state of Object.keys(states)) {
      for (const event of EVENTS) {
        await setState(conference.conferenceId, state);
        const input = await inputFor(event, conference);
        const listed = CONFERENCE.allows(state, event);
        for (const role of ROLES.filter((one) => one !== 'SYSTEM')) {
          if (ASKS[kind][event].allow.includes(role)) continue;
          const other = { ...lead.chair, roles: [role] };
          expect([event, role, await refusal(lead.ask(event, input, other))]).toEqual([event, role, 'role.refused']);
        }
        const stranger = world.actor('CONFERENCE_CHAIR', { sub: 'another-chair' });
        expect(await refusal(lead.ask(event, input, stranger))).toBe('conference.not-found');
        const got = await refusal(lead.ask(event, input));
        expect([state, event, got]).toEqual([state, event, listed ? 'done' : 'conference.transition-refused']);
      }
    }
  });

  it('goes wherever a random walk leads as the table says, a step recorded for each move', async () => {
    const walk = fc.array(fc.constantFrom(...EVENTS), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(walk, async (events) => {
        const conference = await ready();
        let [state = ''] = initial;
        let taken = 1;
        for (const event of events) {
          const listed = CONFERENCE.allows(state, event);
          const got = await refusal(lead.ask(event, await inputFor(event, conference)));
          expect([state, event, got]).toEqual([state, event, listed ? 'done' : 'conference.transition-refused']);
          if (!listed) continue;
          state = CONFERENCE.next(state, event, lead.chair);
          taken += 1;
        }
        const [row] = await world.sql<{ state: string; version: number; steps: number }>(
          `SELECT state, version, (SELECT count(*)::int FROM ${kind}_conference_steps WHERE conference_id = c.id) AS steps
             FROM ${kind}_conferences c WHERE id = $1`,
          [conference.conferenceId],
        );
        expect(row).toEqual({ state, version: taken, steps: taken });
      }),
      { numRuns: 12 },
    );
  });

  it('keeps every role but the decision maker from approving, and lets the decision maker approve only what may be read', async () => {
    const conference = await ready();
    await setState(conference.conferenceId, 'CONCLUDED');
    const outsider = world.actor('DECISION_MAKER', { sub: 'section-head' });
    const approve = () => refusal(lead.ask('approveMinutes', { conferenceId: conference.conferenceId }, outsider));
    expect(await approve()).toBe('conference.not-found');
    await lead.appoint(outsider.sub);
    await lead.pledge(outsider.sub);
    await setState(conference.conferenceId, 'CONVENED');
    await lead.ask('summon', { ...conference, sub: outsider.sub });
    await setState(conference.conferenceId, 'CONCLUDED');
    expect(await approve()).toBe('done');
  });
});
