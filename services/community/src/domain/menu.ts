import { addDays, conflict, type FieldProblem, invalid } from '#libs/kernel';
import { SETTINGS } from './settings';
import { closureProblems, sessionProblems } from './spans';

interface Span {
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
  readonly sessions: readonly Span[] | null;
  readonly targets: Ages | null;
  readonly datedSessions?: readonly Span[] | null;
  readonly closures?: readonly Span[] | null;
  readonly groupSize?: { readonly min: number | null; readonly max: number | null } | null;
}

/** 400 `menu.contradiction` with every field that contradicts another. */
export function refuseContradictions({ sessions, targets, datedSessions, closures, groupSize }: Checked): void {
  const problems = [
    ...sessionProblems('sessions', sessions ?? []),
    ...sessionProblems('datedSessions', datedSessions ?? []),
    ...closureProblems(closures ?? []),
    ...(targets ? ageProblems(targets) : []),
    ...(groupSize && isAbove(groupSize.min, groupSize.max) ? [TOO_SMALL_A_GROUP] : []),
  ];
  if (problems.length > 0) throw invalid('menu.contradiction', 'Some facts contradict each other.', problems);
}

const TOO_SMALL_A_GROUP: FieldProblem = {
  field: 'groupSize.max',
  rule: 'atLeastMin',
  mend: '人数の上限は下限以上にしてください',
};

const isAbove = (min: number | null, max: number | null): boolean => min !== null && max !== null && min > max;

function ageProblems({ ageMin, ageMax, peerAgeMin, peerAgeMax }: Ages): readonly FieldProblem[] {
  const mend = '年齢の上限は下限以上にしてください';
  return [
    ...(isAbove(ageMin, ageMax) ? [{ field: 'targets.ageMax', rule: 'atLeastMin', mend }] : []),
    ...(isAbove(peerAgeMin, peerAgeMax) ? [{ field: 'targets.peerAgeMax', rule: 'atLeastMin', mend }] : []),
  ];
}

/** Only an open place needs no counting; an unknown model counts as fixed. 409 `availability.open-needs-none`. */
export function refuseUncounted(capacityModel: string | null): void {
  if (capacityModel === 'open') throw conflict('availability.open-needs-none', 'An open place needs no report.');
}

export function refuseClosed(resourceState: string): void {
  if (resourceState === 'CLOSED') throw conflict('resource.closed', 'It is closed for good.');
}

/** Last local day of a host assessment; null = none was made, or an open place needs none. */
export function assessmentValidUntil(capacityModel: string | null, assessedOn: string | null): string | null {
  if (capacityModel === 'open' || assessedOn === null) return null;
  return addDays(assessedOn, SETTINGS.hostAssessmentValidDays);
}

export function isAssessmentOver(capacityModel: string | null, assessedOn: string | null, today: string): boolean {
  const until = assessmentValidUntil(capacityModel, assessedOn);
  return until !== null && until < today;
}
