import { AppError } from '#libs/kernel';
import { aConsent, aProfile, aSafety } from '../matching-fixtures';
import { areOfOneCase, isAloneFirst, refuseNoHousehold } from './membership';

const request = (id: string, change: object = {}) => ({
  id,
  personRef: `p-${id}`,
  caseRef: 'c',
  state: 'SEARCHING',
  ...change,
});
const named = (...ids: string[]) => ids.map((matchRequestId) => ({ matchRequestId }));

function codeOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'taken';
}

it.each([
  ['taken', { members: named('a', 'b'), pairs: [{ between: ['a', 'b'] }] }, [request('a'), request('b')]],
  ['household-match.same-person', { members: named('a', 'a') }, [request('a')]],
  ['household-match.same-person', { members: named('a', 'b') }, [request('a'), request('b', { personRef: 'p-a' })]],
  [
    'household-match.unknown-member',
    { members: named('a', 'b'), pairs: [{ between: ['a', 'x'] }] },
    [request('a'), request('b')],
  ],
  [
    'household-match.unknown-member',
    { members: [{ matchRequestId: 'a', mayComeWith: 'a' }, ...named('b')] },
    [request('a'), request('b')],
  ],
  [
    'household-match.unknown-member',
    { members: [{ matchRequestId: 'a', mayComeWith: 'x' }, ...named('b')] },
    [request('a'), request('b')],
  ],
  ['household-match.request-over', { members: named('a', 'b') }, [request('a'), request('b', { state: 'CANCELLED' })]],
])('a household is %s: %j', (code, said, requests) => {
  expect(codeOf(() => refuseNoHousehold(said, requests))).toBe(code);
});

it('is of one household for certain within one case, and leaves other cases to intake', () => {
  expect(areOfOneCase([request('a'), request('b')])).toBe(true);
  expect(areOfOneCase([request('a'), request('b', { caseRef: 'd' })])).toBe(false);
});

it('looks at a child alone first who may be harmed at home, or whose guardian refused where that counts', () => {
  const safety = aSafety({ guardianMayHarm: true });
  const consent = aConsent({ guardian: 'refused' });
  expect(isAloneFirst(aProfile({ age: 12, safety }), 'proposal')).toBe(true);
  expect(isAloneFirst(aProfile({ age: null, safety }), 'develop_resource')).toBe(true);
  expect(isAloneFirst(aProfile({ age: 18, safety }), 'proposal')).toBe(false);
  expect(isAloneFirst(aProfile({ age: 12, consent }), 'needs_human_review')).toBe(true);
  expect(isAloneFirst(aProfile({ age: 17, consent }), 'proposal')).toBe(false);
  expect(isAloneFirst(aProfile({ age: 12 }), 'needs_human_review')).toBe(false);
});
