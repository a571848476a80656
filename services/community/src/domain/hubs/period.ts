import { invalid } from '#libs/kernel';

/** 400 `code` where a period ends before it begins. An open end is fine. Days compare as text. */
export function refuseEndBeforeBegin(code: string, field: string, begin: string | null, end: string | null): void {
  if (begin === null || end === null || begin <= end) return;
  const mend = '終わりの日は始まりの日以後にしてください';
  throw invalid(code, `${field} lies before the beginning.`, [{ field, rule: 'atLeastFrom', mend }]);
}

interface Session {
  readonly from: string;
  readonly to: string;
}

/** 400 `sessions.backwards` with every session that ends before it begins; `24:00` is the end of a day. */
export function refuseBackwardsSessions(lists: Readonly<Record<string, readonly Session[]>>): void {
  const mend = '終わりは始まりより後の時刻にしてください。日をまたぐ時は 24:00 と 00:00 で二つに分けてください';
  const problems = Object.entries(lists).flatMap(([field, list]) =>
    list.flatMap(({ from, to }, index) =>
      from < to ? [] : [{ field: `${field}.${index}.to`, rule: 'afterFrom', mend }],
    ),
  );
  if (problems.length > 0) throw invalid('sessions.backwards', 'A session ends before it begins.', problems);
}
