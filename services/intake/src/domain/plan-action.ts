import { conflict, invalid } from '#libs/kernel';
import table from './plan-action-settings.json';

export type ActionState = keyof typeof table.next;
const NEXT: Readonly<Record<ActionState, readonly string[]>> = table.next;

/** Planned or under way: nobody has finished it, taken it over or given it up. */
export const OPEN_ACTION_STATES: readonly string[] = table.open;

/** Plans whose actions are worked on. A replaced edition's actions go on until the next one is decided. */
const WORKED_ON = ['ACTIVE', 'MONITORING_DUE', 'EVALUATING', 'REPLANNED'];

export interface ActionUpdate {
  readonly state: ActionState;
  readonly milestone: string | null;
  readonly toDeskId: string | null;
}

/** 409 `plan-action.not-now` where the plan has not begun or is over, or the state does not follow. */
export function checkUpdate(
  action: { readonly kind: string; readonly state: ActionState },
  plan: { readonly state: string; readonly over: boolean },
  { state, milestone, toDeskId }: ActionUpdate,
): void {
  if (plan.over || !WORKED_ON.includes(plan.state))
    throw conflict('plan-action.not-now', `The plan is in state ${plan.state}, or another edition holds.`);
  if (!NEXT[action.state].includes(state)) {
    throw conflict('plan-action.not-now', `An action in state ${action.state} does not become ${state}.`);
  }
  if ((state === 'handed_over') !== (toDeskId !== null)) {
    throw invalid('plan-action.hand-over-incomplete', 'Handing over says to whom, and nothing else does.', [
      { field: 'toDeskId', rule: 'handOver', mend: '引き継ぐときだけ、引継ぎ先の窓口・機関を指定してください' },
    ]);
  }
  if (milestone !== null && action.kind !== 'guardianship') {
    throw invalid('plan-action.milestone-unexpected', 'Only guardianship has milestones.', [
      { field: 'milestone', rule: 'guardianship', mend: '経過の段階は成年後見の役割だけに記録できます' },
    ]);
  }
}
