import { type Actor, type Role, ROLES } from '#libs/kernel';
import fc from 'fast-check';
import { type ContactEvent, recordContact } from './contact';
import { type At, type Engagement, ENGAGEMENT_MACHINE, type Move } from './engagement';
import { close, handOver, personToHandOver } from './engagement-ending';
import * as steps from './engagement-steps';

const TODAY = '2026-12-07';
const LATER = '2026-12-20';
const NOTE = 'a1f7b8ce-0d3c-4a62-9d52-3f5b1c2d4e5f';
const as = (...roles: readonly Role[]): At => ({
  today: TODAY,
  actor: { sub: 'w', roles, orgId: null, tenant: '990019' } satisfies Actor,
});
const csw = as('CSW');

const anEngagement = (facts: Partial<Engagement> = {}): Engagement => ({
  state: 'REACHING',
  stage: 'R1',
  basisCode: 'special_reason',
  conferenceId: null,
  personRef: null,
  caseRef: null,
  safetyPlanned: false,
  nextActionOn: TODAY,
  reviewOn: null,
  lastAttemptOn: null,
  lastContactOn: null,
  handedOverOn: null,
  stoppedOn: null,
  ...facts,
});
const aTry = { method: 'letter', result: 'no_response', on: TODAY, stageAfter: 'R1', nextActionOn: LATER };

const code = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** Every event with an input that satisfies its own guards, as far as the state allows. */
const EVENTS: Readonly<Record<string, (engagement: Engagement, at: At) => Move>> = {
  prepare: (e, at) => steps.prepare(e, { nextActionOn: LATER }, at),
  reach: (e, at) => steps.reach(e, { nextActionOn: LATER, safetyPlanned: true }, at),
  attempt: (e, at) => recordContact(e, 'attempt', aTry, at),
  familyContact: (e, at) => recordContact(e, 'familyContact', { ...aTry, result: 'family_only', stageAfter: 'R2' }, at),
  personContact: (e, at) => recordContact(e, 'personContact', { ...aTry, result: 'interview', stageAfter: 'R4' }, at),
  continue: (e, at) => steps.goOnRegularly(e, { stageAfter: 'R5', nextActionOn: LATER }, at),
  setback: (e, at) => steps.setback(e, { stageAfter: 'R1', noteRef: null, nextActionOn: LATER }, at),
  handOver: (e, at) => handOver(e, { personRef: NOTE, caseRef: null, nextActionOn: LATER }, NOTE, at),
  watch: (e, at) => steps.watch(e, { watchBy: 'minsei', reviewOn: LATER }, at),
  resume: (e, at) => steps.resume(e, { because: 'noticed', nextActionOn: LATER }, at),
  stopWish: (e, at) => steps.respectStopWish(e, { noteRef: null }, at),
  safetyConcern: (e, at) => steps.raiseSafetyConcern(e, { noteRef: null }, at),
  safe: (e, at) => steps.confirmSafety(e, { noteRef: null, nextActionOn: LATER }, at),
  returned: (e, at) => steps.returned(e, { nextActionOn: LATER }, at),
  close: (e, at) => close(e, { because: e.state === 'WATCHING' ? 'decided' : 'person_wish', noteRef: NOTE }, at),
  endEarly: (e, at) => steps.endEarly(e, { because: 'moved' }, at),
  reopen: (e, at) => steps.reopen(e, { nextActionOn: LATER }, at),
};

describe('the machine OutreachEngagement', () => {
  const { states, transitions } = ENGAGEMENT_MACHINE.table;

  it('has a step for each of its events', () => {
    expect([...new Set(transitions.map(({ event }) => event))].sort()).toEqual(Object.keys(EVENTS).sort());
  });

  it('lets through exactly the states, events and roles of its table', () => {
    const rows = new Map(
      transitions.flatMap((row) => row.actors.map((role) => [`${row.from} ${row.event} ${role}`, row.to])),
    );
    for (const state of Object.keys(states)) {
      for (const [event, take] of Object.entries(EVENTS)) {
        for (const role of ROLES) {
          const expected = rows.get(`${state} ${event} ${role}`);
          const refusal = code(() => take(anEngagement({ state }), as(role)));
          if (expected === undefined) expect(refusal).toMatch(/^outreach-engagement\.(?:transition|role)-refused$/);
          else expect(take(anEngagement({ state }), as(role)).change.state).toBe(expected);
        }
      }
    }
  });

  it('never leaves anybody without a next action, whatever happens in whatever order', () => {
    const everybody = as('CSW', 'DECISION_MAKER', 'HOKATSU_COORDINATOR');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(EVENTS)), { maxLength: 60 }), (events) => {
        let engagement = anEngagement({ state: 'IDENTIFIED', stage: 'R0' });
        for (const event of events) {
          const before = engagement;
          try {
            engagement = { ...engagement, ...EVENTS[event]?.(engagement, everybody).change };
          } catch {
            expect(engagement).toBe(before);
          }
          expect(engagement.state === 'CLOSED').toBe(engagement.nextActionOn === null);
          expect(engagement.stage).toMatch(/^R[0-6]$/);
        }
      }),
    );
  });
});

