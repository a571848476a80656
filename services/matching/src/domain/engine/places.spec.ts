import fc from 'fast-check';
import { type CapacityView } from '../capacity-view';
import { aCapacity, aMenu, aNeed, anOpenPlace, aProfile, aSafety, TODAY } from '../matching-fixtures';
import { type MenuFacts } from '../menu-facts';
import { DEFAULT_SETTINGS } from '../settings';
import { type Found, type Request } from './found';
import { Places } from './places';
import { search } from './search';

const id = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const ORGS = [id(0xa1), id(0xa2), id(0xa3)] as const;
const MOST_MENUS = 12;

/** All over a town of 20 km, on the border of strips, in the sea, nowhere. */
const points = fc.oneof(
  fc.record({
    lat: fc.double({ min: 35.4, max: 35.6, noNaN: true }),
    lng: fc.double({ min: 139.4, max: 139.6, noNaN: true }),
  }),
  fc.constantFrom({ lat: 35.5, lng: 139.5 }, { lat: 10, lng: 139.5 }, { lat: 35.5, lng: 20 }, null),
);
const facts: fc.Arbitrary<MenuFacts> = fc
  .record({
    number: fc.integer({ min: 1, max: MOST_MENUS }),
    org: fc.constantFrom(...ORGS),
    location: points,
    pickup: fc.constantFrom(true, false, false, null),
    modes: fc.constantFrom(['in_person'], ['remote', 'in_person'], ['remote'], null),
    feeYen: fc.constantFrom(0, 500, null),
    activities: fc.subarray(['reading', 'tea', 'go', 'music']),
    exclusionPolicy: fc.constantFrom(null, null, null, { attributes: ['record'], justification: null }),
    make: fc.constantFrom(aMenu, anOpenPlace),
  })
  .map(({ number, org, make, ...rest }) =>
    make({ ...rest, menuId: id(number), resourceId: id(0x100 + (number >> 1)), orgId: org }),
  );
const views: fc.Arbitrary<CapacityView> = fc.record({ used: fc.integer({ min: 6, max: 11 }) }).map(aCapacity);
const requests: fc.Arbitrary<Request> = fc
  .record({
    point: points,
    maxDistanceMeters: fc.constantFrom(null, 500, 3_000, 12_000),
    mode: fc.constantFrom(['in_person'], ['remote'], null),
    avoid: fc.subarray([...ORGS], { maxLength: 1 }),
    keepAway: fc.constantFrom(0, 0, 800),
    declined: fc.subarray([id(1), id(2), id(0x101)], { maxLength: 2 }),
  })
  .map(({ avoid, keepAway, declined, ...need }) => ({
    profile: aProfile({
      strengths: ['tea', 'chess'],
      declinedMenuIds: declined,
      safety: aSafety({ avoidOrgIds: avoid, avoidWithinMeters: keepAway }),
      consent: { matching: 'granted', disclosureOrgIds: ORGS.slice(0, 2), anonymousInquiry: true, guardian: null },
    }),
    need: aNeed({ ...need, budgetYenPerUse: 400 }),
    settings: DEFAULT_SETTINGS,
    today: TODAY,
  }));

type Event =
  | { readonly kind: 'menu'; readonly menu: MenuFacts }
  | { readonly kind: 'batch'; readonly menus: readonly MenuFacts[] }
  | { readonly kind: 'ledger'; readonly menuId: string; readonly view: CapacityView | null; readonly load: number };

const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    facts.map((menu): Event => ({ kind: 'menu', menu })),
    fc.array(facts, { maxLength: 6 }).map((menus): Event => ({ kind: 'batch', menus })),
    fc
      .tuple(fc.integer({ min: 1, max: MOST_MENUS }), fc.option(views), fc.integer({ min: 0, max: 4 }))
      .map(([number, view, load]): Event => ({ kind: 'ledger', menuId: id(number), view, load })),
  ),
  { maxLength: 40 },
);

function live(all: readonly Event[]): Places {
  const places = new Places();
  for (const event of all) {
    if (event.kind === 'menu') places.learnMenu(event.menu);
    else if (event.kind === 'batch') places.learnMenus(event.menus);
    else places.learnCapacity(event.menuId, event.view, event.load);
  }
  return places;
}

/** The same knowledge, put together at once: the last word on each menu and each ledger. */
function fresh(all: readonly Event[]): Places {
  const menus = new Map<string, MenuFacts>();
  const ledgers = new Map<string, Extract<Event, { kind: 'ledger' }>>();
  for (const event of all) {
    if (event.kind === 'ledger') ledgers.set(event.menuId, event);
    else for (const menu of event.kind === 'menu' ? [event.menu] : event.menus) menus.set(menu.menuId, menu);
  }
  const places = Places.build([...menus.values()].reverse());
  for (const { menuId, view, load } of ledgers.values()) places.learnCapacity(menuId, view, load);
  return places;
}

const ALL = { limit: 50, misses: 50 };
const found = (places: Places, request: Request, wanted: object = {}): Found =>
  search(places, request, { ...ALL, ...wanted });
