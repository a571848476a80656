import fc from 'fast-check';
import { addDays, AppError } from '#libs/kernel';
import { afterAttempt, escalatedBefore, turnOf } from './placement-check';

const TODAY = '2026-11-20';
const open = { state: 'OPEN', attempts: 0 } as const;

describe('a check of somebody at an unsafe place', () => {
  it.each([
    ['safe', 'DONE'],
    ['moved', 'DONE'],
    ['not_reached', 'OPEN'],
  ] as const)('that came to %s is %s', (result, state) => {
    expect(afterAttempt(open, result)).toEqual({ state, attempts: 1, result });
  });

  it('counts attempts, and is done once', () => {
    const second = afterAttempt({ ...open, ...afterAttempt(open, 'not_reached') }, 'safe');
    expect(second).toEqual({ state: 'DONE', attempts: 2, result: 'safe' });
    expect(() => afterAttempt(second, 'safe')).toThrow(AppError);
  });

  it('is the workers’ on the day and the manager’s from the next morning on', () => {
    expect(turnOf({ state: 'OPEN', dueOn: TODAY }, TODAY)).toEqual({
      level: 'today',
      roles: ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'],
    });
    expect(turnOf({ state: 'OPEN', dueOn: addDays(TODAY, -1) }, TODAY)).toEqual({
      level: 'escalated',
      roles: ['NO_REFUSAL_MANAGER', 'DECISION_MAKER'],
    });
    expect(turnOf({ state: 'DONE', dueOn: '2026-01-01' }, TODAY)).toEqual({ level: null, roles: [] });
  });

  it('has the level under which lists find it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), (days) => {
        const dueOn = addDays(TODAY, days);
        const listed = dueOn < escalatedBefore(TODAY) ? 'escalated' : 'today';
        expect(turnOf({ state: 'OPEN', dueOn }, TODAY).level).toBe(listed);
      }),
    );
  });
});
