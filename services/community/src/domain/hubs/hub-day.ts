import { type AppError, type FieldProblem, invalid } from '#libs/kernel';
import { inFuture } from '../resource';

interface Term {
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

interface Day {
  readonly date: string;
  readonly open: boolean;
  readonly visitsAdults: number;
  readonly visitsChildren: number;
  readonly activities: readonly { readonly groupId: string | null }[];
}

/** What cannot be said of a day: it is still to come, the hub was not there, or it contradicts itself. */
export function refuseImpossibleDay(hub: Term, day: Day, today: string): void {
  if (day.date > today) throw inFuture('hub-day.future', 'date');
  if (day.date < (hub.openedOn ?? day.date) || day.date > (hub.closedOn ?? day.date)) {
    throw refused('hub-day.outside-term', 'date', 'withinTerm', '開設から閉所までの日を指定してください');
  }
  if (!day.open && (day.visitsAdults + day.visitsChildren > 0 || day.activities.length > 0)) {
    throw refused('hub-day.closed', 'open', 'open', '利用や活動があった日は、開所した日として記録してください');
  }
  const groups = day.activities.map(({ groupId }) => groupId);
  if (new Set(groups).size < groups.length) {
    throw refused('hub-day.group-twice', 'activities', 'once', '同じ団体は一つにまとめ、回数で記録してください');
  }
}

function refused(code: string, field: string, rule: string, mend: string): AppError {
  const problem: FieldProblem = { field, rule, mend };
  return invalid(code, `${field} cannot be so.`, [problem]);
}