describe('a try to reach somebody', () => {
  const record = (facts: Partial<Engagement>, told: object, event: ContactEvent = 'attempt') =>
    recordContact(anEngagement(facts), event, { ...aTry, ...told }, csw);

  it('sets the stage, which may go back, and the next action', () => {
    expect(record({ stage: 'R3' }, {}).change).toMatchObject({
      stage: 'R1',
      nextActionOn: LATER,
      lastAttemptOn: TODAY,
    });
  });

  it('told late changes neither', () => {
    const { change } = record({ lastAttemptOn: '2026-12-06' }, { on: '2026-12-01', result: 'spoke_briefly' });
    expect(change).toEqual({ state: 'REACHING', safetyPlanned: false, lastContactOn: '2026-12-01' });
  });

  it('without any sign leaves the silence as long as it is', () => {
    expect(record({ lastContactOn: '2026-10-01' }, {}).change.lastContactOn).toBeUndefined();
    expect(record({ lastContactOn: '2026-10-01' }, { result: 'refused' }).change.lastContactOn).toBe(TODAY);
    expect(record({ lastContactOn: TODAY }, { result: 'refused', on: '2026-12-01' }).change.lastContactOn).toBe(TODAY);
  });

  it.each([
    ['on a day to come', { on: '2026-12-08' }, 'attempt', 'engagement.future-day'],
    ['with a next action in the past', { nextActionOn: '2026-12-06' }, 'attempt', 'engagement.next-action-past'],
    ['at home without a safety plan', { method: 'home_visit' }, 'attempt', 'engagement.safety-plan-missing'],
    ['with a worry about safety', { result: 'safety_concern' }, 'attempt', 'engagement.use-safety-concern'],
    ['as contact with the person below R4', { stageAfter: 'R3' }, 'personContact', 'engagement.stage-below-r4'],
  ] as const)('is refused %s', (_, told, event, expected) => {
    expect(code(() => record({}, told, event))).toBe(expected);
  });

  it('at home is possible with a safety plan', () => {
    expect(record({}, { method: 'home_visit', safetyPlanned: true }).change.safetyPlanned).toBe(true);
    expect(record({ safetyPlanned: true }, { method: 'home_visit' }).change.safetyPlanned).toBe(true);
  });
});

describe('a step', () => {
  it.each([
    [
      'regular contact below R5',
      () => steps.goOnRegularly(anEngagement({ state: 'ENGAGED' }), { stageAfter: 'R4', nextActionOn: LATER }, csw),
      'engagement.stage-below-r5',
    ],
    [
      'a setback upwards',
      () =>
        steps.setback(
          anEngagement({ state: 'ENGAGED', stage: 'R4' }),
          { stageAfter: 'R5', noteRef: null, nextActionOn: LATER },
          csw,
        ),
      'engagement.stage-not-back',
    ],
    [
      'watching without a day ahead',
      () => steps.watch(anEngagement(), { watchBy: 'minsei', reviewOn: TODAY }, csw),
      'engagement.review-not-ahead',
    ],
    [
      'resuming before the review',
      () =>
        steps.resume(
          anEngagement({ state: 'WATCHING', reviewOn: LATER }),
          { because: 'review_due', nextActionOn: LATER },
          csw,
        ),
      'engagement.review-not-due',
    ],
    ['a hand-over of somebody unknown', () => personToHandOver(anEngagement(), null), 'engagement.person-unknown'],
    [
      'a hand-over of somebody else',
      () => personToHandOver(anEngagement({ personRef: NOTE }), 'b'),
      'engagement.other-person',
    ],
    [
      'a tie younger than three months',
      () => close(anEngagement({ state: 'HANDED_OVER', handedOverOn: '2026-09-08' }), { because: 'tie_holds' }, csw),
      'engagement.tie-too-young',
    ],
    [
      'a decision after a hand-over',
      () => close(anEngagement({ state: 'HANDED_OVER' }), { because: 'decided', noteRef: NOTE }, csw),
      'engagement.reason-not-for-state',
    ],
    [
      'a decision without a note',
      () => close(anEngagement({ state: 'WATCHING' }), { because: 'decided' }, as('DECISION_MAKER')),
      'engagement.decision-note-missing',
    ],
    [
      'anything after a death',
      () => recordContact(anEngagement({ stoppedOn: TODAY }), 'attempt', aTry, csw),
      'engagement.person-deceased',
    ],
  ] as const)('refuses %s', (_, work, expected) => {
    expect(code(work)).toBe(expected);
  });

  it('respects the wish to be left alone without asking anything', () => {
    const { change } = steps.respectStopWish(anEngagement({ state: 'CONTINUING' }), { noteRef: null }, csw);
    expect(change).toEqual({ state: 'WATCHING', reviewOn: '2027-03-07', nextActionOn: '2027-03-07' });
  });

  it('closes what has held for three months', () => {
    const held = anEngagement({ state: 'HANDED_OVER', handedOverOn: '2026-09-07' });
    expect(close(held, { because: 'tie_holds' }, csw).change.state).toBe('CLOSED');
  });

  it('ends an engagement after a death, and begins it anew where the report was wrong', () => {
    expect(steps.endEarly(anEngagement({ stoppedOn: TODAY }), { because: 'deceased' }, csw).change.state).toBe(
      'CLOSED',
    );
    const again = steps.reopen(anEngagement({ state: 'CLOSED', stoppedOn: TODAY }), { nextActionOn: LATER }, csw);
    expect(again.change).toMatchObject({ state: 'PREPARING', stoppedOn: null, nextActionOn: LATER });
  });
});
