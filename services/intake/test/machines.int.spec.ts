import { AskGuardianV1, RecordGuardianWordV1 } from '#libs/contracts';
import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { CASE } from '../src/domain/case';
import { LATER_STEPS } from '../src/domain/case-events';
import { CONSENT } from '../src/domain/consent';
import { INTAKE } from '../src/intake.module';
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
    const everybody = world.actor(ROLES.filter((role) => role !== 'SYSTEM'));
    const personRef = await story.person();
    await story.grant(personRef, [{ scope: 'intake_record' }, { scope: 'followup_after_close' }]);
    const caseRef = await story.consultation({ personRef });
    for (const state of Object.keys(CASE.table.states)) {
      for (const [event, { asks, input }] of Object.entries(CASE_STEPS)) {
        await world.sql('UPDATE cases SET state = $2 WHERE id = $1', [caseRef, state]);
        const got = await refusal(world.ask(asks, { caseRef, ...input }, everybody));
        const listed = event in LATER_STEPS ? 'not-available-yet' : 'done';
        expect([state, event, got]).toEqual([
          state,
          event,
          CASE.allows(state, event) ? listed : 'case.transition-refused',
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

const UNEXPLAINED = ['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'];
const ON_EXPLANATION = ['grant', 'grantPartially', 'refuse', 'needGuardian'];

function expectedOfConsent(state: string, event: string): string {
  if (ON_EXPLANATION.includes(event) && UNEXPLAINED.includes(state)) return 'consent.not-explained';
  // Taking back a second part is as good as taking back all: the table lists the latter.
  const listed = CONSENT.allows(state, event) || (event === 'withdrawPart' && state === 'PARTIAL');
  if (!listed) return 'consent.transition-refused';
  return event === 'useException' ? 'not-available-yet' : 'done';
}
