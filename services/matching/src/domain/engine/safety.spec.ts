import { aMenu, aSafety, codesOf } from '../matching-fixtures';

const ORG = { avoidOrgIds: ['org-9'] };

it.each([
  ['an unknown way, but no distance to keep', { location: null }, ORG, []],
  ['an unknown way and a distance to keep', { location: null }, { avoidWithinMeters: 1 }, ['SAFETY_CONFLICT']],
  ['the door next to home, but no distance to keep', { location: { lat: 35.5, lng: 139.5 } }, ORG, []],
  [
    'the very home and a distance to keep',
    { location: { lat: 35.5, lng: 139.5 } },
    { avoidWithinMeters: 1 },
    ['SAFETY_CONFLICT'],
  ],
  ['just the distance to keep', {}, { avoidWithinMeters: 500 }, []],
  ['a metre less', {}, { avoidWithinMeters: 501 }, ['SAFETY_CONFLICT']],
  ['the organisation to avoid', { orgId: 'org-9' }, ORG, ['CONSENT_SCOPE', 'SAFETY_CONFLICT']],
])('keeps away from what has to be avoided: %s', (_, menu, safety, codes) => {
  expect(codesOf({ menu: aMenu(menu), profile: { safety: aSafety(safety) } })).toEqual(codes);
});
