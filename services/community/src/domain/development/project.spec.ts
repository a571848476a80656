import {
  DEVELOPMENT_PROJECT_STATES,
  DEVELOPMENT_PROJECT_STEPS,
  MoveDevelopmentProjectV1,
  OpenDevelopmentProjectV1,
} from '#libs/contracts';
import { type Actor, AppError, isRole, type Role, ROLES } from '#libs/kernel';
import { afterStep, DEVELOPMENT_PROJECT, refuseClosedMenu, refuseOver } from './project';

const TODAY = '2026-11-20';
const SINCE = '2026-11-01';
const actor = (role: Role): Actor => ({ sub: 'someone', roles: [role], orgId: null, tenant: '990019' });

function codeOf(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

interface Given {
  readonly role?: Role;
  readonly on?: string;
  readonly reason?: string | null;
}

const after = (state: string, step: string, given: Given = {}): string => {
  const { role = 'COMMUNITY_COORDINATOR', on = TODAY, reason = 'no_host' } = given;
  const at = { today: TODAY, actor: actor(role) };
  return codeOf(() => afterStep({ state, stateSince: SINCE }, { step, on, reason }, at));
};

describe('every step of every role in every state', () => {
  const { table } = DEVELOPMENT_PROJECT;
  const events = [...new Set(table.transitions.map(({ event }) => event))];

  it.each(Object.keys(table.states))('is what the table lists, out of %s', (state) => {
    for (const event of events) {
      const row = table.transitions.find((one) => one.from === state && one.event === event);
      for (const role of ROLES) {
        const refused = `development-project.${row ? 'role' : 'transition'}-refused`;
        const expected = row?.actors.filter(isRole).includes(role) ? row.to : refused;
        expect([event, role, after(state, event, { role })]).toEqual([event, role, expected]);
      }
    }
  });

  it('reaches an end from every state, and leaves no end', () => {
    const reached = new Set(table.initial);
    for (let size = -1; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of table.transitions) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual(Object.keys(table.states).sort());
    for (const state of Object.keys(table.states)) {
      expect([state, table.transitions.some(({ from }) => from === state)]).toEqual([
        state,
        !table.terminal.includes(state),
      ]);
    }
  });

  it('has the states, steps and roles of the contract', () => {
    expect(Object.keys(table.states)).toEqual(DEVELOPMENT_PROJECT_STATES);
    expect(events.filter((event) => event !== 'open').sort()).toEqual([...DEVELOPMENT_PROJECT_STEPS].sort());
    for (const step of DEVELOPMENT_PROJECT_STEPS) {
      expect(MoveDevelopmentProjectV1.allow).toEqual(expect.arrayContaining([...DEVELOPMENT_PROJECT.rolesFor(step)]));
    }
    expect(DEVELOPMENT_PROJECT.rolesFor('open')).toEqual(OpenDevelopmentProjectV1.allow);
  });
});

describe('a step', () => {
  it('has its day: none of tomorrow, none before the last', () => {
    expect(after('IDEA', 'talk', { on: SINCE })).toBe('TALKS');
    expect(after('IDEA', 'talk', { on: '2026-10-31' })).toBe('development-project.step-too-early');
    expect(after('IDEA', 'talk', { on: '2026-11-21' })).toBe('development-project.future');
  });

  it('that ends or interrupts says why', () => {
    expect(after('TALKS', 'pause', { reason: null })).toBe('development-project.reason-missing');
    expect(after('IDEA', 'drop', { reason: null })).toBe('development-project.reason-missing');
    expect(after('PAUSED', 'resume', { reason: null })).toBe('TALKS');
  });
});

describe('the end of a project', () => {
  it('is a menu of a place that takes people in', () => {
    for (const state of ['ACTIVE', 'ACTIVE_PUBLIC']) expect(codeOf(() => refuseClosedMenu(state))).toBe('undefined');
    for (const state of ['DRAFT', 'REVIEW', 'PAUSED', 'NEEDS_UPDATE', 'CLOSED', 'SUSPENDED']) {
      expect([state, codeOf(() => refuseClosedMenu(state))]).toEqual([state, 'development-project.menu-not-open']);
    }
  });

  it('is not planned on', () => {
    for (const state of DEVELOPMENT_PROJECT_STATES) {
      const over = state === 'OPEN' || state === 'DROPPED';
      expect([state, codeOf(() => refuseOver({ state }))]).toEqual([
        state,
        over ? 'development-project.over' : 'undefined',
      ]);
    }
  });
});
