import matchRequest from './match-request.machine.json';
import placement from './placement.machine.json';
import proposal from './match-proposal.machine.json';
import settings from './stalled-settings.json';
import { endDueAfterDeath, spansOf, stalledOf } from './stalled';

const at = (kind: 'match_request' | 'proposal' | 'placement' | 'emergency', state: string, days: number) =>
  stalledOf({ kind, state, since: '2026-11-01' }, new Date(Date.UTC(2026, 10, 1 + days)).toISOString().slice(0, 10));

it.each([
  [6, null],
  [7, 'reminder'],
  [13, 'reminder'],
  [14, 'second_reminder'],
  [29, 'second_reminder'],
  [30, 'escalated'],
  [300, 'escalated'],
])('after %d days: %s', (days, level) => {
  expect(at('match_request', 'SHORTLISTED', days)?.level ?? null).toBe(level);
});

it('tells the worker first and the manager at last', () => {
  expect(at('proposal', 'DRAFT', 14)?.roles).toContain('PARTICIPATION_WORKER');
  expect(at('proposal', 'DRAFT', 30)?.roles).toEqual(['NO_REFUSAL_MANAGER', 'DECISION_MAKER']);
  expect(at('match_request', 'REVIEW', 7)?.roles).toEqual(['DECISION_MAKER']);
});

it('never escalates the time that a person takes to think', () => {
  expect(at('proposal', 'PERSON_OFFERED', 400)?.level).toBe('reminder');
});

it('does not wait a week for an approval that is overdue', () => {
  expect(at('emergency', 'PENDING', 0)).toBeNull();
  expect(at('emergency', 'PENDING', 1)?.level).toBe('reminder');
  expect(at('emergency', 'PENDING', 3)?.level).toBe('escalated');
});

it('gives until the next working day to tell a host of a death, and shows it from the day after', () => {
  // A Friday before a Monday holiday.
  expect(endDueAfterDeath('2026-11-20')).toBe('2026-11-24');
  const levels = [0, 1, 2, 3].map((days) => at('placement', 'PERSON_DIED', days)?.level ?? null);
  expect(levels).toEqual([null, 'reminder', 'second_reminder', 'escalated']);
});

it('leaves rest to what is parked, settled or over, and knows every other state of the machines', () => {
  const known = (kind: string) => settings.steps.filter((step) => step.kind === kind).map(({ state }) => state);
  const calm = {
    match_request: ['PARKED', 'PLACED', 'CANCELLED', 'CLOSED'],
    proposal: proposal.terminal,
    placement: ['SETTLING', 'STABLE', 'AFTERCARE', 'SUPPORT_CLOSED'],
  };
  const states = { match_request: matchRequest.states, proposal: proposal.states, placement: placement.states };
  for (const kind of ['match_request', 'proposal', 'placement'] as const) {
    const stopped = kind === 'placement' ? ['HOST_STOPPED', 'PERSON_DIED'] : [];
    expect([...known(kind), ...calm[kind]].sort()).toEqual([...Object.keys(states[kind]), ...stopped].sort());
  }
});

it('gives spans that meet without a gap', () => {
  const of = (level?: 'reminder' | 'second_reminder' | 'escalated') =>
    spansOf('proposal', level).find(({ state }) => state === 'DRAFT');
  expect([of()?.from, of()?.before]).toEqual([7, null]);
  expect([of('reminder')?.before, of('second_reminder')?.from]).toEqual([14, 14]);
  expect(of('escalated')).toMatchObject({ from: 30, before: null });
  expect(spansOf('proposal', 'escalated').some(({ state }) => state === 'PERSON_OFFERED')).toBe(false);
});
