import { aCapacity, aConsent, aMenu, aNeed, anOpenPlace, aProfile, aSafety, TODAY } from '../matching-fixtures';
import { type MatchingProfile } from '../matching-profile';
import { type MenuFacts } from '../menu-facts';
import { type Need } from '../need';
import { requestView } from '../request-view';
import { DEFAULT_SETTINGS } from '../settings';
import { type Found, type Wanted } from './found';
import { Places } from './places';
import { judged, search } from './search';

const id = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const ORG = id(0xa1);
const OTHER_ORG = id(0xa2);

/** Menu `n` of resource 0x100 + n. */
const menu = (number: number, changes: Partial<MenuFacts> = {}, make = aMenu): MenuFacts =>
  make({ menuId: id(number), resourceId: id(0x100 + number), orgId: ORG, ...changes });

interface Asked {
  readonly profile?: Partial<MatchingProfile>;
  readonly need?: Partial<Need>;
  readonly wanted?: Partial<Wanted>;
  /** Without points for the way, so that places tie. */
  readonly ties?: boolean;
}

function placesOf(menus: readonly MenuFacts[], loads: readonly number[] = []): Places {
  const places = Places.build(menus);
  menus.forEach(({ menuId }, index) => places.learnCapacity(menuId, aCapacity(), loads[index] ?? 0));
  return places;
}

function found(places: Places, { profile, need, wanted, ties = false }: Asked = {}): Found {
  const weights = ties ? { ...DEFAULT_SETTINGS.weights, access: 0, free: 0 } : DEFAULT_SETTINGS.weights;
  const request = {
    profile: aProfile({ consent: aConsent({ disclosureOrgIds: [ORG, OTHER_ORG] }), ...profile }),
    need: aNeed(need),
    settings: { ...DEFAULT_SETTINGS, weights },
    today: TODAY,
  };
  return search(places, request, { limit: 50, misses: 50, ...wanted });
}

const numbers = (rows: readonly { readonly menuId: string }[]) =>
  rows.map(({ menuId }) => Number.parseInt(menuId.slice(-3), 16));
const order = (places: Places, asked: Asked = {}) => numbers(found(places, asked).candidates);

describe('places that tie', () => {
  const north = (degrees: number) => ({ location: { lat: 35.5 + degrees, lng: 139.5 } });

  it('come in the order of the way, from home first, and last where nobody may or can know it', () => {
    const menus = [
      menu(1, { location: null }),
      menu(2, { ...north(0.001), addressConfidential: true }),
      menu(3, north(0.002)),
      menu(4, north(0.001)),
      menu(5, { modes: ['remote', 'in_person'], ...north(0.009) }),
    ];
    expect(order(placesOf(menus), { ties: true, need: { mode: ['remote', 'in_person'] } })).toEqual([5, 4, 3, 1, 2]);
  });

  it('come in the order of reports before that of the way, and of load after it', () => {
    const places = placesOf(
      [menu(1, north(0.001)), menu(2, north(0.002)), menu(3, { ...north(0.002), orgId: OTHER_ORG })],
      [3, 2, 4],
    );
    expect(order(places, { ties: true })).toEqual([1, 3, 2]);
    places.learnCapacity(id(2), aCapacity({ reportedAt: '2026-11-14T00:00:00.000Z' }), 2);
    expect(order(places, { ties: true })).toEqual([2, 1, 3]);
    expect(found(places, { ties: true }).candidates.map(({ load }) => load)).toEqual([5, 5, 4]);
  });

  it('come in the order of ids where all is alike, however they are written', () => {
    const ids = ['f0000000-0000-4000-8000-000000000001', '70000000-0000-4000-8000-000000000002', id(9), id(8)];
    const menus = ids.map((menuId, index) => menu(index, { menuId }));
    expect(found(placesOf(menus), { ties: true }).candidates.map(({ menuId }) => menuId)).toEqual([...ids].reverse());
  });
});

it('keeps the best where few are wanted, whatever came first', () => {
  const purposes = [['place'], ['place', 'meal'], ['place', 'meal', 'role'], ['meal']];
  for (const turn of [purposes, [...purposes].reverse()]) {
    const places = placesOf(
      turn.map((all) => menu(all.length * 16 + (all.includes('place') ? 1 : 0), { purposes: all })),
    );
    const asked = { need: { primaryPurposes: ['place', 'meal', 'role'] }, wanted: { limit: 2 } };
    expect(order(places, asked)).toEqual([0x31, 0x21]);
  }
});

