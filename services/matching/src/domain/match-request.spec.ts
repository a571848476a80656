import {
  asksForReview,
  blockedBy,
  needOf,
  needWithdrawn,
  requireConfirmedPlan,
  requireOrderReason,
  requirePlan,
  requireReasonToAskAgain,
  isOverRequest,
} from './match-request';
import type { RankResult } from './engine';

const excluded = (...codes: string[]) => ({ menuId: 'm', codes: codes as never, reasonsJa: [] });

it('counts what blocked most, without anything that points to a person', () => {
  const all = [
    excluded('DISTANCE_EXCEEDED', 'SAFETY_CONFLICT'),
    excluded('DISTANCE_EXCEEDED'),
    excluded('CAPACITY_FULL'),
    excluded('AGE_OUT_OF_RANGE'),
    excluded('CONSENT_SCOPE'),
  ];
  expect(blockedBy(all)).toEqual(['DISTANCE_EXCEEDED', 'AGE_OUT_OF_RANGE', 'CAPACITY_FULL']);
});

it('wants a reason only where the order of the ranking is left', () => {
  expect(() => requireOrderReason(['a', 'b'], ['a', 'b'], undefined)).not.toThrow();
  expect(() => requireOrderReason(['b', 'a'], ['a', 'b'], undefined)).toThrow();
  expect(() => requireOrderReason(['b', 'a'], ['a', 'b'], 'person_wish')).not.toThrow();
});

it('takes the plan of this person and case only', () => {
  const request = { personRef: 'p', caseRef: 'c' };
  const confirmed = { state: 'CONFIRMED', ...request, supportPlan: 'not_needed' } as const;
  expect(() => requireConfirmedPlan(confirmed, request)).not.toThrow();
  for (const plan of [
    null,
    { ...confirmed, state: 'DRAFT' },
    { ...confirmed, personRef: 'q' },
    { ...confirmed, caseRef: 'd' },
  ]) {
    expect(() => requireConfirmedPlan(plan, request)).toThrow(/confirmed/);
  }
});

it('waits for the decision on the support plan where several agencies work together', () => {
  const request = { personRef: 'p', caseRef: 'c' };
  const plan = { state: 'CONFIRMED', ...request };
  expect(() => requireConfirmedPlan({ ...plan, supportPlan: 'missing' }, request)).toThrow(/decide/);
  expect(() => requireConfirmedPlan({ ...plan, supportPlan: 'decided' }, request)).not.toThrow();
});

it('fills in what was left out and drops what is no part of a need', () => {
  const need = needOf({ primaryPurposes: ['role'], startBy: undefined, ...{ words: 'x' } });
  expect(need.primaryPurposes).toEqual(['role']);
  expect(need.startBy).toBeNull();
  expect(need).not.toHaveProperty('words');
});

it('asks for a decision again only where the facts are new', () => {
  const result = { outcome: 'needs_human_review' } as RankResult;
  expect(asksForReview(result, 3, null)).toBe(true);
  expect(asksForReview(result, 3, 3)).toBe(false);
  expect(asksForReview(result, 4, 3)).toBe(true);
});

it('takes a need back once, and only where community looks for a place', () => {
  const open = { unmetNeedId: 'n', unmetNeedVersion: 1, unmetNeedOpen: true };
  expect(needWithdrawn(open, 'placed')).toEqual({
    event: { unmetNeedId: 'n', reason: 'placed', version: 2 },
    change: { unmetNeedVersion: 2, unmetNeedOpen: false, unmetNeedTold: null },
  });
  expect(needWithdrawn({ ...open, unmetNeedOpen: false }, 'placed')).toBeNull();
  expect(needWithdrawn({ unmetNeedId: null, unmetNeedVersion: 0, unmetNeedOpen: false }, 'placed')).toBeNull();
});

it('goes on without a plan nowhere but to one bed', () => {
  expect(() => requirePlan(null)).toThrow(expect.objectContaining({ code: 'match-request.plan-missing' }));
  expect(() => requirePlan('plan')).not.toThrow();
});

it.each([
  [['a'], ['a'], undefined, false],
  [['a', 'b'], ['b'], undefined, false],
  [['a'], ['a'], 'host_called_back', true],
  [['a'], ['b'], undefined, true],
  [['a'], [], undefined, true],
])('asks for %j, of whom %j said no, with the word %s: %s', (chosen, declined, reason, may) => {
  const check = () => requireReasonToAskAgain(chosen, declined, reason);
  if (may) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'match-request.host-declined' }));
});

it('knows which requests are over', () => {
  expect(['CANCELLED', 'CLOSED', 'PLACED', 'PARKED', 'REQUESTED'].filter(isOverRequest)).toEqual([
    'CANCELLED',
    'CLOSED',
  ]);
});
