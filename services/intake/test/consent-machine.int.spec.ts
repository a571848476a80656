import { randomUUID } from 'node:crypto';
import { DecideExceptionV1, ExplainConsentV1, ReadConsentV1, RecordGuardianWordV1 } from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { addDays, ROLES, type Role } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { CONSENT } from '../src/domain/consent';
import { INTAKE } from '../src/intake.module';
import { ConsentExpiryTimer } from '../src/timers/consent-expiry.timer';
import { refusal, Story, today } from './fixtures';
import { CONSENT_STEPS } from './steps';

const STATES = Object.keys(CONSENT.table.states);
const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');
const UNEXPLAINED = ['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'];
const ON_EXPLANATION = ['grant', 'grantPartially', 'refuse', 'needGuardian'];

/** One term is enough to take all back; a part needs two. */
const termsFor = (event: string): string =>
  JSON.stringify(
    ['intake_record', ...(event === 'withdrawPart' ? ['internal_sharing'] : [])].map((scope) => ({
      ...{ scope, orgIds: [], until: null },
    })),
  );

describe('every step of consent × every state × every role', () => {
  let world: ServiceWorld;
  let story: Story;
  let personRef: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    personRef = await story.person();
  }, 60_000);
  afterAll(() => world.stop());

  const put = (state: string, event = '') =>
    world.sql(`UPDATE consents SET state = $2, terms = $3, exception_terms = '[]' WHERE id = $1`, [
      ...[personRef, state, termsFor(event)],
    ]);
  const stateNow = async (): Promise<string> => (await world.ask(ReadConsentV1, { personRef }, story.worker)).state;

  /** What the table says of this actor, with the one refusal that says what to do first. */
  const expected = (state: string, event: string, asks: RequestType, role: Role): string => {
    if (!asks.allow.includes(role)) return 'role.refused';
    if (ON_EXPLANATION.includes(event) && UNEXPLAINED.includes(state)) return 'consent.not-explained';
    if (!CONSENT.allows(state, event)) return 'consent.transition-refused';
    const row = CONSENT.table.transitions.find((one) => one.from === state && one.event === event);
    return row?.actors.includes(role) === true ? `done ${row.to}` : 'consent.role-refused';
  };

  async function play(state: string, event: string, asks: RequestType, input: object): Promise<void> {
    for (const role of PEOPLE) {
      await put(state, event);
      const got = await refusal(world.ask(asks, { personRef, ...input }, world.actor(role)));
      const outcome = got === 'done' ? `done ${await stateNow()}` : got;
      expect([state, event, role, outcome]).toEqual([state, event, role, expected(state, event, asks, role)]);
      if (got !== 'done') expect(await stateNow()).toBe(state);
    }
  }

  it.each(Object.keys(CONSENT_STEPS))(
    '%s',
    async (event) => {
      const found = CONSENT_STEPS[event];
      for (const state of STATES) if (found) await play(state, event, found.asks, found.input);
    },
    60_000,
  );

  it('explain and askAgain', async () => {
    const how = { explainedOn: today(), policyVersion: '2026-04', method: 'easy_japanese' };
    for (const state of STATES) {
      const event = ['NOT_ASKED', 'EXCEPTION'].includes(state) ? 'explain' : 'askAgain';
      await play(state, event, ExplainConsentV1, how);
    }
  }, 60_000);

  it('guardianGrants and guardianRefuses: elsewhere the word is on record and moves nothing', async () => {
    for (const [word, event] of [
      ['granted', 'guardianGrants'],
      ['refused', 'guardianRefuses'],
    ] as const) {
      await play('GUARDIAN_PENDING', event, RecordGuardianWordV1, { word });
      for (const state of STATES.filter((one) => one !== 'GUARDIAN_PENDING')) {
        await put(state);
        expect(await refusal(world.ask(RecordGuardianWordV1, { personRef, word }, story.worker))).toBe('done');
        expect(await stateNow()).toBe(state);
      }
    }
  }, 60_000);

  it('disapproved: whoever decides stops an exception in every state, and moves the one that rests on it', async () => {
    for (const state of STATES) {
      for (const role of PEOPLE) {
        await put(state);
        const exceptionId = randomUUID();
        await world.sql(
          `INSERT INTO consent_exceptions (id, version, state, person_ref, basis, reason, terms, until, approve_by,
             used_by, used_at) VALUES ($1, 1, 'PENDING', $2, 'law', 'x', '[]', $3, $3, 'somebody', now())`,
          [exceptionId, personRef, addDays(today(), 5)],
        );
        const input = { exceptionId, verdict: 'disapproved' as const };
        const got = await refusal(world.ask(DecideExceptionV1, input, world.actor(role)));
        expect([state, role, got]).toEqual([state, role, role === 'DECISION_MAKER' ? 'done' : 'role.refused']);
        const moved = got === 'done' && state === 'EXCEPTION';
        expect(await stateNow()).toBe(moved ? 'REFUSED' : state);
      }
    }
  }, 60_000);

  it('expire: the calendar alone', async () => {
    const over = [{ scope: 'intake_record', orgIds: [], until: addDays(today(), -1) }];
    const exceptions = [{ ...over[0], basis: 'law', exceptionId: randomUUID() }];
    for (const state of STATES) {
      const { own, other } = state === 'EXCEPTION' ? { own: [], other: exceptions } : { own: over, other: [] };
      const values = [personRef, state, JSON.stringify(own), JSON.stringify(other), addDays(today(), -1)];
      if (!CONSENT.allows(state, 'expire')) continue;
      await world.sql(
        'UPDATE consents SET state = $2, terms = $3, exception_terms = $4, next_until = $5 WHERE id = $1',
        values,
      );
      await world.services[0]?.app.get(ConsentExpiryTimer).pass();
      expect([state, await stateNow()]).toEqual([state, 'EXPIRED']);
    }
  });
});
