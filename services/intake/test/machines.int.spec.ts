import {
  AskGuardianV1,
  EnterDeskV1,
  RecordAssessmentV1,
  RecordGuardianWordV1,
  StartAssessmentV1,
  TriageCaseV1,
} from '#libs/contracts';
import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { CASE } from '../src/domain/case';
import { CONSENT } from '../src/domain/consent';
import { INTAKE } from '../src/intake.module';
import { ConferenceStory } from './conference-fixtures';
import { refusal, Story } from './fixtures';
import { CASE_STEPS, CONSENT_STEPS } from './steps';

/** Events that only the system raises. */
const OWN_CASE_EVENTS = ['planDecided', 'planWithdrawn'];

describe('the machines as they are offered', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  it('have a request for every event of a case, for exactly the roles of the table', () => {
    const events = new Set(CASE.table.transitions.map(({ event }) => event));
    expect([...events].sort()).toEqual([...Object.keys(CASE_STEPS), ...OWN_CASE_EVENTS].sort());
    for (const [event, { asks }] of Object.entries(CASE_STEPS)) {
      expect([event, [...asks.allow].sort()]).toEqual([event, [...CASE.rolesFor(event)].sort()]);
    }
  });

  it('let a role in for consent that the table names', () => {
    for (const [event, { asks }] of Object.entries(CONSENT_STEPS)) {
      expect([event, [...asks.allow].sort()]).toEqual([event, [...CONSENT.rolesFor(event)].sort()]);
    }
  });

  it('refuse every step of a case that the table does not list, and take every one it lists', async () => {
    const everybody = world.actor(
      ROLES.filter((role) => role !== 'SYSTEM'),
      { sub: 'everybody' },
    );
    const { caseRef, deskId } = await readyForEverything(world, story);
    const watchedItemId = await watchedItem(world, caseRef, everybody.sub);
    for (const state of Object.keys(CASE.table.states)) {
      for (const [event, { asks, input, before, elsewhere }] of Object.entries(CASE_STEPS)) {
        const ready = { world, caseRef, deskId, watchedItemId };
        await world.sql('UPDATE cases SET state = $2 WHERE id = $1', [caseRef, state]);
        await world.sql('DELETE FROM multi_agency_referrals WHERE case_ref = $1', [caseRef]);
        await before(ready);
        const got = await refusal(world.ask(asks, { caseRef, ...input(ready) }, everybody));
        const listed = CASE.allows(state, event) ? 'done' : (elsewhere ?? 'case.transition-refused');
        expect([state, event, got]).toEqual([state, event, listed]);
        const [now] = await world.sql<{ state: string }>('SELECT state FROM cases WHERE id = $1', [caseRef]);
        expect([state, event, now?.state]).toEqual([
          state,
          event,
          CASE.allows(state, event) ? targetOf(state, event) : state,
        ]);
      }
    }
  }, 60_000);

  it('refuse a role that the table does not name for this very state', async () => {
    const personRef = await story.person();
    await story.explain(personRef);
    const counsellor = world.actor(['CSW', 'PARTICIPATION_WORKER']);
    const participation = world.actor('PARTICIPATION_WORKER');
    const asked = { personRef, terms: [{ scope: 'intake_record' }], personWords: 'いいよ' };
    expect(await refusal(world.ask(AskGuardianV1, asked, participation))).toBe('role.refused');
    expect(await refusal(world.ask(AskGuardianV1, asked, counsellor))).toBe('done');
    const word = { personRef, word: 'granted' as const };
    expect(await refusal(world.ask(RecordGuardianWordV1, word, participation))).toBe('consent.role-refused');
  });

  it('refuse every step of consent that the table does not list', async () => {
    const everybody = world.actor(ROLES.filter((role) => role !== 'SYSTEM'));
    const personRef = await story.person();
    const term = { scope: 'intake_record', orgIds: [], until: null };
    for (const state of Object.keys(CONSENT.table.states)) {
      for (const [event, { asks, input }] of Object.entries(CONSENT_STEPS)) {
        const terms = JSON.stringify([
          term,
          ...(event === 'withdrawPart' ? [{ ...term, scope: 'family_contact' }] : []),
        ]);
        await world.sql('UPDATE consents SET state = $2, terms = $3 WHERE id = $1', [personRef, state, terms]);
        const got = await refusal(world.ask(asks, { personRef, ...input }, everybody));
        expect([state, event, got]).toEqual([state, event, expectedOfConsent(state, event)]);
      }
    }
  }, 60_000);
});

const targetOf = (from: string, event: string): string | undefined =>
  CASE.table.transitions.find((row) => row.from === from && row.event === event)?.to;

/** A case about which everything is there that the guards of its steps look for. */
async function readyForEverything(world: ServiceWorld, story: Story): Promise<{ caseRef: string; deskId: string }> {
  const personRef = await story.person();
  const scopes = ['intake_record', 'followup_after_close', 'multilayered_conference'];
  await story.grant(
    personRef,
    scopes.map((scope) => ({ scope })),
  );
  const caseRef = await story.consultation({ personRef });
  await world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'multi_agency' }, story.worker);
  await world.ask(StartAssessmentV1, { caseRef }, story.worker);
  await world.ask(RecordAssessmentV1, { caseRef }, story.worker);
  const desk = { nameJa: '架空の窓口', external: false, fields: [], managerSub: 'manager-1', members: ['worker-1'] };
  const { id: deskId } = await world.ask(EnterDeskV1, desk, world.actor('HOKATSU_COORDINATOR'));
  return { caseRef, deskId };
}

/** A support conference concluded to watch over the case; who asks sat in it. */
async function watchedItem(world: ServiceWorld, caseRef: string, sub: string): Promise<string> {
  const lead = new ConferenceStory(world, 'support');
  await lead.appoint(sub);
  await lead.pledge(sub);
  const conferenceId = await lead.planned();
  const itemId = await lead.item(conferenceId, caseRef, [world.actor('CONFERENCE_MEMBER', { sub })]);
  await lead.hold(conferenceId, [itemId], 'continue_watch');
  return itemId;
}

const UNEXPLAINED = ['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'];
const ON_EXPLANATION = ['grant', 'grantPartially', 'refuse', 'needGuardian'];

function expectedOfConsent(state: string, event: string): string {
  if (ON_EXPLANATION.includes(event) && UNEXPLAINED.includes(state)) return 'consent.not-explained';
  return CONSENT.allows(state, event) ? 'done' : 'consent.transition-refused';
}
