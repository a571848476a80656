import { ageOn } from '#libs/kernel';
import { fiscalYearOf } from './case';
import type { Birth } from './person';

const GRADES = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'] as const;
const FIRST_GRADE_AGE = 6;
/** From this age on no grade and no «until 31 March after turning …» depends on a year more or less. */
const BEYOND_SCHOOL = 20;
const OLDEST = 130;

/**
 * Completed years at the beginning of 1 April of the running fiscal year; null = not known. An age is reached at the
 * end of the day before the birthday (年齢計算ニ関スル法律, 民法143条2項), so whoever is born on 1 April has reached it
 * and goes to school with those born before (学校教育法17条); whoever is born on 2 April has not. Of a birth year alone
 * the lower of its two readings where neither matters, and otherwise nothing.
 */
export function fiscalYearAgeOf({ birthDate, birthYear }: Birth, today: string): number | null {
  const year = fiscalYearOf(today);
  if (birthDate !== null) return livingAge(ageOn(birthDate, `${year}-04-01`));
  if (birthYear === null) return null;
  const lower = year - birthYear - 1;
  return lower < BEYOND_SCHOOL ? null : livingAge(lower);
}

/** The grade of that age, whatever school somebody attends; null = none, or not known. */
export function schoolGradeOf(birth: Birth, today: string): string | null {
  const age = fiscalYearAgeOf(birth, today);
  return age === null ? null : (GRADES[age - FIRST_GRADE_AGE] ?? null);
}

/** Born since 1 April counts as 0. */
const livingAge = (age: number): number | null => (age > OLDEST ? null : Math.max(age, 0));
