import { conflict, forbidden, invalid, notFound, unavailable } from '#libs/kernel';
import fc from 'fast-check';
import { afterFailure } from './retry-policy';

describe('what becomes of an event that could not be handled', () => {
  it.each([
    ['refused for what it says', invalid('x', 'X.')],
    ['not allowed', forbidden('x', 'X.')],
    ['in conflict', conflict('x', 'X.')],
  ])('%s: a dead letter at once', (_, error) => {
    expect(afterFailure(error, 1)).toEqual({ kind: 'dead-letter' });
  });

  it('waits a few times for a cause that it has overtaken', () => {
    expect(afterFailure(notFound('case'), 1)).toEqual({ kind: 'retry', delayMs: 1_000 });
    expect(afterFailure(notFound('case'), 4)).toEqual({ kind: 'retry', delayMs: 8_000 });
    expect(afterFailure(notFound('case'), 5)).toEqual({ kind: 'dead-letter' });
  });

  it('waits out an outage, however long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (deliveries) => {
        const verdict = afterFailure(unavailable('x', 'X.'), deliveries);
        expect(verdict.kind).toBe('retry');
      }),
    );
  });

  it('gives a bug eight tries, each later than the one before', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((deliveries) => afterFailure(new Error('x'), deliveries));
    const times = delays.map((verdict) => (verdict.kind === 'retry' ? verdict.delayMs : -1));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThan(0);
    expect(afterFailure(new Error('x'), 8)).toEqual({ kind: 'dead-letter' });
  });
});