describe('places that were named', () => {
  const menus = [1, 2, 3, 4, 5].map((number) => menu(number, number === 5 ? { orgId: OTHER_ORG } : {}));
  const places = placesOf(menus);

  it.each([
    ['a menu', [id(3)], [3]],
    ['menus', [id(1), id(4)], [1, 4]],
    ['a resource', [id(0x102)], [2]],
    ['a menu and resources', [id(0x105), id(1), id(0x103)], [1, 3, 5]],
    ['what is not known, and no ids', [id(0x999), 'a salon', id(2)], [2]],
    ['nothing', [], []],
  ])('are kept out where the person declined %s', (_, declinedMenuIds, out) => {
    const { excluded, candidates } = found(places, { profile: { declinedMenuIds } });
    expect(numbers(excluded)).toEqual(out);
    expect(excluded.every(({ codes }) => codes.join() === 'PERSON_DECLINED')).toBe(true);
    expect(numbers(candidates)).toEqual([1, 2, 3, 4, 5].filter((number) => !out.includes(number)));
  });

  it.each([
    ['a menu', { avoidMenuIds: [id(3)] }, [3]],
    ['a resource', { avoidMenuIds: [id(0x104)] }, [4]],
    ['an organisation', { avoidOrgIds: [OTHER_ORG] }, [5]],
    ['organisations, known or not', { avoidOrgIds: [id(0x999), ORG, 'nobody'] }, [1, 2, 3, 4]],
    ['an organisation and a menu', { avoidOrgIds: [OTHER_ORG], avoidMenuIds: [id(1)] }, [1, 5]],
  ])('are kept out where %s is to be avoided', (_, safety, out) => {
    const { excluded } = found(places, { profile: { safety: aSafety(safety) } });
    expect(numbers(excluded)).toEqual(out);
    expect(excluded.every(({ codes }) => codes.join() === 'SAFETY_CONFLICT')).toBe(true);
  });

  it('does not tell one that looks alike for one that is named', () => {
    // The last ten bits are those of menu 3.
    const alike = placesOf([menu(3), menu(0x403), menu(0x803)]);
    expect(numbers(found(alike, { profile: { declinedMenuIds: [id(3)] } }).excluded)).toEqual([3]);
    expect(numbers(found(alike, { profile: { declinedMenuIds: [id(0x103)] } }).excluded)).toEqual([3]);
    // Half of what is kept of a resource's id is the same.
    const twin = `f${id(0x103).slice(1)}`;
    expect(numbers(found(alike, { profile: { declinedMenuIds: [twin] } }).excluded)).toEqual([]);
  });

  it('are judged however far, once each, where nobody else is asked for', () => {
    const far = placesOf([menu(1), menu(2, { location: { lat: 43, lng: 141 } })]);
    const among = found(far, { wanted: { among: [id(2), id(2), 'no id', id(7)] } });
    expect(among).toMatchObject({ compared: 1, outOfReach: 0, counts: { DISTANCE_EXCEEDED: 1 } });
    expect(found(far)).toMatchObject({ compared: 1, outOfReach: 1, counts: {} });
  });
});

describe('a distance to keep', () => {
  const places = placesOf([
    menu(1, { location: { lat: 35.509, lng: 139.5 } }),
    menu(2, { location: { lat: 35.501, lng: 139.5 } }),
    menu(3, { location: null }),
    menu(4, { location: null, modes: ['remote'] }),
    menu(5, { location: { lat: 35.501, lng: 139.5 }, modes: ['remote', 'in_person'] }),
  ]);
  const keeping = (avoidWithinMeters: number) =>
    numbers(found(places, { profile: { safety: aSafety({ avoidWithinMeters }) }, need: { mode: null } }).excluded);

  it('keeps out what is nearer or may be, but not what is only ever visited from home', () => {
    expect(keeping(0)).toEqual([]);
    expect(keeping(500)).toEqual([2, 3, 5]);
    expect(keeping(999)).toEqual([2, 3, 5]);
    expect(keeping(1_000)).toEqual([1, 2, 3, 5]);
  });
});

describe('what is told without a name', () => {
  const refused = { age: 13, consent: aConsent({ guardian: 'refused' }) } as const;
  const open = (number: number, changes: Partial<MenuFacts> = {}) => menu(number, changes, anOpenPlace);

  it('are open places that suit, and those that answer a side wish, by id', () => {
    const places = placesOf([
      open(4, { purposes: ['meal'] }),
      open(3, { purposes: ['learning'] }),
      open(2),
      open(1, { nameRequired: true }),
      open(6, { purposes: ['meal'], modes: ['remote'] }),
      menu(5, { purposes: ['meal'], nameRequired: false }),
    ]);
    const asked = { profile: refused, need: { secondaryPurposes: ['meal'] } };
    expect(numbers(found(places, asked).told)).toEqual([2, 4]);
    expect(numbers(found(places, { ...asked, wanted: { limit: 1 } }).told)).toEqual([2]);
    expect(numbers(found(places, { ...asked, need: {} }).told)).toEqual([2]);
    // Where something is proposed nobody is told of places in its stead.
    expect(numbers(found(places, { need: asked.need }).told)).toEqual([]);
  });
});

