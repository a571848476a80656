import { AppError } from '#libs/kernel';
import { refuseNoHousehold } from './membership';

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
  ['household-match.not-one-case', { members: named('a', 'b') }, [request('a'), request('b', { caseRef: 'd' })]],
  ['household-match.request-over', { members: named('a', 'b') }, [request('a'), request('b', { state: 'CANCELLED' })]],
])('a household is %s: %j', (code, said, requests) => {
  expect(codeOf(() => refuseNoHousehold(said, requests))).toBe(code);
});
