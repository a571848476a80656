import fc from 'fast-check';
import { KnownRegistry, type KnownResource, type SearchWish } from './known-registry';

const HERE = { lat: 35.67, lng: 139.77 };
const THERE = { lat: 35.69, lng: 139.77 };
const resource = (id: string, given: Partial<KnownResource> = {}): KnownResource => ({
  ...{ id, orgId: 'org', state: 'ACTIVE', type: 'place', name: `ひろば${id}`, nameKana: null, address: null },
  ...{ description: null, serviceKind: null, location: null, areaIds: [], addressConfidential: false },
  ...{ hours: null, closures: null },
  ...given,
});
const wish = (given: Partial<SearchWish> = {}): SearchWish => ({
  ...{ query: '', states: ['ACTIVE'], orgId: null, areaId: null, type: null, purpose: null, near: null, openAt: null },
  mayKnowWhere: () => false,
  ...given,
});
const menu = (id: string, resourceId: string, purposes: readonly string[] | null = null) => ({
  ...{ id, resourceId, name: `木曜の会${id}`, purposes },
  ...{ activities: null, roles: null },
});

function registry(...resources: readonly KnownResource[]): KnownRegistry {
  const known = new KnownRegistry();
  known.learnOrganizations([{ id: 'org', name: 'さくら会' }]);
  known.learnResources(resources);
  return known;
}
const ids = (known: KnownRegistry, given: Partial<SearchWish>) => known.search(wish(given)).map(({ id }) => id);

it('finds a place by its organisation, its menus and the labels of their codes, as they are now', () => {
  const known = registry(resource('a'));
  expect([ids(known, { query: 'さくら' }), ids(known, { query: '木曜' })]).toEqual([['a'], []]);
  known.learnMenus([menu('m', 'a', ['role'])]);
  known.learnOrganizations([{ id: 'org', name: 'ひまわり会' }]);
  expect([ids(known, { query: '木曜' }), ids(known, { query: 'さくら' }), ids(known, { query: 'ひまわり' })]).toEqual([
    ['a'],
    [],
    ['a'],
  ]);
  known.learnMenus([{ ...menu('m', 'a', ['role']), name: '金曜の会' }]);
  expect([ids(known, { query: '木曜' }), ids(known, { query: '金曜' })]).toEqual([[], ['a']]);
});

it('narrows by state, organisation, type, area, purpose and hour', () => {
  const weekly = [{ day: 'mon' as const, from: '10:00', to: '12:00' }];
  const known = registry(
    resource('a', { areaIds: ['x'], hours: { weekly, holidays: null, note: null } }),
    resource('b', { type: 'salon', state: 'PAUSED', orgId: 'other' }),
  );
  known.learnMenus([menu('m', 'a', ['role']), menu('n', 'b', null)]);
  const both = ['ACTIVE', 'PAUSED'];
  expect(ids(known, {})).toEqual(['a']);
  expect(ids(known, { states: both })).toEqual(['a', 'b']);
  expect(ids(known, { states: both, orgId: 'other' })).toEqual(['b']);
  expect(ids(known, { states: both, type: 'salon' })).toEqual(['b']);
  expect(ids(known, { states: both, areaId: 'x' })).toEqual(['a']);
  expect(ids(known, { states: both, purpose: 'role' })).toEqual(['a']);
  expect(ids(known, { states: both, openAt: { day: '2026-11-30', time: '10:30' } })).toEqual(['a']);
  expect(ids(known, { states: both, openAt: { day: '2026-11-30', time: '12:30' } })).toEqual([]);
});

it('puts the nearer one first among equals, and what has no place last', () => {
  const known = registry(
    resource('far', { name: 'ひろば', location: THERE }),
    resource('near', { name: 'ひろば', location: HERE }),
    resource('nowhere', { name: 'ひろば' }),
  );
  const near = { point: HERE, maxMeters: null };
  expect(ids(known, { query: 'ひろば', near })).toEqual(['near', 'far', 'nowhere']);
  expect(ids(known, { query: 'ひろば', near: { point: HERE, maxMeters: 1_000 } })).toEqual(['near']);
  expect(known.search(wish({ near })).map(({ meters }) => meters)).toEqual([0, expect.closeTo(2_224, -1), null]);
});

it('answers alike wherever a confidential place is', () => {
  const point = fc.record({
    lat: fc.double({ min: 35, max: 36, noNaN: true }),
    lng: fc.double({ min: 139, max: 140, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.option(point),
      fc.option(point),
      point,
      fc.constantFrom('', '築地', 'ひろば'),
      (one, other, from, query) => {
        const asked = (location: KnownResource['location'], address: string, mayKnow: boolean) =>
          registry(
            resource('a', { location: HERE }),
            resource('s', { location, address, areaIds: [address], addressConfidential: true }),
          ).search(
            wish({
              query,
              near: { point: from, maxMeters: query === '' ? 50_000 : null },
              mayKnowWhere: () => mayKnow,
            }),
          );
        expect(asked(one, '築地', false)).toEqual(asked(other, '月島', false));
      },
    ),
  );
  const shelter = resource('s', { location: HERE, areaIds: ['x'], addressConfidential: true });
  expect(ids(registry(shelter), { areaId: 'x' })).toEqual([]);
  expect(ids(registry(shelter), { areaId: 'x', mayKnowWhere: (orgId) => orgId === 'org' })).toEqual(['s']);
});

it('does not depend on the order in which rows came', () => {
  const resources = ['a', 'b', 'c'].map((id) => resource(id, { location: id === 'b' ? HERE : null }));
  const menus = resources.map(({ id }) => menu(`m${id}`, id, ['role']));
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), (order) => {
      const known = new KnownRegistry();
      for (const step of order) {
        if (step === 6) known.learnOrganizations([{ id: 'org', name: 'さくら会' }]);
        else if (step < 3) known.learnResources(resources.slice(step, step + 1));
        else known.learnMenus(menus.slice(step - 3, step - 2));
      }
      expect(known.search(wish({ query: 'さくら 木曜' }))).toEqual(
        [...known.search(wish({ query: 'さくら 木曜' }))].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
      );
      expect(ids(known, { query: 'さくら 木曜' })).toEqual(['a', 'b', 'c']);
    }),
  );
});