describe('what decides about the request', () => {
  const tally = (menus: readonly MenuFacts[], asked: Asked = {}) => found(placesOf(menus), asked).tally;
  const nothing = {
    ...{ anyFits: false, anyFailsOnlyScope: false, anyFailsOnlyGuardian: false, hidesBehindExclusion: false },
  };
  const blanket = { exclusionPolicy: { attributes: ['record'], justification: null } };

  it('is what fits, and what only a word would open', () => {
    expect(tally([])).toEqual(nothing);
    expect(tally([menu(1)])).toEqual({ ...nothing, anyFits: true });
    expect(tally([menu(1, { orgId: id(0xff) })])).toEqual({ ...nothing, anyFailsOnlyScope: true });
    expect(tally([menu(1, { orgId: id(0xff), feeYen: 900 })], { need: { budgetYenPerUse: 0 } })).toEqual(nothing);
    const minor = { age: 13, consent: aConsent({ disclosureOrgIds: [ORG], guardian: null }) };
    expect(tally([menu(1)], { profile: minor })).toEqual({ ...nothing, anyFailsOnlyGuardian: true });
  });

  it('is an exclusion without reason that hides a place which is open and serves', () => {
    const hides = (changes: Partial<MenuFacts>, need: Partial<Need> = {}) =>
      tally([menu(1, { ...blanket, ...changes })], { need }).hidesBehindExclusion;
    expect(hides({})).toBe(true);
    expect(hides({ purposes: ['meal'] })).toBe(false);
    expect(hides({ purposes: null })).toBe(true);
    expect(hides({ purposes: ['meal'] }, { primaryPurposes: [] })).toBe(true);
    expect(hides({ resourceState: 'CLOSED' })).toBe(false);
  });
});

describe('one place', () => {
  const view = requestView(
    aProfile({ consent: aConsent({ disclosureOrgIds: [ORG] }) }),
    aNeed(),
    DEFAULT_SETTINGS,
    TODAY,
  );

  it('is judged like among all, and is null where it is not known', () => {
    const places = placesOf([menu(1), menu(2, { feeYen: 100 })], [2, 3]);
    const asked = { profile: { consent: aConsent({ disclosureOrgIds: [ORG] }) } };
    expect([judged(places, view, id(1)), judged(places, view, id(2))]).toEqual(found(places, asked).candidates);
    expect([judged(places, view, id(3)), judged(places, view, 'a salon')]).toEqual([null, null]);
  });

  it('is told nothing of where it is under review', () => {
    const places = placesOf([menu(1, { exclusionPolicy: { attributes: ['record'], justification: null } })]);
    expect(judged(places, view, id(1))).toEqual({
      ...{ menuId: id(1), orgId: ORG, codes: ['EXCLUSION_NEEDS_REVIEW'], load: 0 },
      ...{ score: null, look: null },
    });
  });
});

it('names the places that came nearest first', () => {
  const places = placesOf([
    menu(1, { feeYen: 900, purposes: ['meal'] }),
    menu(3, { feeYen: 900 }),
    menu(2, { feeYen: 900 }),
    menu(4, { feeYen: 900, purposes: ['meal'], languages: ['en'] }),
  ]);
  const asked = { need: { budgetYenPerUse: 0 } };
  expect(numbers(found(places, asked).excluded)).toEqual([2, 3, 1, 4]);
  expect(numbers(found(places, { ...asked, wanted: { misses: 2 } }).excluded)).toEqual([2, 3]);
  expect(found(places, asked).counts).toEqual({ FEE_EXCEEDS: 4, PURPOSE_MISMATCH: 2, LANGUAGE_UNMET: 1 });
});

it('judges many places as it judges each of them', () => {
  const fees = [0, 300, 900];
  const menus = Array.from({ length: 700 }, (_, number) =>
    menu(number, {
      feeYen: fees[number % 3] ?? 0,
      purposes: number % 5 === 0 ? ['meal'] : ['place'],
      nameRequired: number % 7 !== 0,
      orgId: number % 4 === 0 ? id(0xa9) : ORG,
    }),
  );
  const places = placesOf(menus);
  const asked = { need: { budgetYenPerUse: 300, secondaryPurposes: ['meal'] }, wanted: { limit: 900, misses: 900 } };
  const whole = found(places, asked);
  const single = found(places, { ...asked, wanted: { ...asked.wanted, among: menus.map(({ menuId }) => menuId) } });
  expect(whole).toEqual(single);
  expect(whole.counts).toEqual({ FEE_EXCEEDS: 233, PURPOSE_MISMATCH: 140, CONSENT_SCOPE: 150 });
  expect([whole.compared, whole.candidates.length + whole.excluded.length]).toEqual([700, 700]);
});
