import { AppError, type FieldProblem, invalid } from '#libs/kernel';

export interface PlanGoal {
  readonly term: 'long' | 'short';
  readonly goal: string;
}

/** Who does what until when, as it is written into a plan. */
export interface PlannedAction {
  readonly deskId: string;
  /** Code list planActionKinds. */
  readonly kind: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
}

/** What a plan says. The person's words come first: nothing is written without them. */
export interface PlanContent {
  readonly personWords: string;
  readonly goals: readonly PlanGoal[];
  readonly actions: readonly PlannedAction[];
  readonly from: string | null;
  readonly until: string | null;
  readonly firstMonitoringOn: string | null;
  /** What the person applies for with the plan (利用申込). */
  readonly applications: readonly string[];
  /** How the agencies organise it among themselves; the only part that the person is not asked about. */
  readonly arrangements: string | null;
}

/** A plan's content as somebody gives it. */
interface Given {
  readonly personWords: string;
  readonly goals?: readonly PlanGoal[];
  readonly actions?: readonly PlannedAction[];
  readonly from?: string | null;
  readonly until?: string | null;
  readonly firstMonitoringOn?: string | null;
  readonly applications?: readonly string[];
  readonly arrangements?: string | null;
}

export const contentFrom = (given: Given): PlanContent => ({
  personWords: given.personWords,
  goals: (given.goals ?? []).map(({ term, goal }) => ({ term, goal })),
  actions: (given.actions ?? []).map(({ deskId, kind, what, from, until }) => ({ deskId, kind, what, from, until })),
  from: given.from ?? null,
  until: given.until ?? null,
  firstMonitoringOn: given.firstMonitoringOn ?? null,
  applications: given.applications ?? [],
  arrangements: given.arrangements ?? null,
});

/** What the next edition begins with: the same plan, its period still to be agreed on. */
export const contentOfNext = (content: PlanContent): PlanContent => ({
  ...content,
  from: null,
  until: null,
  firstMonitoringOn: null,
});

export const desksOf = ({ actions }: PlanContent): readonly string[] => [
  ...new Set(actions.map(({ deskId }) => deskId)),
];

/** Everything that concerns the person, as one text: equal texts are the same plan to them. */
export const personalPartOf = (content: PlanContent): string =>
  JSON.stringify([
    content.personWords,
    content.goals.map(({ term, goal }) => [term, goal]),
    content.actions.map(({ deskId, kind, what, from, until }) => [deskId, kind, what, from, until]),
    content.from,
    content.until,
    content.firstMonitoringOn,
    content.applications,
  ]);

/** 400 `support-plan.days-impossible` where days contradict each other. */
export function checkDays({ from, until, firstMonitoringOn, actions }: PlanContent, longestUntil: string | null): void {
  const problems = [
    ...problemIf(isBefore(until, from), 'until', '終了日は開始日以降にしてください'),
    ...problemIf(isBefore(longestUntil, until), 'until', '期間が長すぎます'),
    ...problemIf(isBefore(firstMonitoringOn, from), 'firstMonitoringOn', '期間の開始日以降にしてください'),
    ...actions.flatMap((action, index) => [
      ...problemIf(isBefore(action.until, action.from), `actions.${index}.until`, '終了日は開始日以降にしてください'),
      ...problemIf(isBefore(action.from, from), `actions.${index}.from`, 'プランの期間の中にしてください'),
      ...problemIf(isBefore(until, action.until), `actions.${index}.until`, 'プランの期間の中にしてください'),
    ]),
  ];
  if (problems.length > 0) throw invalid('support-plan.days-impossible', 'Days of the plan contradict.', problems);
}

/** 409 `support-plan.incomplete`: goals, roles and period have to be there before the person is asked. */
export function requireComplete({ goals, actions, from, until }: PlanContent): void {
  const missing = [
    ...problemIf(goals.length === 0, 'goals', '目標を一つ以上書いてください'),
    ...problemIf(actions.length === 0, 'actions', '役割分担を一つ以上書いてください'),
    ...problemIf(from === null, 'from', '期間の開始日を決めてください'),
    ...problemIf(until === null, 'until', '期間の終了日を決めてください'),
  ];
  if (missing.length === 0) return;
  throw new AppError('conflict', 'support-plan.incomplete', 'Goals, roles or period are missing.', missing);
}

const isBefore = (day: string | null, other: string | null): boolean => day !== null && other !== null && day < other;

const problemIf = (wrong: boolean, field: string, mend: string): readonly FieldProblem[] =>
  wrong ? [{ field, rule: 'plan', mend }] : [];
