import { checkUpdate, OPEN_ACTION_STATES } from './plan-action';
import { checkMonitoredOn, firstMonitoringOn, nextMonitoringOn, requireEveryGoal } from './plan-record';
import { refusal } from './refusal-fixtures';

describe('monitoring', () => {
  it('comes first after a month, then after three, unless a day is named', () => {
    expect(firstMonitoringOn('2026-01-31', null)).toBe('2026-02-28');
    expect(firstMonitoringOn('2026-01-31', '2026-02-10')).toBe('2026-02-10');
    expect(nextMonitoringOn('2026-01-31', null)).toBe('2026-04-30');
    expect(nextMonitoringOn('2026-01-31', '2026-02-01')).toBe('2026-02-01');
    expect(nextMonitoringOn('2026-01-31', '2026-07-31')).toBe('2026-07-31');
    expect(refusal(() => nextMonitoringOn('2026-01-31', '2026-01-31'))).toBe('monitoring.next-impossible');
    expect(refusal(() => nextMonitoringOn('2026-01-31', '2026-08-01'))).toBe('monitoring.next-impossible');
  });

  it.each([
    ['2026-04-01', 'done'],
    ['2026-04-10', 'done'],
    ['2026-03-31', 'monitoring.day-impossible'],
    ['2026-04-11', 'monitoring.day-impossible'],
  ])('was on a day since the decision: %s', (day, expected) => {
    expect(refusal(() => checkMonitoredOn(day, { since: '2026-04-01', today: '2026-04-10' }))).toBe(expected);
  });

  it.each<[readonly number[], number, string]>([
    [[0, 1], 2, 'done'],
    [[1, 0], 2, 'done'],
    [[], 0, 'done'],
    [[0], 2, 'support-plan.goal-unknown'],
    [[0, 0], 2, 'support-plan.goal-unknown'],
    [[0, 2], 2, 'support-plan.goal-unknown'],
    [[0, 1, 1], 2, 'support-plan.goal-unknown'],
    [[0, 1, 2], 2, 'support-plan.goal-unknown'],
    [[0, 0], 1, 'support-plan.goal-unknown'],
  ])('says of each goal how far it is: %j of %i', (named, goals, expected) => {
    const degrees = named.map((goal) => ({ goal, degree: 'reached' }));
    expect(refusal(() => requireEveryGoal(degrees, goals))).toBe(expected);
  });

  it('names the goals that have to be judged', () => {
    expect(() => requireEveryGoal([], 3)).toThrow(
      expect.objectContaining({
        fields: [expect.objectContaining({ mend: expect.stringContaining('(0 から 2)') as string })],
      }),
    );
  });

  it('keeps ten goals in their order', () => {
    const degrees = Array.from({ length: 11 }, (_, goal) => ({ goal, degree: 'reached' }));
    expect(refusal(() => requireEveryGoal(degrees, 11))).toBe('done');
  });
});

const ACTIVE = { state: 'ACTIVE', over: false };
const CARE = { kind: 'care', state: 'planned' } as const;

describe('a role of a plan', () => {
  const STATES = ['planned', 'doing', 'done', 'handed_over', 'stopped'] as const;
  const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
    planned: ['planned', 'doing', 'done', 'handed_over', 'stopped'],
    doing: ['doing', 'done', 'handed_over', 'stopped'],
    stopped: ['doing'],
  };
  const to = (state: (typeof STATES)[number]) => ({
    state,
    milestone: null,
    toDeskId: state === 'handed_over' ? 'desk' : null,
  });

  it('is open until somebody has finished it, taken it over or given it up', () => {
    expect(OPEN_ACTION_STATES).toEqual(['planned', 'doing']);
  });

  it('goes on step by step; what is done stays done', () => {
    for (const from of STATES) {
      for (const state of STATES) {
        const got = refusal(() => checkUpdate({ kind: 'care', state: from }, ACTIVE, to(state)));
        const expected = FOLLOWS[from]?.includes(state) === true ? 'done' : 'plan-action.not-now';
        expect([from, state, got]).toEqual([from, state, expected]);
      }
    }
  });

  it.each([
    ['ACTIVE', 'done'],
    ['MONITORING_DUE', 'done'],
    ['EVALUATING', 'done'],
    ['REPLANNED', 'done'],
    ['DECIDED', 'plan-action.not-now'],
    ['CLOSED', 'plan-action.not-now'],
    ['WITHDRAWN', 'plan-action.not-now'],
  ])('is worked on while its plan runs: %s', (planState, expected) => {
    expect(refusal(() => checkUpdate(CARE, { state: planState, over: false }, to('doing')))).toBe(expected);
  });

  it('of a replaced edition is worked on until the next one holds', () => {
    const replaced = (over: boolean) => refusal(() => checkUpdate(CARE, { state: 'REPLANNED', over }, to('doing')));
    expect([replaced(false), replaced(true)]).toEqual(['done', 'plan-action.not-now']);
  });

  it('says to whom it is handed over, and only then', () => {
    const check = (change: object) =>
      refusal(() => checkUpdate({ kind: 'care', state: 'doing' }, ACTIVE, { ...to('doing'), ...change }));
    expect(check({ toDeskId: 'desk' })).toBe('plan-action.hand-over-incomplete');
    expect(check({ state: 'handed_over' })).toBe('plan-action.hand-over-incomplete');
    expect(check({ state: 'handed_over', toDeskId: 'desk' })).toBe('done');
  });

  it('has milestones for guardianship only', () => {
    const petition = { ...to('doing'), milestone: 'petition_filed' };
    expect(refusal(() => checkUpdate({ kind: 'guardianship', state: 'doing' }, ACTIVE, petition))).toBe('done');
    expect(refusal(() => checkUpdate({ kind: 'care', state: 'doing' }, ACTIVE, petition))).toBe(
      'plan-action.milestone-unexpected',
    );
  });
});
