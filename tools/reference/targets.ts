import type { Pair } from './given';

/** Elementary 1 to 6, junior high 1 to 3, high school 1 to 3, by the age on 1 April. */
const GRADE_BY_AGE: Readonly<Record<number, string>> = {
  6: 'e1',
  7: 'e2',
  8: 'e3',
  9: 'e4',
  10: 'e5',
  11: 'e6',
  12: 'j1',
  13: 'j2',
  14: 'j3',
  15: 'h1',
  16: 'h2',
  17: 'h3',
};

function isOutsideAges({ profile, menu }: Pair): boolean {
  const { age } = profile;
  if (age == null) return false;
  const { ageMin, ageMax } = menu.targets ?? {};
  if (ageMin != null && age < ageMin) return true;
  return ageMax != null && age > ageMax;
}

/** Who turns so many years between one April and the next stays until the 31 March after it. */
const staysUntilMarch = (years: number | null | undefined, end: number): boolean | null =>
  years == null ? null : years < end;

const isIn = (grades: readonly string[], age: number | null): boolean | null =>
  age == null ? null : grades.includes(GRADE_BY_AGE[age] ?? '');

/** Yes, no, or null for unknown, for each way of belonging that the menu names. */
function waysOfBelonging({ profile, need, menu }: Pair): readonly (boolean | null)[] {
  if (menu.targets == null) return [];
  const { grades, fiscalYearEndAfterAge, pregnant } = menu.targets;
  const ways: (boolean | null)[] = [];
  const age = profile.fiscalYearAge;
  if (grades != null && grades.length > 0) ways.push(isIn(grades, age));
  if (fiscalYearEndAfterAge != null) {
    const comers = [age, ...(need.companions ?? []).map((companion) => companion.fiscalYearAge)];
    ways.push(...comers.map((years) => staysUntilMarch(years, fiscalYearEndAfterAge)));
    if (need.companions == null) ways.push(null);
  }
  if (pregnant === true) ways.push(profile.pregnant ?? null);
  return ways;
}

/** Ages are limits; grade, 年度 and pregnancy are alternatives: one that is met admits, an unknown one is asked about. */
export function isOutsideTargets(pair: Pair): boolean {
  if (isOutsideAges(pair)) return true;
  const ways = waysOfBelonging(pair);
  return ways.length > 0 && ways.every((way) => way === false);
}

/** The only use of gender: a place restricted with good reason. */
export function isOutsideGenders({ profile, menu }: Pair): boolean {
  const genders = menu.targets?.genders ?? [];
  if (profile.gender == null || genders.length === 0 || genders.includes('any')) return false;
  return !genders.includes(profile.gender);
}

/** For those who attend a clinic, and this person is known not to. */
export function attendsNoClinic({ profile, menu }: Pair): boolean {
  return menu.targets?.medicalAttendance === true && profile.medicalAttendance === false;
}
