import { codesOf } from '#libs/kernel';
import type { Request } from '../../services/matching/src/domain/engine/found';
import { Places } from '../../services/matching/src/domain/engine/places';
import { search } from '../../services/matching/src/domain/engine/search';
import { DEFAULT_SETTINGS } from '../../services/matching/src/domain/settings';
import { Municipality, type Place } from '../municipality/municipality';
import { USUAL } from '../municipality/setting';

/** What has to be so of two answers, whatever the right answer is: no second matcher is needed to see it. */
const TOWNS = 10;
const SEEKERS = 24;
const ALL = { limit: 10_000, misses: 10_000 };

interface Town {
  readonly places: readonly Place[];
  readonly requests: readonly Request[];
  /** Ids of the candidates of each request. */
  readonly found: readonly (readonly string[])[];
}

const TOWN_LIST: readonly Town[] = Array.from({ length: TOWNS }, (_, index) => {
  const options = { ...USUAL, seed: 7_000 + index, resources: 80, disclosures: [20, 40] as const };
  const municipality = new Municipality(options);
  const requests = Array.from({ length: SEEKERS }, (_ignored, number): Request => {
    const { profile, need } = municipality.seeker(number);
    const request = { profile, need, settings: DEFAULT_SETTINGS, today: options.today };
    return number % 4 === 0 ? notReadyForMuch(request) : request;
  });
  const places = [...municipality.places()];
  const before = knownOf(places);
  return { places, requests, found: requests.map((request) => idsOf(candidatesOf(before, request))) };
});

/** Readiness is asked for by few places, so that few meet somebody who has none. */
function notReadyForMuch({ profile, need, ...rest }: Request): Request {
  return {
    ...rest,
    profile: { ...profile, readiness: 'not_yet', avoid: [] },
    need: { ...need, primaryPurposes: null, maxDistanceMeters: null },
  };
}

function knownOf(places: readonly Place[]): Places {
  const known = Places.build(places.map(({ menu }) => menu));
  for (const { menu, capacity, load } of places) known.learnCapacity(menu.menuId, capacity, load);
  return known;
}

function candidatesOf(known: Places, request: Request) {
  return search(known, request, ALL).candidates;
}

function idsOf(rows: readonly { readonly menuId: string }[]): readonly string[] {
  return rows.map(({ menuId }) => menuId);
}

type Person = (request: Request) => Request;
type Host = (place: Place) => Place;
const need =
  (change: (need: Request['need']) => Partial<Request['need']>): Person =>
  (request) => ({ ...request, need: { ...request.need, ...change(request.need) } });
const profile =
  (change: (profile: Request['profile']) => Partial<Request['profile']>): Person =>
  (request) => ({ ...request, profile: { ...request.profile, ...change(request.profile) } });
const menu =
  (change: (menu: Place['menu']) => Partial<Place['menu']>): Host =>
  (place) => ({ ...place, menu: { ...place.menu, ...change(place.menu) } });
const most = <T>(list: readonly T[] | null): readonly T[] | null => list && list.slice(1);

/** A limit of the person that is looser than it was. */
const PERSON_RELAXES: Readonly<Record<string, Person>> = {
  'goes further': need(({ maxDistanceMeters: metres }) => ({ maxDistanceMeters: metres === null ? null : metres * 2 })),
  'goes any way': need(() => ({ maxDistanceMeters: null })),
  'has more purposes': need(({ primaryPurposes }) => ({
    primaryPurposes: primaryPurposes === null ? null : [...primaryPurposes, 'meal', 'place'],
  })),
  'takes any purpose': need(() => ({ primaryPurposes: null })),
  'takes part in any way': need(({ mode }) => ({ mode: mode && ['remote', 'in_person'] })),
  'can come at any time': need(() => ({ windows: null })),
  'wants fewer sessions': need(() => ({ minSessions: null })),
  'pays more': need(({ budgetYenPerUse: yen }) => ({ budgetYenPerUse: yen === null ? null : yen + 300 })),
  'begins later': need(({ startBy }) => ({ startBy: startBy === null ? null : '2027-12-01' })),
  'needs less support': need(({ supportRequired }) => ({ supportRequired: most(supportRequired) })),
  'brings nobody who needs care': need(({ companions }) => ({
    companions: companions && companions.map((each) => ({ ...each, need: 'meal' })),
  })),
  'comes alone': need(() => ({ party: null })),
  'avoids less': profile(({ avoid }) => ({ avoid: most(avoid) })),
  'needs fewer aids': profile(({ accessibility }) => ({ accessibility: most(accessibility) })),
  'speaks Japanese, too': profile(({ languages }) => ({ languages: languages && [...languages, 'ja'] })),
  'is ready for more': profile(() => ({ readiness: 'job_ready' })),
  'has refused nothing': profile(() => ({ declinedMenuIds: [] })),
  'tells every organisation': profile(({ consent }) => ({
    consent: consent && { ...consent, disclosureOrgIds: ORGS },
  })),
  'has a guardian who agrees': profile(({ consent }) => ({ consent: consent && { ...consent, guardian: 'granted' } })),
  'has nothing to keep away from': profile(() => ({
    safety: { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false },
  })),
};

