import { conflict, invalid, Machine, type MachineTable } from '#libs/kernel';
import table from './case.machine.json';

export { refuseWhileEmergency } from './emergency';

/** The machine Case: who may move a case from where to where. */
export const CASE = new Machine(table satisfies MachineTable);

const ASSESSABLE = ['ASSESSING', 'MULTI_AGENCY_PENDING', 'PLANNING', 'SUPPORTING', 'SUSPENDED'];
const PLANNABLE = ['ASSESSING', 'PLANNING', 'SUPPORTING'];
const SERIOUS_TOPICS = ['dv_abuse', 'no_food'];
const SERIOUS_ISSUES = ['dv_abuse', 'suicidal'];

export interface Seriousness {
  readonly urgency: string;
  readonly intakeTopics: readonly string[];
  readonly issueCategories: readonly string[];
}

/** The fiscal year of a day; it begins on 1 April. */
export function fiscalYearOf(day: string): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '04-01' ? year : year - 1;
}

/** `2026-00012`. */
export const caseNumberOf = (fiscalYear: number, number: number | string): string =>
  `${fiscalYear}-${String(number).padStart(5, '0')}`;

export function refuseFutureReception(receivedOn: string, today: string): void {
  if (receivedOn <= today) return;
  throw invalid('case.received-in-future', 'A consultation cannot be received on a day to come.', [
    { field: 'receivedOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
  ]);
}

/** It is urgent, or abuse, suicide or hunger was named. */
export const isSerious = ({ urgency, intakeTopics, issueCategories }: Seriousness): boolean =>
  urgency !== 'normal' ||
  intakeTopics.some((topic) => SERIOUS_TOPICS.includes(topic)) ||
  issueCategories.some((issue) => SERIOUS_ISSUES.includes(issue));

/** Information alone is not enough for what is serious. */
export function refuseIfSerious(kase: Seriousness): void {
  if (isSerious(kase)) throw conflict('case.too-serious', 'This consultation needs more than information.');
}

/** An assessment is written while somebody works on the case. */
export function refuseAssessmentIn(state: string): void {
  if (!ASSESSABLE.includes(state)) throw conflict('assessment.not-now', `No assessment in state ${state}.`);
}

/** A participation plan needs an assessment begun and the person's word, but no conference. */
export function refusePlanIn(state: string): void {
  if (!PLANNABLE.includes(state))
    throw conflict('participation-plan.not-now', `No participation plan in state ${state}.`);
}
