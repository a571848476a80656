import { codesOf } from '#libs/kernel';
import { APPLICATION_SCOPES, applicationDueOn, FOUND_THROUGH, isForUs, requireOpenApplication } from './application';
import settings from './application-settings.json';

it('is for plans that apply for outreach, by codes of the lists', () => {
  expect(codesOf('planApplications')).toContain(settings.application);
  expect(codesOf('channels')).toContain(FOUND_THROUGH);
  expect([...codesOf('consentScopes')]).toEqual(expect.arrayContaining([...APPLICATION_SCOPES]));
  expect([isForUs(['participation_support', 'outreach']), isForUs(['participation_support'])]).toEqual([true, false]);
});

it('is due after five working days', () => {
  // A Friday before a Monday holiday.
  expect(applicationDueOn('2026-11-20')).toBe('2026-11-30');
});

it.each(['TAKEN_UP', 'DECLINED', 'ENDED'] as const)('is settled once: %s', (state) => {
  expect(() => requireOpenApplication({ state })).toThrow(
    expect.objectContaining({ code: 'outreach-application.settled', kind: 'conflict' }),
  );
  expect(() => requireOpenApplication({ state: 'OPEN' })).not.toThrow();
});
