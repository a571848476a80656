import fc from 'fast-check';
import { judgeOne } from './judge';
import { aCapacity, aMenu, aNeed, aProfile, aSafety, ranked, TODAY } from './matching-fixtures';
import { type Point } from './geo';
import { DEFAULT_SETTINGS } from './settings';
import { whyNot } from './why-not/why-not';

const points: fc.Arbitrary<Point> = fc.record({
  lat: fc.double({ min: 35.3, max: 35.7, noNaN: true }),
  lng: fc.double({ min: 139.3, max: 139.7, noNaN: true }),
});
const HERE = { lat: 35.5, lng: 139.5 };

/** Everything that is answered about one confidential place: the ranking, and why not. */
function answersOf(
  location: Point | null,
  metres: number,
  limit: number | null,
  point: Point | null,
  modes: readonly string[],
) {
  const menu = { addressConfidential: true, location, modes };
  const kase = {
    profile: { safety: aSafety({ avoidWithinMeters: metres }) },
    need: { maxDistanceMeters: limit, point, mode: null },
  };
  const pair = {
    ...{ profile: aProfile(kase.profile), need: aNeed(kase.need), menu: aMenu(menu), capacity: aCapacity() },
    ...{ settings: DEFAULT_SETTINGS, today: TODAY },
  };
  const { codes, score } = judgeOne(pair);
  return { ranking: ranked({ ...kase, menu }), codes, score, reasons: whyNot(pair, codes) };
}

it('answers alike wherever a confidential place is, whatever distance has to be kept from wherever', () => {
  fc.assert(
    fc.property(
      points,
      fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constant(0)),
      fc.option(fc.integer({ min: 0, max: 60_000 })),
      fc.option(points),
      fc.constantFrom(['in_person'], ['in_person', 'remote'], ['remote']),
      (location, metres, limit, point, modes) => {
        const there = answersOf(location, metres, limit, point, modes);
        expect(there).toEqual(answersOf(HERE, metres, limit, point, modes));
        expect(there).toEqual(answersOf(null, metres, limit, point, modes));
      },
    ),
    { numRuns: 300 },
  );
});

describe('a distance to be kept from a confidential place', () => {
  const asked = (menu: object, avoidWithinMeters: number) => {
    const [candidate] = ranked({ menu, profile: { safety: aSafety({ avoidWithinMeters }) } }).candidates;
    return candidate && { toAsk: candidate.toAsk.map(({ field }) => field), says: candidate.explanation };
  };
  const shelter = { addressConfidential: true, location: HERE };

  it('is asked of somebody who knows the place, and until then nobody says that it was checked', () => {
    const found = asked(shelter, 500);
    expect(found?.toAsk).toEqual(['distance']);
    expect(found?.says).not.toContain('SAFETY_CHECKED');
  });

  it('is no question where no distance has to be kept, nobody goes there, or the address is known', () => {
    expect(asked(shelter, 0)?.toAsk).toEqual([]);
    expect(asked({ ...shelter, modes: ['remote'] }, 500)).toBeUndefined();
    expect(asked({ location: HERE }, 500)).toBeUndefined();
    expect(asked({ location: { lat: 35.51, lng: 139.5 } }, 500)).toMatchObject({ toAsk: [] });
    expect(asked({ location: { lat: 35.51, lng: 139.5 } }, 500)?.says).toContain('SAFETY_CHECKED');
  });
});
