import { addDays } from '#libs/kernel';
import fc from 'fast-check';
import { fiscalYearAgeOf, schoolGradeOf } from './school-year';

const TODAY = '2026-11-20';
const GRADES = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'];

const born = (birthDate: string) => ({ birthDate, birthYear: null });
const aYear = fc.integer({ min: 1990, max: 2050 });
/** Every day of a long while, births and days of the domain clock alike; leap days included. */
const aDay = fc
  .tuple(aYear, fc.integer({ min: 0, max: 365 }))
  .map(([year, offset]) => addDays(`${year}-01-01`, offset));

/** A day as a number of days; the age of 民法143条2項 counted in whole days, not by comparing months and days. */
function reachedOn(birthDate: string, age: number): string {
  const [year = '', ...rest] = birthDate.split('-');
  const sameDay = `${Number(year) + age}-${rest.join('-')}`;
  const exists = rest.join('-') !== '02-29' || new Date(`${sameDay}T00:00:00Z`).toISOString().startsWith(sameDay);
  return exists ? addDays(sameDay, -1) : `${Number(year) + age}-02-28`;
}

describe('the age that decides the school year', () => {
  it.each([
    ['2020-04-01', 6, 'e1'],
    ['2020-04-02', 5, null],
    ['2019-04-02', 6, 'e1'],
    ['2020-02-29', 6, 'e1'],
    ['2008-04-02', 17, 'h3'],
    ['2008-04-01', 18, null],
    ['2026-11-20', 0, null],
    ['1946-01-01', 80, null],
  ])('of somebody born on %s is %s in the year 2026 (%s)', (birthDate, age, grade) => {
    expect(fiscalYearAgeOf(born(birthDate), TODAY)).toBe(age);
    expect(schoolGradeOf(born(birthDate), TODAY)).toBe(grade);
  });

  it('is reached by the end of 31 March, and not before: 学校教育法17条, 年齢計算ニ関スル法律', () => {
    fc.assert(
      fc.property(aDay, aDay, (birthDate, today) => {
        fc.pre(birthDate <= today);
        const year = today.slice(5) >= '04-01' ? Number(today.slice(0, 4)) : Number(today.slice(0, 4)) - 1;
        const age = fiscalYearAgeOf(born(birthDate), today) ?? -1;
        const lastOfMarch = `${year}-03-31`;
        if (age > 0) expect(reachedOn(birthDate, age) <= lastOfMarch).toBe(true);
        expect(reachedOn(birthDate, age + 1) > lastOfMarch).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is one more for 1 April than for 2 April, in every year', () => {
    fc.assert(
      fc.property(aYear, fc.integer({ min: 1, max: 40 }), (year, years) => {
        const today = `${year + years}-06-01`;
        expect(fiscalYearAgeOf(born(`${year}-04-01`), today)).toBe(years);
        expect(fiscalYearAgeOf(born(`${year}-04-02`), today)).toBe(years - 1);
      }),
    );
  });

  it('stays the same from 1 April to 31 March and is one more after it', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 2051, max: 2070 }), fc.integer({ min: 0, max: 364 }), (day, year, offset) => {
        const first = `${year}-04-01`;
        expect(fiscalYearAgeOf(born(day), addDays(first, offset))).toBe(fiscalYearAgeOf(born(day), first));
        expect(fiscalYearAgeOf(born(day), `${year + 1}-04-01`)).toBe((fiscalYearAgeOf(born(day), first) ?? 0) + 1);
      }),
    );
  });

  it('puts everybody of school age in exactly one grade, a year apart', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const grades = Array.from({ length: 30 }, (_, n) =>
          schoolGradeOf(born(day), `${Number(day.slice(0, 4)) + n}-06-01`),
        );
        expect(grades.filter((grade) => grade !== null)).toEqual(GRADES);
      }),
    );
  });

  it('is not guessed from a birth year alone, but for people beyond school age', () => {
    const about = (birthYear: number | null) => fiscalYearAgeOf({ birthDate: null, birthYear }, TODAY);
    expect([about(null), about(2020), about(2006), about(2005), about(1960)]).toEqual([null, null, null, 20, 65]);
    expect(schoolGradeOf({ birthDate: null, birthYear: 2018 }, TODAY)).toBeNull();
  });
});
