import { addDays, conflict } from '#libs/kernel';
import settings from './placement-check-settings.json';

export type CheckState = 'OPEN' | 'DONE';
export type CheckLevel = 'today' | 'escalated';
export type CheckResult = 'safe' | 'moved' | 'not_reached';

/** What an attempt changes. 409 `placement-check.done`. */
export function afterAttempt(
  check: { readonly state: CheckState; readonly attempts: number },
  result: CheckResult,
): { readonly state: CheckState; readonly attempts: number; readonly result: CheckResult } {
  if (check.state === 'DONE') throw conflict('placement-check.done', 'The person was looked after already.');
  return { state: result === 'not_reached' ? 'OPEN' : 'DONE', attempts: check.attempts + 1, result };
}

/** Checks that were due before this local day are the manager's. */
export const escalatedBefore = (today: string): string => addDays(today, 1 - settings.escalatesAfterDays);

/** How urgent a check is, and whose turn it is; nobody's once it is done. */
export function turnOf(
  { state, dueOn }: { readonly state: CheckState; readonly dueOn: string },
  today: string,
): { readonly level: CheckLevel | null; readonly roles: string[] } {
  if (state === 'DONE') return { level: null, roles: [] };
  const level = dueOn < escalatedBefore(today) ? 'escalated' : 'today';
  return { level, roles: [...settings.owners[level]] };
}