/** A condition of every host that is looser than it was. */
const HOSTS_RELAX: Readonly<Record<string, Host>> = {
  'take any age': menu(({ targets }) => ({ targets: targets && { ...targets, ageMin: null, ageMax: null } })),
  'take any gender': menu(({ targets }) => ({ targets: targets && { ...targets, genders: ['any'] } })),
  'let companions come': menu(({ targets }) => ({ targets: targets && { ...targets, companionsAllowed: true } })),
  'take anybody under no scheme': menu(() => ({
    eligibility: { basis: 'open', statute: null, requires: [], acceptsOutOfSystem: null },
  })),
  'give every support': menu(() => ({ support: codesOf('supportCapabilities') })),
  'have every aid': menu(() => ({ accessibility: codesOf('accessibility') })),
  'fetch people': menu(() => ({ pickup: true })),
  'cost nothing': menu(() => ({ feeYen: 0 })),
  'demand nothing': menu(() => ({ demands: [] })),
  'ask for no readiness': menu(() => ({ requiresReadiness: null })),
  'begin at once': menu(() => ({ earliestStart: '2026-11-01' })),
  'serve every purpose': menu(() => ({ purposes: codesOf('purposes') })),
  'are open on demand': menu(() => ({ onDemand: true })),
  'need no name': menu(() => ({ nameRequired: false })),
  'have one more place': (place) => ({
    ...place,
    capacity: place.capacity && {
      ...place.capacity,
      total: place.capacity.total === null ? null : place.capacity.total + 1,
      sessions: place.capacity.sessions?.map((session) => ({ ...session, free: session.free + 1 })) ?? null,
    },
  }),
};

const ORGS = [...new Set(TOWN_LIST.flatMap(({ places }) => places.map(({ menu: { orgId } }) => orgId)))];

/** Rounds in which something was won, so that a relaxation that does nothing would be seen. */
function wonBy(relaxed: (town: Town) => Pick<Town, 'places' | 'requests'>): number {
  let won = 0;
  for (const town of TOWN_LIST) {
    const { places, requests } = relaxed(town);
    const after = knownOf(places);
    requests.forEach((request, index) => {
      const old = town.found[index] ?? [];
      const now = new Set(idsOf(candidatesOf(after, request)));
      expect(old.filter((id) => !now.has(id))).toEqual([]);
      if (now.size > old.length) won += 1;
    });
  }
  return won;
}

describe('relaxing a condition never takes a candidate away', () => {
  it.each(Object.entries(PERSON_RELAXES))('the person %s', (_, relax) => {
    expect(wonBy(({ places, requests }) => ({ places, requests: requests.map(relax) }))).toBeGreaterThan(0);
  });

  it.each(Object.entries(HOSTS_RELAX))('the hosts %s', (_, relax) => {
    expect(wonBy(({ places, requests }) => ({ places: places.map(relax), requests }))).toBeGreaterThan(0);
  });
});

const own = (last: number): string => `0000ffff-0000-4000-8000-00000000000${last}`;
const OF_ITS_OWN = { menuId: own(1), resourceId: own(2), orgId: own(3), exclusionPolicy: null };
/** For one reason or another, whoever asks. */
const NEVER_A_CANDIDATE: readonly Partial<Place['menu']>[] = [
  { resourceState: 'CLOSED' },
  { location: { lat: 45, lng: 142 }, modes: ['in_person'], pickup: false, resourceState: 'PAUSED' },
  { eligibility: null },
  { eligibility: { basis: 'statutory', statute: null, requires: ['measure'], acceptsOutOfSystem: false } },
];

describe('what does not matter changes nothing', () => {
  const whole = (known: Places, request: Request): string => {
    const { candidates, told, tally } = search(known, request, ALL);
    return JSON.stringify([candidates, told, tally]);
  };

  it('a place that is closed, paused and far, or for nobody, of an organisation of its own', () => {
    for (const { places, requests } of TOWN_LIST) {
      const [model] = places;
      if (model === undefined) throw new Error('There is no place.');
      const bare = knownOf(places);
      const before = requests.map((request) => whole(bare, request));
      for (const changes of NEVER_A_CANDIDATE) {
        const known = knownOf([...places, { ...model, menu: { ...model.menu, ...OF_ITS_OWN, ...changes } }]);
        expect(requests.map((request) => whole(known, request))).toEqual(before);
      }
    }
  });

  it('what may never be scored: a handbook, assistance, the family, and whose relative somebody is', () => {
    const attributes = { disabilityHandbook: 'mental1', publicAssistance: true, singleParentHousehold: true };
    const marked = ({ status }: Request['profile']) => ({ status: status && { ...status, ...attributes } });
    const related = ({ companions }: Request['need']) => ({
      companions: companions && companions.map((each) => ({ ...each, relation: 'grandchild' })),
    });
    for (const { places, requests } of TOWN_LIST) {
      const known = knownOf(places);
      for (const request of requests) {
        expect(whole(known, need(related)(profile(marked)(request)))).toBe(whole(known, request));
      }
    }
  });

  it('gender, but for places that are restricted to one: nobody earns or loses a point by it', () => {
    for (const { places, requests } of TOWN_LIST) {
      const known = knownOf(
        places.map(menu(({ targets }) => ({ targets: targets && { ...targets, genders: ['any'] } }))),
      );
      for (const request of requests) {
        const answers = ['female', 'male', 'other', null].map((gender) =>
          whole(known, profile(() => ({ gender }))(request)),
        );
        expect(new Set(answers).size).toBe(1);
      }
    }
  });

  it('names of places, of organisations, and of the person', () => {
    for (const { places, requests } of TOWN_LIST) {
      const renamed = places.map(menu(() => ({ name: '別の名', orgName: '別の会', type: 'other' })));
      const [before, after] = [knownOf(places), knownOf(renamed)];
      for (const request of requests) {
        const other = {
          ...request,
          profile: { ...request.profile, personRef: '00000000-0000-4000-8000-00000000ffff' },
        };
        expect(whole(after, other)).toBe(whole(before, request));
      }
    }
  });
});
