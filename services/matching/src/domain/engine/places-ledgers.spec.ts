import { type CapacityView } from '../capacity-view';
import { aCapacity, aConsent, aMenu, aNeed, aProfile, TODAY } from '../matching-fixtures';
import { type MenuFacts } from '../menu-facts';
import { DEFAULT_SETTINGS } from '../settings';
import { Places } from './places';
import { search } from './search';

const id = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const [ORG, OTHER_ORG] = [id(0xa1), id(0xa2)] as const;
const menu = (number: number, changes: Partial<MenuFacts> = {}): MenuFacts =>
  aMenu({ menuId: id(number), resourceId: id(0x100 + number), orgId: ORG, ...changes });

const WED = { day: 'wed', from: '10:00', to: '12:00' };
const sliced = (...free: readonly number[]): CapacityView =>
  aCapacity({ sessions: free.map((places) => ({ ...WED, free: places, outOfSystemFree: null })) });

const found = (places: Places) =>
  search(
    places,
    {
      profile: aProfile({ consent: aConsent({ disclosureOrgIds: [ORG, OTHER_ORG] }) }),
      need: aNeed(),
      settings: DEFAULT_SETTINGS,
      today: TODAY,
    },
    { limit: 50, misses: 50 },
  );
/** Of each place that is found or kept out: the last digit of its id, and whom its organisation carries. */
const loads = (places: Places) => {
  const { candidates, excluded } = found(places);
  return Object.fromEntries([...candidates, ...excluded].map(({ menuId, load }) => [menuId.slice(-1), load]));
};
const codes = (places: Places) => found(places).excluded.map((row) => row.codes.join());

describe('places that count session by session', () => {
  it('take no more memory however often they report', () => {
    const places = Places.build([menu(1), menu(2)]);
    places.learnCapacity(id(1), sliced(3, 1), 0);
    places.learnCapacity(id(2), sliced(0, 0), 0);
    const bytes = places.bytes();
    for (let time = 0; time < 200; time += 1) {
      places.learnCapacity(id(2), sliced(0, 0), 0);
      places.learnCapacity(id(1), sliced(time % 4, 0), 0);
    }
    expect(places.bytes()).toBe(bytes);
    expect(codes(places)).toEqual(['CAPACITY_FULL']);
  });

  it('give their memory back when they count in one again', () => {
    const places = Places.build([menu(1), menu(2)]);
    places.learnCapacity(id(1), sliced(0), 0);
    const bytes = places.bytes();
    for (let time = 0; time < 50; time += 1) {
      places.learnCapacity(id(1), aCapacity(), 0);
      places.learnCapacity(id(2), sliced(0), 0);
      expect(codes(places)).toEqual(['CAPACITY_FULL']);
      places.learnCapacity(id(2), null, 0);
      places.learnCapacity(id(1), sliced(0), 0);
    }
    expect(places.bytes()).toBe(bytes);
  });

  it('keep their sessions when their facts change, in place or elsewhere', () => {
    const places = Places.build([menu(1)]);
    places.learnCapacity(id(1), sliced(0), 2);
    for (const changes of [{ feeYen: 0 }, { location: { lat: 35.501, lng: 139.5 } }, { location: null }]) {
      places.learnMenu(menu(1, changes));
      expect(codes(places)).toEqual(['CAPACITY_FULL']);
    }
    expect(loads(places)).toEqual({ 1: 2 });
  });
});

describe('the people whom an organisation carries', () => {
  it('are those of all its places', () => {
    const places = Places.build([menu(1), menu(2), menu(3, { orgId: OTHER_ORG })]);
    places.learnCapacity(id(1), aCapacity(), 2);
    places.learnCapacity(id(2), aCapacity(), 3);
    places.learnCapacity(id(3), aCapacity(), 1);
    expect(loads(places)).toEqual({ 1: 5, 2: 5, 3: 1 });
    places.learnCapacity(id(1), aCapacity(), 1);
    expect(loads(places)).toEqual({ 1: 4, 2: 4, 3: 1 });
  });

  it('go with a place that changes hands', () => {
    const places = Places.build([menu(1), menu(2, { orgId: OTHER_ORG })]);
    places.learnCapacity(id(1), aCapacity(), 2);
    places.learnCapacity(id(2), aCapacity(), 3);
    places.learnMenu(menu(1, { orgId: OTHER_ORG }));
    expect(loads(places)).toEqual({ 1: 5, 2: 5 });
    places.learnMenu(menu(2));
    expect(loads(places)).toEqual({ 1: 2, 2: 3 });
  });

  it('are known before the place is', () => {
    const places = new Places();
    places.learnCapacity(id(1), sliced(0), 7);
    places.learnCapacity(id(1), sliced(2), 4);
    expect([places.size, places.has(id(1))]).toEqual([0, false]);
    places.learnMenus([menu(1), menu(2)]);
    places.learnCapacity(id(2), aCapacity(), 1);
    expect(loads(places)).toEqual({ 1: 5, 2: 5 });
    places.learnCapacity(id(1), null, 0);
    expect(loads(places)).toEqual({ 1: 1, 2: 1 });
  });
});

it('finds a place where it is now, and no more where it was', () => {
  const at = (lat: number) => menu(1, { location: { lat, lng: 139.5 } });
  const places = Places.build([at(35.5), menu(2)]);
  for (const lat of [35.6, 35.5, 35.9, 35.5]) {
    places.learnMenu(at(lat));
    expect(places.has(id(1))).toBe(true);
    expect(found(places)).toMatchObject({ compared: lat === 35.5 ? 2 : 1, outOfReach: lat === 35.5 ? 0 : 1 });
  }
});

it('knows each menu once, by the last that was said of it', () => {
  const places = Places.build([menu(1), menu(2), menu(1, { feeYen: 100 })]);
  expect([places.size, places.has(id(1)), places.has(id(3)), places.has('no id')]).toEqual([2, true, false, false]);
  places.learnMenus([menu(1), menu(1, { feeYen: 5 }), menu(3)]);
  expect(places.size).toBe(3);
});

it('counts all the memory that it takes', () => {
  const count = 400;
  const places = Places.build(
    Array.from({ length: count }, (_, number) =>
      menu(number, { location: number % 4 === 0 ? null : { lat: 35 + number / 500, lng: 139.5 } }),
    ),
  );
  places.learnCapacity(id(1), sliced(...Array.from({ length: 60 }, () => 1)), 0);
  const { vocabulary, slices } = places;
  const bands = [...places.allBands()].reduce((sum, { words }) => sum + words.byteLength, 0);
  const index = places.bytes() - bands - slices.bytes() - vocabulary.bytes();
  expect(bands).toBeGreaterThanOrEqual(count * 84);
  expect(slices.bytes()).toBeGreaterThanOrEqual(60 * 8);
  // A slot or so for each menu.
  expect(index).toBeGreaterThanOrEqual(count * 4);
  expect(index).toBeLessThanOrEqual(count * 4 * 1.5 + 100);
  const parts = [
    ...[vocabulary.doing, vocabulary.timetables, vocabulary.accessibility, vocabulary.languages],
    ...[vocabulary.nextSteps, vocabulary.targets, vocabulary.organisations],
  ];
  expect(vocabulary.bytes()).toBe(parts.reduce((sum, part) => sum + part.bytes(), 0));
});
