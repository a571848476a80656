import table from './problems.json';
import type { RowProblem } from './record';

export type ProblemCode = keyof typeof table;

/** Says that something about the value at hand is worth knowing; who calls knows column and value. */
export type Say = (code: ProblemCode) => void;

/** Values are shown to people: long ones are cut. Characters. */
const SHOWN = 200;

export function problem(code: ProblemCode, column: string, value: string): RowProblem {
  const { mend, severity } = table[code] as { mend: string; severity: RowProblem['severity'] };
  return { column, value: value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value, code, mend, severity };
}

export const isQuarantined = (problems: readonly RowProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'quarantine');
