import { aConsent, aNeed, aProfile, aSafety, TODAY } from './matching-fixtures';
import { type MatchingProfile } from './matching-profile';
import { type Need } from './need';
import { requestView } from './request-view';
import { DEFAULT_SETTINGS } from './settings';

const view = (profile: Partial<MatchingProfile> = {}, need: Partial<Need> = {}) =>
  requestView(aProfile(profile), aNeed(need), DEFAULT_SETTINGS, TODAY);

it('takes nothing for known that is not', () => {
  const nobody = aProfile({
    ...{ age: null, gender: null, languages: null, readiness: null, status: null, strengths: null, interests: null },
    ...{ avoid: null, accessibility: null, safety: null, declinedMenuIds: [], consent: null },
  });
  const nothing = aNeed({
    ...{ primaryPurposes: [], secondaryPurposes: [], mode: null, supportRequired: null, supportPreferred: null },
    ...{ windows: null, point: null, maxDistanceMeters: null, pickupNeeded: null, companions: null },
  });
  expect(requestView(nobody, nothing, DEFAULT_SETTINGS, TODAY)).toMatchObject({
    ...{ today: 20_773, startBy: null, windows: null, sessionsWanted: 1, safety: null, readiness: -1 },
    ...{ declined: new Set(), disclosure: new Set(), avoid: new Set(), strengths: new Set() },
    ...{ strengthsAndInterests: new Set(), understands: new Set(), followsEasyJapanese: false },
    ...{ accessibility: [], primary: [], secondary: [], modes: [], supportRequired: [], supportPreferred: [] },
    ...{ hasCompanions: false, companionNeedsCare: false, wantsRole: false, wantsQuiet: false },
    ...{ guardianMissing: true, guardianRefused: false },
  });
});

it('counts once what is said twice', () => {
  const twice = view(
    { accessibility: ['step_free', 'step_free'], strengths: ['tea', 'go'], interests: ['go', 'reading'] },
    {
      ...{
        primaryPurposes: ['place', 'place'],
        secondaryPurposes: ['meal', 'meal', 'role'],
        mode: ['remote', 'remote'],
      },
      ...{ supportRequired: ['mentor', 'mentor'], supportPreferred: ['watch_over', 'watch_over'] },
    },
  );
  expect(twice).toMatchObject({
    ...{ accessibility: ['step_free'], primary: ['place'], secondary: ['meal', 'role'], modes: ['remote'] },
    ...{ supportRequired: ['mentor'], supportPreferred: ['watch_over'], wantsRole: true },
    ...{ strengths: new Set(['tea', 'go']), strengthsAndInterests: new Set(['tea', 'go', 'reading']) },
  });
  expect(view({}, { primaryPurposes: ['role'], secondaryPurposes: [] }).wantsRole).toBe(true);
});

it.each([
  ['ja', ['ja', 'en'], new Set(['ja', 'en', 'ja-easy']), true],
  ['easy Japanese alone', ['ja-easy'], new Set(['ja-easy']), true],
  ['others', ['en'], new Set(['en']), false],
])('follows easy Japanese or not: %s', (_, languages, understands, followsEasyJapanese) => {
  expect(view({ languages })).toMatchObject({ understands, followsEasyJapanese });
});

it.each(['group_activity', 'conversation_required', 'crowd', 'noise'])('wants it quiet who avoids %s', (demand) => {
  expect(view({ avoid: [demand] }).wantsQuiet).toBe(true);
});

it('wants it quiet who wants few people, and nobody else', () => {
  expect(view({}, { groupMaxPreferred: 0 }).wantsQuiet).toBe(true);
  expect(view({ avoid: ['physical'] }).wantsQuiet).toBe(false);
});

it.each([
  [null, 'not_required', false, false],
  [null, 'granted', false, false],
  [null, null, true, false],
  [null, 'refused', true, true],
  [14, 'not_required', true, false],
  [14, 'granted', false, false],
  [14, null, true, false],
  [14, 'refused', true, true],
  [16, 'refused', false, false],
  [16, null, false, false],
] as const)(
  'asks the guardian of somebody of %s whose word is %s: missing %s, refused %s',
  (age, guardian, missing, refused) => {
    expect(view({ age, consent: aConsent({ guardian }) })).toMatchObject({
      ...{ guardianMissing: missing, guardianRefused: refused },
    });
  },
);

it.each([
  [{ avoidOrgIds: ['a'] }, true],
  [{ avoidMenuIds: ['m'] }, true],
  [{ avoidWithinMeters: 1 }, true],
  [{}, false],
])('knows whether there is anything to keep away from: %j', (safety, hasConditions) => {
  const { avoidOrgIds, avoidMenuIds, avoidWithinMeters } = aSafety(safety);
  expect(view({ safety: aSafety(safety) }).safety).toEqual({
    ...{ orgs: new Set(avoidOrgIds), menusAndResources: new Set(avoidMenuIds) },
    ...{ withinMeters: avoidWithinMeters, hasConditions },
  });
});

it.each([{ avoidOrgIds: null }, { avoidMenuIds: null }, { avoidWithinMeters: null }])(
  'knows nothing of safety where part of it is unknown: %j',
  (part) => {
    expect(view({ safety: { ...aSafety(), ...part } }).safety).toBeNull();
  },
);

it('knows who comes along and whether one needs care', () => {
  const child = { relation: 'child', age: 2, need: 'care', fiscalYearAge: 2 };
  expect(view({}, { companions: [child] })).toMatchObject({ hasCompanions: true, companionNeedsCare: true });
  const friend = { relation: 'friend', age: 40, need: null, fiscalYearAge: 40 };
  expect(view({}, { companions: [friend] })).toMatchObject({ hasCompanions: true, companionNeedsCare: false });
  expect(view({}, { companions: [friend, child] }).companionNeedsCare).toBe(true);
});

it('reckons with thousandths of points', () => {
  const weights = { ...DEFAULT_SETTINGS.weights, access: 1.2345, free: 0 };
  const { weightsMilli } = requestView(aProfile(), aNeed(), { ...DEFAULT_SETTINGS, weights }, TODAY);
  expect([weightsMilli.access, weightsMilli.free]).toEqual([1_235, 0]);
  expect(Object.keys(weightsMilli)).toEqual(Object.keys(weights));
});

it.each([
  ['not_yet', 0],
  ['preparing', 1],
  ['job_ready', 2],
] as const)('puts readiness in order: %s', (readiness, index) => {
  expect(view({ readiness }).readiness).toBe(index);
});
