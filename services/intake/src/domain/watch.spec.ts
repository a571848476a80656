import { systemActor } from '#libs/kernel';
import { refusal } from './refusal-fixtures';
import { checkReviewDay, disposalDay, refuseConclusion, refuseWithoutItem } from './watch';

const TODAY = '2026-11-20';

describe('watching over somebody', () => {
  it('is looked at again on a day to come within the year', () => {
    const check = (day: string) => refusal(() => checkReviewDay(day, TODAY));
    expect(check(TODAY)).toBe('case.review-day');
    expect(check('2026-11-21')).toBe('done');
    expect(check('2027-11-20')).toBe('done');
    expect(check('2027-11-21')).toBe('case.review-day');
  });

  it('ends with a day on which the record is disposed of, a year on at the latest', () => {
    expect(disposalDay(undefined, TODAY)).toBe('2027-11-20');
    expect(disposalDay('2026-12-01', TODAY)).toBe('2026-12-01');
    expect(refusal(() => disposalDay(TODAY, TODAY))).toBe('case.disposal-day');
    expect(refusal(() => disposalDay('2027-11-21', TODAY))).toBe('case.disposal-day');
  });

  it('rests on what was concluded', () => {
    expect(refusal(() => refuseConclusion('no_need', { conclusion: null }))).toBe('case.not-concluded');
    expect(refusal(() => refuseConclusion('no_need', { conclusion: 'no_need' }))).toBe('done');
    const by = (role: 'CONFERENCE_CHAIR' | 'DECISION_MAKER') => ({ ...systemActor('intake', '990019'), roles: [role] });
    expect(refusal(() => refuseWithoutItem(by('CONFERENCE_CHAIR')))).toBe('case.item-missing');
    expect(refusal(() => refuseWithoutItem(by('DECISION_MAKER')))).toBe('done');
  });
});
