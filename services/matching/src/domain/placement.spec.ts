import fc from 'fast-check';
import { adviceOf, type FollowUp, instabilityOf, requireNewRequest, requireNotBeforeStart } from './placement';

const one = (side: FollowUp['side'], result: FollowUp['result'], recordedOn = '2026-11-01'): FollowUp => ({
  side,
  result,
  recordedOn,
});
const GOOD = [one('host', 'good'), one('person', 'good'), one('person', 'good')];

it.each([
  ['before three months', '2026-08-17', GOOD, 'placement.too-early'],
  ['on the day', '2026-08-16', GOOD, null],
  ['not begun', null, GOOD, 'placement.too-early'],
  ['with two follow-ups', '2026-01-01', GOOD.slice(1), 'placement.follow-ups-not-good'],
  [
    'with a concern among the last three',
    '2026-01-01',
    [one('person', 'concern'), ...GOOD.slice(1)],
    'placement.follow-ups-not-good',
  ],
  ['with a concern before them', '2026-01-01', [one('person', 'concern'), ...GOOD], null],
  ['without the host', '2026-01-01', Array<FollowUp>(3).fill(one('person', 'good')), 'placement.side-missing'],
  [
    'with a host nobody reached',
    '2026-01-01',
    [one('host', 'missed'), ...Array<FollowUp>(3).fill(one('person', 'good'))],
    'placement.side-missing',
  ],
])('a tie %s', (_, startedOn, followUps, expected) => {
  expect(instabilityOf(startedOn, '2026-11-16', followUps)).toBe(expected);
});

const followUp = fc.record({
  side: fc.constantFrom<FollowUp['side']>('person', 'host'),
  result: fc.constantFrom<FollowUp['result']>('good', 'concern', 'missed'),
  recordedOn: fc.constantFrom('2026-09-01', '2026-10-01', '2026-11-01'),
});

it('never advises both, and never to stabilize what does not hold', () => {
  fc.assert(
    fc.property(
      fc.array(followUp, { maxLength: 8 }),
      fc.constantFrom('SETTLING', 'STABLE', 'ENDED'),
      (history, state) => {
        const advice = adviceOf({ state, startedOn: '2026-01-01', adjustedOn: null }, '2026-11-16', history);
        if (advice === 'stabilize') expect(instabilityOf('2026-01-01', '2026-11-16', history)).toBeNull();
        if (state === 'ENDED') expect(advice).toBeNull();
      },
    ),
  );
});

it('forgets a concern that was adjusted since', () => {
  const placement = { state: 'SETTLING', startedOn: '2026-01-01', adjustedOn: '2026-11-01' };
  expect(adviceOf({ ...placement, adjustedOn: null }, '2026-11-16', [one('host', 'concern')])).toBe('issue');
  expect(adviceOf(placement, '2026-11-16', [one('host', 'concern')])).toBeNull();
  expect(adviceOf(placement, '2026-11-16', [one('host', 'concern', '2026-11-02')])).toBe('issue');
});

it('ends on no day before it began', () => {
  expect(() => requireNotBeforeStart('2026-11-15', '2026-11-16')).toThrow();
  expect(() => requireNotBeforeStart('2026-11-16', '2026-11-16')).not.toThrow();
  expect(() => requireNotBeforeStart('2026-11-16', null)).not.toThrow();
});

it.each([
  [{ id: 'new', over: false }, true],
  [{ id: 'new', over: true }, false],
  [{ id: 'same', over: false }, false],
])('moves on to %j: %s', (next, may) => {
  const check = () => requireNewRequest(next, 'same');
  if (may) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'placement.not-a-new-request' }));
});
