import type { FieldProblem } from '#libs/kernel';

interface Span {
  readonly from: string;
  readonly to: string;
}

/** `HH:MM` compares as text, `24:00` included. */
export function sessionProblems(field: string, sessions: readonly Span[]): readonly FieldProblem[] {
  return problemsOf(field, sessions, ({ from, to }) => from < to, {
    rule: 'afterFrom',
    mend: '終わりは始まりより後の時刻にしてください。日をまたぐ時は 24:00 と 00:00 で二つに分けてください',
  });
}

/** Days compare as text; both are included. */
export function closureProblems(closures: readonly Span[]): readonly FieldProblem[] {
  return problemsOf('closures', closures, ({ from, to }) => from <= to, {
    rule: 'atLeastFrom',
    mend: '休みの終わりの日は始まりの日以後にしてください',
  });
}

function problemsOf(
  field: string,
  spans: readonly Span[],
  isSound: (span: Span) => boolean,
  problem: Omit<FieldProblem, 'field'>,
): readonly FieldProblem[] {
  return spans.flatMap((span, index) => (isSound(span) ? [] : [{ ...problem, field: `${field}.${index}.to` }]));
}
