import { type Actor, ROLES } from '#libs/kernel';
import { FOLLOW_UP_MACHINE, overdueOn, recordResult, stateOn } from './follow-up';
import { isNews, outlives } from './tie';

const worker: Actor = { sub: 'w', roles: ['PARTICIPATION_WORKER'], orgId: null, tenant: '990019' };
const waiting = { state: 'PLANNED', opensOn: '2026-12-05', closesOn: '2026-12-09' };
const at = { today: '2026-12-07', startedOn: '2026-11-30' };
const good = { result: 'good', recordedOn: '2026-12-07' } as const;

const code = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a follow-up', () => {
  it('is due from the first day of its window', () => {
    expect(stateOn(waiting, '2026-12-04')).toBe('PLANNED');
    expect(stateOn(waiting, '2026-12-05')).toBe('DUE');
    expect(stateOn({ ...waiting, state: 'CANCELLED' }, '2026-12-05')).toBe('CANCELLED');
  });

  it('stays overdue until it is settled', () => {
    expect(overdueOn(waiting, '2026-12-09')).toEqual({ overdue: false, overdueDays: 0, escalation: 0 });
    expect(overdueOn(waiting, '2026-12-10')).toEqual({ overdue: true, overdueDays: 1, escalation: 0 });
    expect(overdueOn({ ...waiting, state: 'DUE' }, '2027-01-08')).toEqual({
      overdue: true,
      overdueDays: 30,
      escalation: 3,
    });
    expect(overdueOn({ ...waiting, state: 'MISSED' }, '2027-01-08').overdue).toBe(false);
  });

  it('is done or missed by its result', () => {
    expect(recordResult(waiting, good, at, worker)).toBe('DONE');
    expect(recordResult(waiting, { ...good, result: 'concern' }, at, worker)).toBe('DONE');
    expect(recordResult(waiting, { ...good, result: 'missed' }, at, worker)).toBe('MISSED');
  });

  it.each([
    ['a day to come', waiting, { ...good, recordedOn: '2026-12-08' }, at, 'follow-up.future-day'],
    ['a day before the start', waiting, { ...good, recordedOn: '2026-11-29' }, at, 'follow-up.before-start'],
    [
      'a window to come',
      waiting,
      { ...good, recordedOn: '2026-12-04' },
      { ...at, today: '2026-12-04' },
      'follow-up.not-due-yet',
    ],
    ['a second result', { ...waiting, state: 'DONE' }, good, at, 'follow-up.already-recorded'],
    ['a cancelled one', { ...waiting, state: 'CANCELLED' }, good, at, 'follow-up.cancelled'],
  ] as const)('refuses %s', (_, followUp, told, when, expected) => {
    expect(code(() => recordResult(followUp, told, when, worker))).toBe(expected);
  });

  it('moves only where the table says so', () => {
    const { states, transitions } = FOLLOW_UP_MACHINE.table;
    const rows = new Set(transitions.flatMap((row) => row.actors.map((role) => `${row.from} ${row.event} ${role}`)));
    for (const state of Object.keys(states)) {
      for (const event of ['open', 'done', 'missed', 'cancel']) {
        for (const role of ROLES) {
          const next = code(() => FOLLOW_UP_MACHINE.next(state, event, { ...worker, roles: [role] }));
          expect([state, event, role, next === 'nothing']).toEqual([
            state,
            event,
            role,
            rows.has(`${state} ${event} ${role}`),
          ]);
        }
      }
    }
  });
});

describe('a tie', () => {
  it('hears only what is newer', () => {
    expect(isNews({ heardVersion: 3 }, 3)).toBe(false);
    expect(isNews({ heardVersion: 3 }, 4)).toBe(true);
    expect(isNews(undefined, 1)).toBe(true);
  });

  it('is not followed after a death, unless it began later', () => {
    expect(outlives('2026-11-30', null)).toBe(true);
    expect(outlives('2026-11-30', '2026-11-30')).toBe(false);
    expect(outlives('2026-12-01', '2026-11-30')).toBe(true);
  });
});
