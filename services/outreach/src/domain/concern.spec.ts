import {
  CONCERN_FEEDBACK,
  CONCERN_OUTCOMES,
  CONCERN_STATES,
  LinkConcernV1,
  SettleConcernV1,
  TakeConcernV1,
} from '#libs/contracts';
import type { Actor, Role } from '#libs/kernel';
import { CONCERN_MACHINE, dueOn, feedbackJa, refuseStranger, sourceOf, stateAfterSettling } from './concern';

const as = (role: Role, given: Partial<Actor> = {}): Actor => ({
  sub: 'a',
  roles: [role],
  orgId: null,
  tenant: '990019',
  ...given,
});
const refused = (work: () => unknown): string => {
  try {
    return String(work());
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('where a report comes from', () => {
  it('follows from the role, and nobody speaks for others', () => {
    expect(sourceOf(as('MINSEI_COMMISSIONER'), undefined)).toBe('minsei');
    expect(sourceOf(as('PROVIDER_STAFF'), undefined)).toBe('hub');
    expect(sourceOf(as('PROVIDER_STAFF'), 'watch_partner')).toBe('watch_partner');
    expect(refused(() => sourceOf(as('PROVIDER_STAFF'), 'minsei'))).toBe('concern.other-source');
    expect(refused(() => sourceOf(as('MINSEI_COMMISSIONER'), 'hub'))).toBe('concern.other-source');
  });

  it('is noted down by the municipality for whoever phoned', () => {
    expect(sourceOf(as('CSW'), 'minsei')).toBe('minsei');
    expect(sourceOf(as('INTAKE_WORKER'), undefined)).toBe('other');
  });
});

describe('the day on which somebody has to look', () => {
  it('is today in an emergency', () => {
    expect(dueOn('emergency', '2026-11-20')).toBe('2026-11-20');
    expect(dueOn('high', '2026-11-20')).toBe('2026-11-22');
    expect(dueOn('normal', '2026-11-20')).toBe('2026-11-27');
  });
});

describe('what came of it', () => {
  const reported = { reportedBy: 'shop-1', reportedByOrg: 'org-1' };

  it('is told to whoever reported it and to colleagues', () => {
    const judge = (sub: string, orgId: string | null, from: Parameters<typeof refuseStranger>[0] = reported) =>
      refused(() => refuseStranger(from, as('PROVIDER_STAFF', { sub, orgId })));
    expect(judge('shop-1', null)).toBe('undefined');
    expect(judge('shop-2', 'org-1')).toBe('undefined');
    expect(judge('shop-2', 'org-2')).toBe('concern.not-found');
    expect(judge('other', null, { reportedBy: 'minsei', reportedByOrg: null })).toBe('concern.not-found');
  });

  it('has words that say nothing about the person', () => {
    for (const code of CONCERN_FEEDBACK) expect(feedbackJa(code)).toMatch(/。$/);
  });

  it('is an engagement only where one is named', () => {
    const settle = (outcome: string, engagementId: string | null) =>
      refused(() => stateAfterSettling({ state: 'TAKEN', engagementId }, outcome, as('CSW')));
    expect(settle('engaged', null)).toBe('concern.not-linked');
    expect(settle('engaged', 'e')).toBe('SETTLED');
    for (const outcome of CONCERN_OUTCOMES.filter((code) => code !== 'engaged'))
      expect(settle(outcome, null)).toBe('SETTLED');
  });
});

describe('the inbox', () => {
  it.each(CONCERN_MACHINE.table.transitions)('goes from $from by $event to $to', ({ from, event, to }) => {
    expect(CONCERN_MACHINE.next(from, event, as('CSW'))).toBe(to);
  });

  it('lets nobody settle what nobody took on, nor touch what is settled', () => {
    expect(refused(() => CONCERN_MACHINE.next('RECEIVED', 'settle', as('CSW')))).toBe(
      'concern-report.transition-refused',
    );
    for (const event of ['take', 'link', 'settle'])
      expect(refused(() => CONCERN_MACHINE.next('SETTLED', event, as('CSW')))).toBe(
        'concern-report.transition-refused',
      );
  });

  it('has the states and roles that the contract says', () => {
    expect(Object.keys(CONCERN_MACHINE.table.states)).toEqual(CONCERN_STATES);
    const allowed = { take: TakeConcernV1.allow, link: LinkConcernV1.allow, settle: SettleConcernV1.allow };
    for (const [event, roles] of Object.entries(allowed)) expect(CONCERN_MACHINE.rolesFor(event)).toEqual(roles);
  });
});
