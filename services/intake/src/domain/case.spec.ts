import { AppError, ROLES, systemActor } from '#libs/kernel';
import {
  CASE,
  caseNumberOf,
  fiscalYearOf,
  refuseAssessmentIn,
  refuseFutureReception,
  refuseIfSerious,
  refusePlanIn,
  refuseWhileEmergency,
} from './case';
import type { Emergency } from './emergency';
import { PLAIN_STEPS } from './case-events';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};
const flag = (state: Emergency['state']): Emergency => ({
  state,
  ownerSub: 'somebody',
  raisedAt: '2026-11-20T00:00:00.000Z',
  dueBy: '2026-11-20T15:00:00.000Z',
});

describe('a case', () => {
  it('is numbered within the fiscal year, which begins in April', () => {
    expect(fiscalYearOf('2026-03-31')).toBe(2025);
    expect(fiscalYearOf('2026-04-01')).toBe(2026);
    expect(caseNumberOf(2026, '12')).toBe('2026-00012');
    expect(caseNumberOf(2026, 1234567)).toBe('2026-1234567');
  });

  it('is not received tomorrow', () => {
    expect(codeOf(() => refuseFutureReception('2026-11-21', '2026-11-20'))).toBe('case.received-in-future');
    expect(codeOf(() => refuseFutureReception('2026-11-20', '2026-11-20'))).toBe('done');
  });

  it('does not end while somebody may be in danger', () => {
    expect(codeOf(() => refuseWhileEmergency(flag('RAISED')))).toBe('case.emergency-stands');
    expect(codeOf(() => refuseWhileEmergency(flag('CLEARED')))).toBe('done');
    expect(codeOf(() => refuseWhileEmergency(null))).toBe('done');
  });

  it.each([
    [{ urgency: 'high', intakeTopics: [], issueCategories: [] }],
    [{ urgency: 'normal', intakeTopics: ['no_food'], issueCategories: [] }],
    [{ urgency: 'normal', intakeTopics: ['dv_abuse'], issueCategories: [] }],
    [{ urgency: 'normal', intakeTopics: [], issueCategories: ['suicidal'] }],
  ])('is more than a matter of information: %j', (facts) => {
    expect(codeOf(() => refuseIfSerious(facts))).toBe('case.too-serious');
  });

  it('may be a matter of information', () => {
    const facts = { urgency: 'normal', intakeTopics: ['income'], issueCategories: ['debt'] };
    expect(codeOf(() => refuseIfSerious(facts))).toBe('done');
  });

  it('is assessed and planned while somebody works on it', () => {
    expect(codeOf(() => refuseAssessmentIn('RECEIVED'))).toBe('assessment.not-now');
    expect(codeOf(() => refuseAssessmentIn('SUPPORTING'))).toBe('done');
    expect(codeOf(() => refusePlanIn('TRIAGED'))).toBe('participation-plan.not-now');
    expect(codeOf(() => refusePlanIn('ASSESSING'))).toBe('done');
  });
});

describe('the machine Case', () => {
  const { states, transitions } = CASE.table;
  const events = [...new Set(transitions.map((row) => row.event))];

  it('refuses every state, event and role that the table does not list', () => {
    for (const state of Object.keys(states)) {
      for (const event of events) {
        for (const role of ROLES) {
          const row = transitions.find((one) => one.from === state && one.event === event);
          const move = () => CASE.next(state, event, { ...systemActor('intake', '990019'), roles: [role] });
          if (row?.actors.includes(role)) expect(move()).toBe(row.to);
          else expect(codeOf(move)).toMatch(/^case\.(?:transition|role)-refused$/);
        }
      }
    }
  });

  it('has no way to turn somebody away: a new case ends only early, in information or closed after support', () => {
    const away = transitions.filter(({ from, to }) => ['RECEIVED', 'TRIAGED'].includes(from) && to === 'CLOSED');
    expect(away.map(({ event }) => event)).toEqual(['endEarly', 'endEarly']);
  });

  it('knows of each step that is offered here', () => {
    expect(events).toEqual(expect.arrayContaining([...PLAIN_STEPS]));
  });
});