const idsOf = (rows: readonly { readonly menuId: string }[]) => rows.map(({ menuId }) => menuId);
const RUNS = { numRuns: 200 };

describe('places that change', () => {
  it('answer as if they had been learned at once, whatever came when, twice, or moved', () => {
    fc.assert(
      fc.property(events, requests, (all, request) => {
        const changed = live(all);
        expect(found(changed, request)).toEqual(found(fresh(all), request));
        expect(changed.size).toBe(fresh(all).size);
      }),
      RUNS,
    );
  });

  it('are each judged once or out of reach, and found by name wherever they are', () => {
    fc.assert(
      fc.property(events, requests, (all, request) => {
        const places = live(all);
        const near = found(places, request);
        const named = Array.from({ length: MOST_MENUS }, (_, index) => id(index + 1));
        const every = found(places, request, { among: [...named, ...named, id(0xfff), 'no id'] });
        expect(near.compared + near.outOfReach).toBe(places.size);
        expect([every.compared, every.outOfReach]).toEqual([places.size, 0]);
        expect(idsOf(every.candidates)).toEqual(idsOf(near.candidates));
        const far = every.excluded.filter(
          ({ codes }) => codes.includes('DISTANCE_EXCEEDED') || codes.includes('SAFETY_CONFLICT'),
        );
        expect(near.excluded.length + far.length).toBeGreaterThanOrEqual(every.excluded.length);
      }),
      RUNS,
    );
  });

  it('give the first of a longer list where less is wanted', () => {
    fc.assert(
      fc.property(events, requests, fc.integer({ min: 0, max: 4 }), (all, request, most) => {
        const places = live(all);
        const whole = found(places, request);
        const part = found(places, request, { limit: most, misses: most });
        expect(part.candidates).toEqual(whole.candidates.slice(0, most));
        expect(part.excluded).toEqual(whole.excluded.slice(0, most));
        expect([part.counts, part.tally]).toEqual([whole.counts, whole.tally]);
      }),
      RUNS,
    );
  });
});

describe('what may not matter', () => {
  it('a place that is out of reach changes nothing but the number of those', () => {
    fc.assert(
      fc.property(events, requests, (all, request) => {
        fc.pre(request.need.point !== null && request.need.maxDistanceMeters !== null);
        const before = found(live(all), request);
        const far = aMenu({
          menuId: id(0x999),
          resourceId: id(0x998),
          orgId: ORGS[0],
          location: { lat: 45, lng: 142 },
        });
        const after = found(live([...all, { kind: 'menu', menu: far }]), request);
        expect({ ...after, outOfReach: after.outOfReach - 1 }).toEqual(before);
      }),
      RUNS,
    );
  });

  it('a wider limit never takes a candidate away', () => {
    fc.assert(
      fc.property(events, requests, (all, request) => {
        const places = live(all);
        const wide = {
          ...request,
          need: { ...request.need, maxDistanceMeters: null, budgetYenPerUse: null, mode: null },
        };
        expect(idsOf(found(places, wide).candidates)).toEqual(
          expect.arrayContaining(idsOf(found(places, request).candidates)),
        );
      }),
      RUNS,
    );
  });

  it('names are not even read', () => {
    fc.assert(
      fc.property(facts, requests, (menu, request) => {
        const [known, other] = [menu, { ...menu, name: '別の名', orgName: null }].map((one) => Places.build([one]));
        expect(known && found(known, request)).toEqual(other && found(other, request));
      }),
      { numRuns: 50 },
    );
  });
});

it('judges past the limit as far as it is told to', () => {
  const at = (lat: number, number: number) =>
    aMenu({ menuId: id(number), resourceId: id(number), orgId: ORGS[0], location: { lat, lng: 139.5 } });
  const places = Places.build([at(35.5, 1), at(35.53, 2), at(35.56, 3)]);
  const request = { profile: aProfile(), need: aNeed(), settings: DEFAULT_SETTINGS, today: TODAY };
  expect(found(places, request)).toMatchObject({ compared: 1, outOfReach: 2 });
  expect(found(places, request, { beyond: 1_500 })).toMatchObject({ compared: 2, counts: { DISTANCE_EXCEEDED: 1 } });
});

it('takes a hundred bytes or less for each of many places, and finds each again', () => {
  const count = 20_000;
  const menus = Array.from({ length: count }, (_, number) =>
    aMenu({
      menuId: id(number * 7_919),
      resourceId: id(number >> 1),
      orgId: id(number >> 3),
      location:
        number % 50 === 0 ? null : { lat: 35 + (number % 400) / 1000, lng: 139 + ((number * 31) % 1000) / 1000 },
    }),
  );
  const places = Places.build(menus);
  expect(places.size).toBe(count);
  expect(menus.every(({ menuId }) => places.has(menuId))).toBe(true);
  expect(places.has(id(1))).toBe(false);
  expect(places.bytes() / count).toBeLessThanOrEqual(100);
});
