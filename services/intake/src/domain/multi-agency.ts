import { conflict } from '#libs/kernel';

/** What is known of a case's multi-agency work in its running episode. */
export interface MultiAgencyWork {
  readonly referral: 'REQUESTED' | 'ACCEPTED' | 'RETURNED' | 'ENDED' | null;
  /** State of the newest plan; null = there is none. */
  readonly planState: string | null;
  /** A plan was decided and has not been taken back. */
  readonly decided: boolean;
  /** Roles of the plan in force that nobody has finished or taken over. */
  readonly openActions: number;
}

const ENDED_PLANS = ['CLOSED', 'WITHDRAWN'];

/** Complex cases only (複雑化・複合化): asked for once, with an assessment at hand. */
export function refuseSecondRequest({ referral }: MultiAgencyWork): void {
  if (referral === 'ACCEPTED')
    throw conflict('case.multi-agency-already', 'Several agencies support this case already.');
}

export function requireAssessment(assessments: number): void {
  if (assessments === 0) throw conflict('case.assessment-missing', 'The case has not been assessed yet.');
}

/** Nobody stops supporting while roles are open: they are finished or handed over first. */
export function refuseOpenRoles({ openActions }: MultiAgencyWork): void {
  if (openActions > 0)
    throw conflict('case.roles-open', `${openActions} roles of the plan are neither done nor handed over.`);
}

/** Where several agencies worked together, their conference evaluates the end; then the case may be closed. */
export function refuseUnevaluatedEnd({ planState }: MultiAgencyWork): void {
  if (planState === null || ENDED_PLANS.includes(planState)) return;
  throw conflict('case.closing-not-evaluated', 'The conference has not evaluated the end of the plan yet.');
}

export const multiAgencyMissing = () =>
  conflict('case.multi-agency-missing', 'There is no multi-agency work for this.');

/** One plan at a time: the next edition comes by re-planning. */
export function refuseSecondPlan({ planState }: MultiAgencyWork): void {
  if (planState === null || ENDED_PLANS.includes(planState)) return;
  throw conflict('support-plan.open-already', 'The case has a plan already.');
}

/** Only what was begun can be handed back, and only once the plan has ended. */
export function refuseHandBack(work: MultiAgencyWork): void {
  if (work.referral !== 'ACCEPTED') throw multiAgencyMissing();
  refuseUnevaluatedEnd(work);
}

/** Back to support is what the conference concluded, where several agencies work together. */
export function refuseBackWithoutConclusion({ referral, planState }: MultiAgencyWork, concluded: boolean): void {
  if (referral !== 'ACCEPTED' || planState === null || concluded) return;
  throw conflict('case.conclusion-missing', 'The conference has not concluded that support goes on.');
}

export type SupportPlanNeed = 'not_needed' | 'missing' | 'decided';

/** Participation support of a complex case waits for the decision on its plan (state-machines.md, MatchRequest accept). */
export function supportPlanNeed({ referral, decided }: MultiAgencyWork): SupportPlanNeed {
  if (referral !== 'ACCEPTED') return 'not_needed';
  return decided ? 'decided' : 'missing';
}
