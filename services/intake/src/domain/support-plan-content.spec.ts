import { AppError } from '#libs/kernel';
import {
  checkDays,
  contentFrom,
  contentOfNext,
  desksOf,
  personalPartOf,
  type PlanContent,
  requireComplete,
} from './support-plan-content';
import { refusal } from './refusal-fixtures';

const FULL: PlanContent = {
  personWords: '言葉',
  goals: [{ term: 'long', goal: '目標' }],
  actions: [{ deskId: 'd1', kind: 'consultation', what: '会う', from: '2026-04-01', until: '2026-09-30' }],
  from: '2026-04-01',
  until: '2026-09-30',
  firstMonitoringOn: '2026-05-01',
  applications: ['outreach'],
  arrangements: null,
};
const [ACTION] = FULL.actions;

const fieldsOf = (work: () => unknown): readonly string[] => {
  try {
    refusal(work);
    work();
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.kind, error.code, ...error.fields.map(({ field }) => field)];
  }
};

describe('what a plan says', () => {
  it('is empty where nothing but the words is given', () => {
    expect(contentFrom({ personWords: '言葉' })).toEqual({
      ...{ personWords: '言葉', goals: [], actions: [], from: null, until: null, firstMonitoringOn: null },
      ...{ applications: [], arrangements: null },
    });
    expect(contentFrom(FULL)).toEqual(FULL);
  });

  it('is the same plan to the person only where nothing that concerns them differs', () => {
    const part = personalPartOf(FULL);
    expect(personalPartOf({ ...FULL, arrangements: '水曜に電話で' })).toBe(part);
    const other: readonly Partial<PlanContent>[] = [
      { personWords: '別の言葉' },
      { goals: [{ term: 'short', goal: '目標' }] },
      { goals: [{ term: 'long', goal: '別の目標' }] },
      { goals: [] },
      ...(['deskId', 'kind', 'what', 'from', 'until'] as const).map((field) => ({
        actions: FULL.actions.map((action) => ({ ...action, [field]: 'other' })),
      })),
      { from: '2026-04-02' },
      { until: '2026-09-29' },
      { firstMonitoringOn: null },
      { applications: [] },
    ];
    for (const change of other) expect(personalPartOf({ ...FULL, ...change })).not.toBe(part);
  });

  it('goes into the next edition without its days', () => {
    expect(contentOfNext(FULL)).toEqual({ ...FULL, from: null, until: null, firstMonitoringOn: null });
  });

  it('names each desk once', () => {
    const actions = ['d1', 'd2', 'd1'].flatMap((deskId) => FULL.actions.map((action) => ({ ...action, deskId })));
    expect(desksOf({ ...FULL, actions })).toEqual(['d1', 'd2']);
  });
});

describe('the days of a plan', () => {
  const check = (change: Partial<PlanContent>, longest: string | null = '2027-04-01') =>
    fieldsOf(() => checkDays({ ...FULL, ...change }, longest));
  const acting = (days: object) => ({ actions: ACTION ? [{ ...ACTION, ...days }] : [] });

  it('fit together', () => {
    expect(check({})).toEqual([]);
    expect(check({ from: null, until: null, firstMonitoringOn: null })).toEqual([]);
    expect(check({ ...acting({ from: '2026-04-01', until: '2026-04-01' }), until: '2026-04-01' })).toEqual([]);
    expect(check({ until: '2027-04-01' })).toEqual([]);
    expect(check({ until: '2030-04-01' }, null)).toEqual([]);
    expect(check({ firstMonitoringOn: '2026-04-01' })).toEqual([]);
  });

  it.each<[string, Partial<PlanContent>, string]>([
    ['the period ends before it begins', { actions: [], until: '2026-03-31' }, 'until'],
    ['the period is too long', { until: '2027-04-02' }, 'until'],
    ['monitoring comes before the plan', { firstMonitoringOn: '2026-03-31' }, 'firstMonitoringOn'],
    ['a role ends before it begins', acting({ from: '2026-05-02', until: '2026-05-01' }), 'actions.0.until'],
    ['a role begins before the plan', acting({ from: '2026-03-31' }), 'actions.0.from'],
    ['a role ends after the plan', acting({ until: '2026-10-01' }), 'actions.0.until'],
  ])('are refused where %s', (_what, change, field) => {
    expect(check(change)).toEqual(['invalid', 'support-plan.days-impossible', field]);
  });
});

describe('before the person is asked', () => {
  it.each<[string, Partial<PlanContent>]>([
    ['goals', { goals: [] }],
    ['actions', { actions: [] }],
    ['from', { from: null }],
    ['until', { until: null }],
  ])('%s is there', (field, change) => {
    expect(fieldsOf(() => requireComplete({ ...FULL, ...change }))).toEqual([
      'conflict',
      'support-plan.incomplete',
      field,
    ]);
    expect(fieldsOf(() => requireComplete(FULL))).toEqual([]);
  });
});
