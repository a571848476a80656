import { addDays } from '#libs/kernel';
import fc from 'fast-check';
import { escalationOf, planAftercare, planRegular, planRetry } from './follow-up-plan';

const due = (plan: readonly { readonly side: string; readonly step: string; readonly dueOn: string }[], side: string) =>
  plan.filter((contact) => contact.side === side).map(({ step, dueOn }) => [step, dueOn]);

describe('the plan of follow-ups', () => {
  it('asks person and host after 1 week, 2 weeks, 1 month and 3 months', () => {
    const plan = planRegular('2026-11-30', false);
    const days = [
      ['week1', '2026-12-07'],
      ['week2', '2026-12-14'],
      ['month1', '2026-12-30'],
      ['month3', '2027-02-28'],
    ];
    expect(due(plan, 'person')).toEqual(days);
    expect(due(plan, 'host')).toEqual(days);
  });

  it('asks a host that needs support after three days too', () => {
    const plan = planRegular('2026-11-30', true);
    expect(due(plan, 'host')[0]).toEqual(['day3', '2026-12-03']);
    expect(due(plan, 'person')).toHaveLength(4);
  });

  it('asks only the person once support is over', () => {
    expect(due(planAftercare('2026-11-30'), 'person').map(([, day]) => day)).toEqual([
      '2026-12-30',
      '2027-02-28',
      '2027-05-30',
    ]);
    expect(due(planAftercare('2026-11-30'), 'host')).toEqual([]);
  });

  it('tries again a week after somebody could not be reached', () => {
    const [first] = planRegular('2026-11-30', false);
    expect(first && planRetry(first, '2026-12-09')).toMatchObject({ step: 'week1', attempt: 2, dueOn: '2026-12-16' });
  });

  it('has its due days inside their windows and after the first day, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30000 }), fc.boolean(), (offset, hostSupport) => {
        const start = addDays('2020-01-01', offset);
        const plan = planRegular(start, hostSupport);
        expect(new Set(plan.map(({ side, step }) => `${side} ${step}`)).size).toBe(plan.length);
        for (const { opensOn, dueOn, closesOn } of plan) {
          expect(start < opensOn && opensOn <= dueOn && dueOn <= closesOn).toBe(true);
        }
      }),
    );
  });
});

describe('escalation', () => {
  it('rises after 7, 14 and 30 days and never falls', () => {
    expect([0, 6, 7, 13, 14, 29, 30, 400].map(escalationOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        expect(escalationOf(Math.min(a, b))).toBeLessThanOrEqual(escalationOf(Math.max(a, b)));
      }),
    );
  });
});
