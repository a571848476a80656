import type { Actor } from '#libs/kernel';
import {
  decideBy,
  decided,
  personInDanger,
  requireFewItems,
  requireOpenEmergency,
  standingInTheWay,
  stateOfAccepted,
  stateOfPlaced,
  untilOf,
} from './emergency';

const TODAY = '2026-11-20';
const worker: Actor = { sub: 'w', roles: ['CSW'], orgId: null, tenant: '990019' };
const chief: Actor = { sub: 'c', roles: ['DECISION_MAKER'], orgId: null, tenant: '990019' };
const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

it('is limited in time: two days where nobody says, a week at most', () => {
  expect(untilOf(undefined, TODAY)).toBe('2026-11-22');
  expect(untilOf(TODAY, TODAY)).toBe(TODAY);
  expect(codeOf(() => untilOf('2026-11-19', TODAY))).toBe('emergency.until-passed');
  expect(codeOf(() => untilOf('2026-11-28', TODAY))).toBe('emergency.until-too-far');
  expect(codeOf(() => requireOpenEmergency({ state: 'OPEN', until: TODAY }, TODAY))).toBeNull();
  expect(codeOf(() => requireOpenEmergency({ state: 'OPEN', until: '2026-11-19' }, TODAY))).toBe('emergency.over');
  expect(codeOf(() => requireOpenEmergency({ state: 'PENDING', until: TODAY }, TODAY))).toBe('emergency.over');
});

it('lets the host answer for itself and the ground for consent, and nobody for safety', () => {
  const codes = ['CONSENT_SCOPE', 'SAFETY_CONFLICT', 'CAPACITY_STALE', 'HOST_NOT_READY', 'GENDER_RESTRICTED'];
  expect(standingInTheWay(codes, false)).toEqual(['SAFETY_CONFLICT', 'GENDER_RESTRICTED']);
  expect(standingInTheWay(codes, true)).toEqual(['CONSENT_SCOPE', 'SAFETY_CONFLICT', 'GENDER_RESTRICTED']);
  expect(standingInTheWay(['CAPACITY_FULL', 'RESOURCE_INACTIVE'], false)).toHaveLength(2);
});

it('tells little where there is no consent, and knows nothing of the person but what to avoid', () => {
  expect(codeOf(() => requireFewItems(['name', 'considerations']))).toBeNull();
  expect(codeOf(() => requireFewItems(['name', 'phone']))).toBe('emergency.items-limited');
  const safety = { avoidOrgIds: ['o'], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
  expect(personInDanger('p', safety)).toMatchObject({ safety, age: null, strengths: null });
});

it.each(['PROFILING', 'SEARCHING', 'SHORTLISTED', 'PROPOSING', 'UNMET', 'PARKED'])(
  'leads from %s to a place by the steps of the table',
  (state) => {
    expect(stateOfPlaced(state, worker)).toBe('PLACED');
  },
);

it('takes no step that the table does not list or the role may not take', () => {
  expect(stateOfAccepted(worker, 'o')).toBe('ACCEPTED');
  expect(codeOf(() => stateOfPlaced('CANCELLED', worker))).toBe('match-request.transition-refused');
  expect(codeOf(() => stateOfPlaced('REVIEW', worker))).toBe('match-request.transition-refused');
  expect(codeOf(() => stateOfPlaced('SEARCHING', chief))).toBe('match-request.role-refused');
  expect(codeOf(() => stateOfAccepted(chief, 'o'))).toBe('match-proposal.role-refused');
});

it('waits for the responsible person until the next working day, over a long weekend too', () => {
  expect(decideBy(TODAY)).toBe('2026-11-24');
});

it('is decided once, by somebody else; a no starts a review and ends nothing', () => {
  const pending = { state: 'PENDING', actedBy: ['w'] };
  const by = (actor: Actor) => ({ actor, today: TODAY });
  expect(decided(pending, true, by(chief))).toEqual({ state: 'APPROVED', dueOn: null });
  expect(decided(pending, false, by(chief))).toEqual({ state: 'IN_REVIEW', dueOn: '2026-12-04' });
  expect(codeOf(() => decided(pending, true, by({ ...chief, sub: 'w' })))).toBe('emergency.same-person');
  expect(codeOf(() => decided({ ...pending, state: 'APPROVED' }, true, by(chief)))).toBe('emergency.nothing-to-decide');
});
