import { addMonths, invalid } from '#libs/kernel';
import settings from './support-plan-settings.json';

/** How far a goal is reached. */
export interface GoalDegree {
  /** Place of the goal in the plan, from 0. */
  readonly goal: number;
  /** Code list goalDegrees. */
  readonly degree: string;
}

const { monitoring } = settings;

/** The first look at a plan that begins on `day`, unless the plan names a day. */
export const firstMonitoringOn = (day: string, named: string | null): string =>
  named ?? addMonths(day, monitoring.firstAfterMonths);

/** The next look after one on `day`, unless it names a day. 400 `monitoring.next-impossible` outside of what may be. */
export function nextMonitoringOn(day: string, named: string | null): string {
  const next = named ?? addMonths(day, monitoring.laterAfterMonths);
  if (next > day && next <= addMonths(day, monitoring.longestGapMonths)) return next;
  throw invalid('monitoring.next-impossible', 'The next monitoring is after today and not too far away.', [
    {
      field: 'nextOn',
      rule: 'nextOn',
      mend: `明日から ${monitoring.longestGapMonths} か月以内の日付を指定してください`,
    },
  ]);
}

/** 400 `monitoring.day-impossible`: not on a day to come, nor before the plan was decided. */
export function checkMonitoredOn(monitoredOn: string, { since, today }: { since: string; today: string }): void {
  if (monitoredOn >= since && monitoredOn <= today) return;
  throw invalid('monitoring.day-impossible', 'Not on this day.', [
    { field: 'monitoredOn', rule: 'monitoredOn', mend: '支援決定の日から今日までの日付を指定してください' },
  ]);
}

/** 400 `support-plan.goal-unknown` unless each of the plan's goals is there exactly once. */
export function requireEveryGoal(degrees: readonly GoalDegree[], goals: number): void {
  const named = [...new Set(degrees.map(({ goal }) => goal))].sort((a, b) => a - b);
  const complete = degrees.length === goals && named.every((goal, index) => goal === index) && named.length === goals;
  if (complete) return;
  throw invalid('support-plan.goal-unknown', 'Each goal of the plan has one degree.', [
    { field: 'goals', rule: 'goals', mend: `プランの目標(0 から ${goals - 1})を一つずつ、すべて評価してください` },
  ]);
}
