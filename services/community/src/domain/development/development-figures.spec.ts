import { developmentFigures } from './development-figures';

const YEAR = { from: '2026-04-01', to: '2027-03-31' };

let last = 0;
function need(
  openedOn: string,
  given: { completedOn?: string; days?: number; area?: string; purposes?: string[] } = {},
) {
  const { completedOn = null, days = null, area, purposes = ['place'] } = given;
  const values = { blockedBy: [], purpose: purposes, areaCode: area === undefined ? [] : [area], time: [] };
  return { id: String((last += 1)), openedOn, completedOn, days, values };
}
const many = (count: number, openedOn: string, given: Parameters<typeof need>[1] = {}) =>
  Array.from({ length: count }, () => need(openedOn, given));

describe('K17', () => {
  it('counts what was recorded in the year and what was completed in it, each by its own day', () => {
    const needs = [
      need('2026-04-01', { completedOn: '2027-03-31', days: 364 }),
      need('2026-03-31', { completedOn: '2026-04-01', days: 1 }),
      need('2026-06-01', { completedOn: '2027-04-01', days: 304 }),
      need('2027-03-31', { purposes: ['place', 'role'] }),
      need('2026-01-01', { completedOn: '2026-07-01', days: 181 }),
    ];
    expect(developmentFigures(needs, YEAR, 5).total).toEqual({ needs: 3, completed: 3, medianDays: 181 });
  });

  it('names an area from five on, and hides lines that would tell of few, and one more with a single one', () => {
    const needs = [
      ...many(6, '2026-05-01', { area: '533946' }),
      ...many(4, '2026-05-01', { area: '533945' }),
      ...many(5, '2026-05-01', { purposes: ['role'] }),
    ];
    const { total, lines } = developmentFigures(needs, YEAR, 5);
    expect(total.needs).toBe(15);
    expect(lines).toEqual([
      { purpose: 'place', areaCode: '533946', needs: 6, completed: 0, medianDays: null, suppressed: false },
      { purpose: 'role', areaCode: null, needs: null, completed: null, medianDays: null, suppressed: true },
      { purpose: 'place', areaCode: null, needs: null, completed: null, medianDays: null, suppressed: true },
    ]);
  });

  it('shows how many were completed: that is what was done, not who waited', () => {
    const needs = [...many(8, '2026-05-01'), need('2026-05-01', { completedOn: '2026-06-01', days: 31 })];
    expect(developmentFigures(needs, YEAR, 5).lines[0]).toMatchObject({ needs: 9, completed: 1, medianDays: 31 });
  });

  it('has nothing to say of an empty year', () => {
    expect(developmentFigures([], YEAR, 5)).toEqual({ total: { needs: 0, completed: 0, medianDays: null }, lines: [] });
  });
});
