import { codesOf } from '#libs/kernel';
import { endsReferral, isForUs, referralDueOn, requireOpenReferral } from './participation-referral';
import settings from './participation-referral-settings.json';

it('is for plans that apply for participation support, by a code of the list', () => {
  expect(codesOf('planApplications')).toContain(settings.application);
  expect([isForUs(['participation_support']), isForUs(['outreach']), isForUs([])]).toEqual([true, false, false]);
});

it('is due after five working days', () => {
  // A Friday before a Monday holiday.
  expect(referralDueOn('2026-11-20')).toBe('2026-11-30');
});

it('ends with the consent on which the plan or the search rests, and with no other', () => {
  for (const scope of settings.endedByScopes) expect(codesOf('consentScopes')).toContain(scope);
  expect(endsReferral(['photo_publication', 'multilayered_conference'])).toBe(true);
  expect(endsReferral(['participation_matching'])).toBe(true);
  expect(endsReferral(['provider_disclosure'])).toBe(false);
});

it.each(['TAKEN_UP', 'DECLINED', 'ENDED'] as const)('is settled once: %s', (state) => {
  expect(() => requireOpenReferral({ state })).toThrow(
    expect.objectContaining({ code: 'participation-referral.settled', kind: 'conflict' }),
  );
  expect(() => requireOpenReferral({ state: 'OPEN' })).not.toThrow();
});
