import { conflict, type FieldProblem, invalid } from '#libs/kernel';

interface Session {
  readonly from: string;
  readonly to: string;
}

interface Ages {
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly peerAgeMin: number | null;
  readonly peerAgeMax: number | null;
}

/** What fields of a menu may contradict each other. */
interface Checked {
  readonly sessions: readonly Session[] | null;
  readonly targets: Ages | null;
}

/** 400 `menu.contradiction` with every field that contradicts another. */
export function refuseContradictions({ sessions, targets }: Checked): void {
  const problems = [...sessionProblems(sessions ?? []), ...(targets ? ageProblems(targets) : [])];
  if (problems.length > 0) throw invalid('menu.contradiction', 'Some facts contradict each other.', problems);
}

/** `HH:MM` compares as text, `24:00` included. */
function sessionProblems(sessions: readonly Session[]): readonly FieldProblem[] {
  return sessions.flatMap(({ from, to }, index) =>
    from < to
      ? []
      : [
          {
            field: `sessions.${index}.to`,
            rule: 'afterFrom',
            mend: '終わりは始まりより後の時刻にしてください。日をまたぐ時は 24:00 と 00:00 で二つに分けてください',
          },
        ],
  );
}

function ageProblems({ ageMin, ageMax, peerAgeMin, peerAgeMax }: Ages): readonly FieldProblem[] {
  const above = (min: number | null, max: number | null): boolean => min !== null && max !== null && min > max;
  const mend = '年齢の上限は下限以上にしてください';
  return [
    ...(above(ageMin, ageMax) ? [{ field: 'targets.ageMax', rule: 'atLeastMin', mend }] : []),
    ...(above(peerAgeMin, peerAgeMax) ? [{ field: 'targets.peerAgeMax', rule: 'atLeastMin', mend }] : []),
  ];
}

/** Only an open place needs no counting; an unknown model counts as fixed. 409 `availability.open-needs-none`. */
export function refuseUncounted(capacityModel: string | null): void {
  if (capacityModel === 'open') throw conflict('availability.open-needs-none', 'An open place needs no report.');
}

export function refuseClosed(resourceState: string): void {
  if (resourceState === 'CLOSED') throw conflict('resource.closed', 'It is closed for good.');
}
