import { type Actor, addDays, type Role } from '#libs/kernel';
import fc from 'fast-check';
import {
  caseEventOfDecision,
  checkConfirmedOn,
  checkDecision,
  checkDeputy,
  checkExtension,
  longestUntil,
  mayReadPlan,
  OPEN_PLAN_STATES,
  refuseDraftIn,
  refuseEarlyEvaluation,
  refuseOpenRolesAtEnd,
  refuseWritingIn,
  renewedWord,
  requireConclusion,
  requireDeputy,
  requirePersonsWord,
  requireSame,
  requireSitting,
  SUPPORT_PLAN,
} from './support-plan';
import { refusal } from './refusal-fixtures';

const actor = (...roles: Role[]): Actor => ({ sub: 'somebody', roles, orgId: null, tenant: '990019' });
const STATES = Object.keys(SUPPORT_PLAN.table.states);

describe('the machine of a support plan', () => {
  it('lets nobody past the conference and the decision', () => {
    const { transitions, initial, terminal } = SUPPORT_PLAN.table;
    const before = (target: string) =>
      transitions.filter(({ to }) => to === target).map(({ from, event }) => [from, event]);
    expect(before('DECIDED')).toEqual([['IN_CONFERENCE', 'decide']]);
    expect(before('IN_CONFERENCE')).toEqual([['SUBMITTED', 'convene']]);
    expect(initial).toEqual(['DRAFT']);
    expect(OPEN_PLAN_STATES).toEqual(STATES.filter((state) => !terminal.includes(state)));
  });

  it('takes a plan back from every state in which it is open, and from no other', () => {
    for (const state of STATES) {
      expect([state, SUPPORT_PLAN.allows(state, 'withdraw')]).toEqual([state, OPEN_PLAN_STATES.includes(state)]);
    }
  });
});

describe('who reads a plan', () => {
  it.each(STATES)('works with the person, or decides or was called while there is something to decide: %s', (state) => {
    const toDecide = ['SUBMITTED', 'IN_CONFERENCE', 'EVALUATING'].includes(state);
    for (const role of ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER'] as const) {
      expect(mayReadPlan(actor(role), state, false)).toBe(true);
    }
    expect(mayReadPlan(actor('DECISION_MAKER'), state, false)).toBe(toDecide);
    expect(mayReadPlan(actor('CONFERENCE_MEMBER'), state, true)).toBe(toDecide);
    expect(mayReadPlan(actor('CONFERENCE_CHAIR'), state, false)).toBe(false);
    expect(mayReadPlan(actor('NO_REFUSAL_MANAGER'), state, false)).toBe(false);
  });
});

describe('writing a plan', () => {
  it('is for cases that are planned, or supported by several agencies', () => {
    expect(refusal(() => refuseDraftIn('PLANNING', false))).toBe('done');
    expect(refusal(() => refuseDraftIn('SUPPORTING', true))).toBe('done');
    expect(refusal(() => refuseDraftIn('SUPPORTING', false))).toBe('support-plan.not-needed');
    expect(refusal(() => refuseDraftIn('ASSESSING', true))).toBe('support-plan.not-needed');
  });

  it.each(STATES)('is possible in DRAFT and REVISION only: %s', (state) => {
    const may = ['DRAFT', 'REVISION'].includes(state);
    expect(refusal(() => refuseWritingIn(state))).toBe(may ? 'done' : 'support-plan.not-now');
  });
});

describe('the person’s yes', () => {
  it('is for what was shown', () => {
    expect(refusal(() => requireSame(2, 2))).toBe('done');
    expect(refusal(() => requireSame(1, 2))).toBe('support-plan.content-changed');
  });

  it.each([
    ['2026-04-01', 'done'],
    ['2026-04-03', 'done'],
    ['2026-03-31', 'support-plan.confirmed-impossible'],
    ['2026-04-04', 'support-plan.confirmed-impossible'],
  ])('is given between the writing and today: %s', (day, expected) => {
    const when = { writtenOn: '2026-04-01', today: '2026-04-03' };
    expect(refusal(() => checkConfirmedOn(day, when))).toBe(expected);
  });

  it('is renewed with day, method and words together, or not at all', () => {
    const word = { confirmedOn: '2026-04-01', method: 'spoken' as const, personWords: 'はい' };
    expect(renewedWord({})).toBeNull();
    expect(renewedWord(word)).toEqual(word);
    for (const left of ['confirmedOn', 'method', 'personWords'] as const) {
      const { [left]: _, ...rest } = word;
      expect(refusal(() => renewedWord(rest))).toBe('support-plan.word-incomplete');
      expect(refusal(() => renewedWord({ [left]: word[left] }))).toBe('support-plan.word-incomplete');
    }
  });

  it('holds for exactly the same content', () => {
    expect(refusal(() => requirePersonsWord('a', 'a'))).toBe('done');
    expect(refusal(() => requirePersonsWord('a', 'b'))).toBe('support-plan.person-not-asked');
    expect(refusal(() => requirePersonsWord('a', null))).toBe('support-plan.person-not-asked');
  });
});

