import { addWorkingDays, daysBetween } from '#libs/kernel';
import settings from './stalled-settings.json';

export type StalledKind = 'match_request' | 'proposal' | 'placement' | 'emergency';
export type StalledLevel = 'reminder' | 'second_reminder' | 'escalated';

interface Rung {
  readonly level: StalledLevel;
  readonly days: number;
}

const PLANS = settings.plans as Readonly<Record<string, readonly Rung[]>>;
const OWNERS: Readonly<Record<string, readonly string[]>> = settings.owners;

/** From when on a step counts as resting too long, and from when at a level; days since it rests. */
export interface Patience {
  readonly kind: StalledKind;
  readonly state: string;
  readonly owner: string;
  readonly rungs: readonly Rung[];
}

const PATIENCE: readonly Patience[] = settings.steps.map(({ kind, state, plan, owner }) => ({
  kind: kind as StalledKind,
  state,
  owner,
  rungs: PLANS[plan] ?? [],
}));

/** Steps with the span of days that belongs to a level; `before` null = no end. Without a level: from the first on. */
export function spansOf(
  kind?: StalledKind,
  level?: StalledLevel,
): readonly {
  readonly kind: StalledKind;
  readonly state: string;
  readonly from: number;
  readonly before: number | null;
}[] {
  return PATIENCE.filter((step) => kind === undefined || step.kind === kind).flatMap(({ kind: of, state, rungs }) => {
    const index = level === undefined ? 0 : rungs.findIndex((rung) => rung.level === level);
    const rung = rungs[index];
    if (rung === undefined) return [];
    const before = level === undefined ? null : (rungs[index + 1]?.days ?? null);
    return [{ kind: of, state, from: rung.days, before }];
  });
}

/** How long it rests, at which level, and whose turn it is; null = there is still time. */
export function stalledOf(
  step: { readonly kind: StalledKind; readonly state: string; readonly since: string },
  today: string,
): { readonly days: number; readonly level: StalledLevel; readonly roles: readonly string[] } | null {
  const patience = PATIENCE.find(({ kind, state }) => kind === step.kind && state === step.state);
  const days = daysBetween(step.since, today);
  const rung = patience?.rungs.findLast((one) => days >= one.days);
  if (patience === undefined || rung === undefined) return null;
  const roles = rung.level === 'escalated' ? settings.escalatedTo : (OWNERS[patience.owner] ?? []);
  return { days, level: rung.level, roles };
}

/** The last day on which somebody tells the host of a death and ends the placement. */
export const endDueAfterDeath = (today: string): string => addWorkingDays(today, settings.afterDeath.workingDays);
