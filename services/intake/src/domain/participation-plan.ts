import { conflict, invalid } from '#libs/kernel';

/** A plan is drafted, confirmed by the person, and may be taken back at any time. */
export type PlanState = 'DRAFT' | 'CONFIRMED' | 'WITHDRAWN';
const NEXT: Readonly<Record<PlanState, Readonly<Partial<Record<'confirm' | 'withdraw', PlanState>>>>> = {
  DRAFT: { confirm: 'CONFIRMED', withdraw: 'WITHDRAWN' },
  CONFIRMED: { withdraw: 'WITHDRAWN' },
  WITHDRAWN: {},
};

export function nextPlanState(state: PlanState, event: 'confirm' | 'withdraw'): PlanState {
  const next = NEXT[state][event];
  if (!next)
    throw conflict('participation-plan.transition-refused', `A plan in state ${state} does not allow ${event}.`);
  return next;
}

export function refuseFutureConfirmation(confirmedOn: string, today: string): void {
  if (confirmedOn <= today) return;
  throw invalid('participation-plan.confirmed-in-future', 'The person cannot have confirmed on a day to come.', [
    { field: 'confirmedOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
  ]);
}