describe('the conference', () => {
  it.each([
    ['CONVENED', null, 'done'],
    ['IN_SESSION', null, 'done'],
    ['PLANNED', null, 'support-plan.conference-not-sitting'],
    ['CONCLUDED', null, 'support-plan.conference-not-sitting'],
    ['IN_SESSION', 'revise', 'support-plan.conference-not-sitting'],
  ])('takes a plan up while it is called and has not concluded: %s, %s', (conferenceState, conclusion, expected) => {
    expect(refusal(() => requireSitting({ conferenceState, conclusion }))).toBe(expected);
  });

  it('is followed in what it concluded', () => {
    const item = { conferenceState: 'CONCLUDED', conclusion: 'close' };
    expect(refusal(() => requireConclusion(item, 'close'))).toBe('done');
    expect(refusal(() => requireConclusion(item, 'continue'))).toBe('support-plan.conclusion-missing');
    expect(refusal(() => requireConclusion({ ...item, conclusion: null }, 'close'))).toBe(
      'support-plan.conclusion-missing',
    );
  });
});

describe('the decision', () => {
  const subs = fc.constantFrom('a', 'b', 'c', 'd');
  const hashes = fc.constantFrom('x', 'y');

  it('is never an author’s, and never about anything but what the person said yes to', () => {
    fc.assert(
      fc.property(
        fc.array(subs),
        subs,
        hashes,
        fc.option(hashes),
        (writers, deciderSub, contentHash, confirmedHash) => {
          const got = refusal(() => checkDecision({ writers, deciderSub, contentHash, confirmedHash }));
          if (writers.includes(deciderSub)) return got === 'support-plan.author-decides';
          return got === (contentHash === confirmedHash ? 'done' : 'support-plan.person-not-asked');
        },
      ),
    );
  });

  it('moves a case that is being planned, leaves one that is supported, and is not for any other', () => {
    expect(caseEventOfDecision('PLANNING', true)).toBe('planDecided');
    expect(caseEventOfDecision('SUPPORTING', true)).toBeNull();
    const other = [
      ['PLANNING', false],
      ['SUPPORTING', false],
      ['CLOSING', true],
      ['SUSPENDED', true],
    ] as const;
    for (const [state, same] of other)
      expect(refusal(() => caseEventOfDecision(state, same))).toBe('support-plan.case-not-supported');
  });

  it('is a deputy’s only where registered, by somebody else, for a term that is neither over nor too long', () => {
    expect(refusal(() => requireDeputy(true))).toBe('done');
    expect(refusal(() => requireDeputy(false))).toBe('decider-deputy.missing');
    const by = { actorSub: 'a', today: '2026-04-01' };
    const check = (deputySub: string, from: string, until: string) =>
      refusal(() => checkDeputy({ deputySub, from, until }, by));
    expect(check('b', '2026-04-01', '2026-04-01')).toBe('done');
    expect(check('b', '2026-04-01', addDays('2026-04-01', 366))).toBe('done');
    expect(check('b', '2026-04-01', addDays('2026-04-01', 367))).toBe('decider-deputy.term-impossible');
    expect(check('b', '2026-05-02', '2026-05-01')).toBe('decider-deputy.term-impossible');
    expect(check('b', '2026-03-01', '2026-03-31')).toBe('decider-deputy.term-impossible');
    expect(check('b', '2026-03-01', '2026-04-01')).toBe('done');
    expect(check('a', '2026-04-01', '2026-04-30')).toBe('decider-deputy.own-deputy');
  });
});

describe('the end of a plan', () => {
  it.each([
    ['period_over', '2026-08-30', 'support-plan.period-not-over'],
    ['period_over', '2026-08-31', 'done'],
    ['period_over', '2026-12-31', 'done'],
    ['changed', '2026-04-02', 'done'],
    ['goal_reached', '2026-04-02', 'done'],
  ])('is evaluated near the end of its period, or for a reason at any time: %s on %s', (reason, today, expected) => {
    expect(refusal(() => refuseEarlyEvaluation(reason, '2026-10-01', today))).toBe(expected);
  });

  it('has no end of period to wait for where none is known', () => {
    expect(refusal(() => refuseEarlyEvaluation('period_over', null, '2026-04-01'))).toBe('done');
  });

  it('waits for open roles', () => {
    expect(refusal(() => refuseOpenRolesAtEnd(0))).toBe('done');
    expect(refusal(() => refuseOpenRolesAtEnd(1))).toBe('support-plan.roles-open');
  });

  it.each([
    ['2026-10-02', 'done'],
    ['2027-04-01', 'done'],
    ['2027-04-02', 'support-plan.extension-impossible'],
    ['2026-10-01', 'support-plan.extension-impossible'],
    ['2026-09-30', 'support-plan.extension-impossible'],
  ])('is moved to a later day within a year: %s', (until, expected) => {
    expect(longestUntil('2026-04-01')).toBe('2027-04-01');
    expect(refusal(() => checkExtension(until, { before: '2026-10-01', today: '2026-04-01' }))).toBe(expected);
  });

  it('is not moved to a day that is over', () => {
    const check = (until: string, before: string | null) =>
      refusal(() => checkExtension(until, { before, today: '2026-04-01' }));
    expect(check('2026-04-01', '2026-03-01')).toBe('support-plan.extension-impossible');
    expect(check('2026-04-02', '2026-03-01')).toBe('done');
    expect(check('2026-04-02', null)).toBe('done');
  });
});
