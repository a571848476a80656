import fc from 'fast-check';
import { sharesTime, windowsOf } from '../windows';
import { isInside, weekSpansOf } from './week-spans';

const days = fc.constantFrom('mon', 'tue', 'sat', 'sun');
const clocks = fc.constantFrom('00:00', '06:00', '10:00', '12:00', '18:00', '24:00');
const windows = fc.record({ day: days, from: clocks, to: clocks });

it('says of a session what its windows say', () => {
  fc.assert(
    fc.property(windows, fc.array(windows, { maxLength: 3 }), (session, all) => {
      const [span] = windowsOf([session]) ?? [];
      const asked = windowsOf(all);
      if (span === undefined) throw new Error('A session that cannot be read.');
      expect(isInside(weekSpansOf(asked), span.from, span.to)).toBe(sharesTime(span, asked));
    }),
    { numRuns: 500 },
  );
});

it('is always inside of any time', () => {
  expect(isInside(weekSpansOf(null), 5, 9)).toBe(true);
});
