import {
  type MultiAgencyWork,
  refuseBackWithoutConclusion,
  refuseHandBack,
  refuseOpenRoles,
  refuseSecondPlan,
  refuseSecondRequest,
  refuseUnevaluatedEnd,
  requireAssessment,
  supportPlanNeed,
} from './multi-agency';
import { SUPPORT_PLAN } from './support-plan';
import { refusal } from './refusal-fixtures';

const NONE: MultiAgencyWork = { referral: null, planState: null, decided: false, openActions: 0 };
const OVER = ['CLOSED', 'WITHDRAWN'];
const REFERRALS = [null, 'REQUESTED', 'ACCEPTED', 'RETURNED', 'ENDED'] as const;

describe('multi-agency work', () => {
  it('is asked for once, and after an assessment', () => {
    for (const referral of REFERRALS) {
      const expected = referral === 'ACCEPTED' ? 'case.multi-agency-already' : 'done';
      expect(refusal(() => refuseSecondRequest({ ...NONE, referral }))).toBe(expected);
    }
    expect(refusal(() => requireAssessment(0))).toBe('case.assessment-missing');
    expect(refusal(() => requireAssessment(1))).toBe('done');
  });

  it('keeps the case from closing while roles are open', () => {
    expect(refusal(() => refuseOpenRoles(NONE))).toBe('done');
    expect(refusal(() => refuseOpenRoles({ ...NONE, openActions: 1 }))).toBe('case.roles-open');
  });

  it('has one plan at a time, and no end before the conference evaluated it', () => {
    expect(refusal(() => refuseUnevaluatedEnd(NONE))).toBe('done');
    expect(refusal(() => refuseSecondPlan(NONE))).toBe('done');
    for (const planState of Object.keys(SUPPORT_PLAN.table.states)) {
      const over = OVER.includes(planState);
      const work = { ...NONE, planState };
      expect([planState, refusal(() => refuseUnevaluatedEnd(work))]).toEqual([
        planState,
        over ? 'done' : 'case.closing-not-evaluated',
      ]);
      expect([planState, refusal(() => refuseSecondPlan(work))]).toEqual([
        planState,
        over ? 'done' : 'support-plan.open-already',
      ]);
    }
  });

  it('is handed back where it was taken on and the plan has ended', () => {
    for (const referral of REFERRALS) {
      const expected = referral === 'ACCEPTED' ? 'done' : 'case.multi-agency-missing';
      expect(refusal(() => refuseHandBack({ ...NONE, referral, planState: 'CLOSED' }))).toBe(expected);
    }
    const open = { ...NONE, referral: 'ACCEPTED' as const, planState: 'ACTIVE' };
    expect(refusal(() => refuseHandBack(open))).toBe('case.closing-not-evaluated');
    expect(refusal(() => refuseHandBack({ ...open, planState: null }))).toBe('done');
  });

  it('goes back to support as the conference concluded; single support needs no conference', () => {
    const work = { ...NONE, referral: 'ACCEPTED' as const, planState: 'ACTIVE' };
    expect(refusal(() => refuseBackWithoutConclusion(work, false))).toBe('case.conclusion-missing');
    expect(refusal(() => refuseBackWithoutConclusion(work, true))).toBe('done');
    expect(refusal(() => refuseBackWithoutConclusion({ ...work, planState: null }, false))).toBe('done');
    expect(refusal(() => refuseBackWithoutConclusion({ ...work, referral: 'ENDED' }, false))).toBe('done');
    expect(refusal(() => refuseBackWithoutConclusion(NONE, false))).toBe('done');
  });

  it('makes participation support wait for its decision, and only then', () => {
    for (const decided of [false, true]) {
      for (const referral of REFERRALS) {
        const wanted = decided ? 'decided' : 'missing';
        const expected = referral === 'ACCEPTED' ? wanted : 'not_needed';
        expect(supportPlanNeed({ ...NONE, referral, decided })).toBe(expected);
      }
    }
  });
});
