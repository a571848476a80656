import { GROUP_STATES, GROUP_STEPS, MoveSupportedGroupV1 } from '#libs/contracts';
import type { Actor } from '#libs/kernel';
import { GROUP_SUPPORT, refuseOutdatedInfo, stateAfter } from './group-support';

const actor: Actor = { sub: 'a', roles: ['COMMUNITY_COORDINATOR'], orgId: null, tenant: '990019' };
const TODAY = '2026-11-20';
const SINCE = '2026-11-01';

const after = (state: string, step: string, given: { on?: string; informed?: boolean } = {}): string => {
  const { on = TODAY, informed = true } = given;
  try {
    return stateAfter({ state, stateSince: SINCE }, { step, on }, { today: TODAY, informed, actor });
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('support of a group', () => {
  it.each(GROUP_SUPPORT.table.transitions)('goes from $from by $event to $to', ({ from, event, to }) => {
    expect(after(from, event)).toBe(to);
  });

  it('goes no other way', () => {
    const known = new Set(GROUP_SUPPORT.table.transitions.map(({ from, event }) => `${from} ${event}`));
    for (const state of GROUP_STATES)
      for (const step of GROUP_STEPS)
        if (!known.has(`${state} ${step}`)) expect(after(state, step)).toBe('group-support.transition-refused');
  });

  it('has been informing only where somebody recorded it, and steps in the order of their days', () => {
    expect(after('CONSULTING', 'inform', { informed: false })).toBe('group-support.nothing-given');
    expect(after('INFORMED', 'launch', { informed: false })).toBe('LAUNCHED');
    expect(after('INFORMED', 'launch', { on: '2026-10-31' })).toBe('supported-group.step-too-early');
    expect(after('INFORMED', 'launch', { on: SINCE })).toBe('LAUNCHED');
    expect(after('INFORMED', 'launch', { on: '2026-11-21' })).toBe('supported-group.future');
  });

  it('has the states, steps and roles that the contract says', () => {
    expect(Object.keys(GROUP_SUPPORT.table.states)).toEqual(GROUP_STATES);
    expect([...new Set(GROUP_SUPPORT.table.transitions.map(({ event }) => event))]).toEqual(GROUP_STEPS);
    for (const step of GROUP_STEPS) expect(GROUP_SUPPORT.rolesFor(step)).toEqual(MoveSupportedGroupV1.allow);
  });
});

describe('what a group was told of', () => {
  const known = [{ id: 'a', validFrom: '2026-04-01', validUntil: '2026-06-30' }];
  const judge = (...days: string[]): string[] => {
    try {
      refuseOutdatedInfo(
        days.map((on) => ({ on, infoIds: ['A'] })),
        known,
      );
    } catch (error) {
      return (error as { fields: { field: string }[] }).fields.map(({ field }) => field);
    }
    return [];
  };

  it('was in force on that day', () => {
    expect(judge('2026-04-01', '2026-06-30')).toEqual([]);
    expect(judge('2026-03-31', '2026-05-01', '2026-07-01')).toEqual(['contacts.0.infoIds', 'contacts.2.infoIds']);
  });
});
