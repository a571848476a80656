import fc from 'fast-check';
import { InOrder } from './in-order';

describe('work in order', () => {
  it('keeps the order of each key, runs keys side by side and never more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
        async (scheduler, keys) => {
          const order = new InOrder(2);
          const begun: Record<string, number[]> = { a: [], b: [], c: [] };
          const ended: Record<string, number[]> = { a: [], b: [], c: [] };
          let running = 0;
          let most = 0;
          const all = (async () => {
            for (const [index, key] of keys.entries()) {
              await order.start(key, async () => {
                running += 1;
                most = Math.max(most, running);
                begun[key]?.push(index);
                await scheduler.schedule(Promise.resolve());
                ended[key]?.push(index);
                running -= 1;
              });
            }
            await order.idle();
          })();
          await scheduler.waitFor(all);
          for (const key of ['a', 'b', 'c']) {
            const wanted = keys.flatMap((each, index) => (each === key ? [index] : []));
            expect(begun[key]).toEqual(wanted);
            expect(ended[key]).toEqual(wanted);
          }
          expect(most).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hands on what the work gives and what it throws', async () => {
    const order = new InOrder(1);
    await expect(order.run('a', () => Promise.resolve(7))).resolves.toBe(7);
    await expect(order.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(order.run('a', () => Promise.resolve(8))).resolves.toBe(8);
  });
});
