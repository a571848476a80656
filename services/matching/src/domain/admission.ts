import { type MatchingProfile } from './matching-profile';
import { type Targets } from './menu-facts';
import { type Companion } from './need';

/** Whether one of the alternatives (school grade, fiscal year, pregnancy) admits the person; `open` = there is none. */
export type Admission = 'open' | 'admitted' | 'refused' | 'unknown';

/** Age on 1 April in the first year of elementary school (学校教育法17条). */
const FIRST_GRADE_AGE = 6;
const GRADES = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'];

/** School grades as bits, `e1` the lowest. Grades that cannot be read say nothing. */
function gradesMask(grades: readonly string[] | null | undefined): number {
  return (grades ?? []).reduce((mask, grade) => {
    const index = GRADES.indexOf(grade);
    return index < 0 ? mask : mask | (1 << index);
  }, 0);
}

/** What decides about admission: of a place … */
export interface AdmissionRule {
  /** `gradesMask`; 0 = no grades named. */
  readonly grades: number;
  /** Until 31 March after turning this age; null = no such limit. */
  readonly endsAfterAge: number | null;
  readonly pregnant: boolean;
}

/** … and of those who come. Ages are those on 1 April of the running fiscal year. */
export interface Comers {
  readonly age: number | null;
  readonly pregnant: boolean | null;
  /** One entry for each companion; where nobody said who comes along, one whose age is not known. */
  readonly companionAges: readonly (number | null)[];
}

const NOBODY_SAID = [null];

export function admissionRuleOf(targets: Targets | null | undefined): AdmissionRule {
  return {
    grades: gradesMask(targets?.grades),
    endsAfterAge: targets?.fiscalYearEndAfterAge ?? null,
    pregnant: targets?.pregnant === true,
  };
}

export function comersOf(profile: MatchingProfile, companions: readonly Companion[] | null): Comers {
  return {
    age: profile.fiscalYearAge ?? null,
    pregnant: profile.pregnant ?? null,
    companionAges: companions?.map(({ fiscalYearAge }) => fiscalYearAge ?? null) ?? NOBODY_SAID,
  };
}

const isInGrade = (grades: number, age: number): boolean => {
  const grade = age - FIRST_GRADE_AGE;
  return grade >= 0 && grade < GRADES.length && ((grades >> grade) & 1) === 1;
};

/** Who was younger than `limit` on 1 April turns it before the 31 March in question, or later. */
const isBeforeEnd = (age: number, limit: number): boolean => age < limit;

function answers({ grades, endsAfterAge, pregnant }: AdmissionRule, comers: Comers): readonly (boolean | null)[] {
  const found: (boolean | null)[] = [];
  if (grades !== 0) found.push(comers.age === null ? null : isInGrade(grades, comers.age));
  if (endsAfterAge !== null) {
    for (const age of [comers.age, ...comers.companionAges]) {
      found.push(age === null ? null : isBeforeEnd(age, endsAfterAge));
    }
  }
  if (pregnant) found.push(comers.pregnant);
  return found;
}

/** Any alternative that is met admits; a companion counts for the fiscal year (a mother with her baby). */
export function admissionOf(rule: AdmissionRule, comers: Comers): Admission {
  const found = answers(rule, comers);
  if (found.length === 0) return 'open';
  if (found.includes(true)) return 'admitted';
  return found.includes(null) ? 'unknown' : 'refused';
}
