import fc from 'fast-check';
import { coarsen } from './anonymity';
import settings from './anonymity-settings.json';
import { areaOf, type PopulationBand, requireSeparateBands } from './area';

const decades = (people: number): PopulationBand[] => [
  ...Array.from({ length: 8 }, (_, index) => ({ from: index * 10, to: index * 10 + 9, people })),
  { from: 80, to: null, people },
];

describe('what may be said of somebody', () => {
  it('is the decade and every consideration where many fit it', () => {
    expect(coarsen(26, ['watch_over'], decades(5000))).toEqual({
      band: { from: 20, to: 29 },
      considerations: ['watch_over'],
      withheld: [],
    });
    expect(coarsen(97, [], decades(5000)).band).toEqual({ from: 80, to: null });
  });

  it('is a wider band before a consideration stays unsaid', () => {
    expect(coarsen(45, ['watch_over'], decades(90))).toEqual({
      band: { from: 40, to: 64 },
      considerations: ['watch_over'],
      withheld: ['age_decade'],
    });
  });

  it('leaves out the rarest consideration first', () => {
    const said = coarsen(26, ['sign_language', 'watch_over'], decades(200));
    expect(said).toEqual({
      band: { from: 18, to: 39 },
      considerations: ['watch_over'],
      withheld: ['age_decade', 'sign_language'],
    });
  });

  it('is nothing where hardly anybody lives', () => {
    expect(coarsen(26, ['watch_over'], decades(3))).toEqual({
      band: null,
      considerations: [],
      withheld: ['age', 'watch_over'],
    });
  });

  it('is the widest band alone where nobody knows how many live there', () => {
    expect(coarsen(26, ['watch_over'], null)).toEqual({
      band: { from: 18, to: 39 },
      considerations: [],
      withheld: ['age_decade', 'watch_over'],
    });
    expect(coarsen(null, ['watch_over'], null)).toEqual({ band: null, considerations: [], withheld: ['watch_over'] });
  });

  it('counts an age that nobody knows as any age', () => {
    expect(coarsen(null, ['watch_over'], decades(50)).considerations).toEqual(['watch_over']);
    expect(coarsen(null, ['watch_over'], decades(5)).considerations).toEqual([]);
  });
});

const population = fc.option(fc.array(fc.nat(3000), { minLength: 9, maxLength: 9 }), { nil: null });
const codes = fc.subarray([...Object.keys(settings.peoplePerThousand), 'a_code_of_their_own']);

it('never says what fits fewer people than the least number, and never more than was asked for', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(110), { nil: null }), codes, population, (age, considerations, counts) => {
      const bands = counts && decades(0).map((band, index) => ({ ...band, people: counts[index] ?? 0 }));
      const said = coarsen(age, considerations, bands);
      const shares: Readonly<Record<string, number | undefined>> = settings.peoplePerThousand;
      const inBand = (bands ?? []).filter(
        ({ from, to }) =>
          said.band === null || (from >= said.band.from && (said.band.to === null || (to ?? 999) <= said.band.to)),
      );
      const people = said.considerations.reduce(
        (n, code) => (n * (shares[code] ?? settings.peoplePerThousandOtherwise)) / 1000,
        inBand.reduce((n, part) => n + part.people, 0),
      );
      const silent = said.considerations.length === 0 && (said.band === null || bands === null);
      expect(silent || people >= settings.minPeople).toBe(true);
      expect([...said.considerations, ...said.withheld.filter((code) => !code.startsWith('age'))].sort()).toEqual(
        [...considerations].sort(),
      );
      if (said.band !== null && age !== null) {
        expect(said.band.from <= age && (said.band.to === null || age <= said.band.to)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

it('knows the area of a point by the standard mesh, and none outside Japan', () => {
  expect(areaOf({ lat: 35.681, lng: 139.767 })).toBe('533946');
  expect(areaOf({ lat: 35.7007, lng: 139.7152 })).toBe('533945');
  expect(areaOf({ lat: 43.06, lng: 141.35 })).toBe('644142');
  expect(areaOf({ lat: -35, lng: 139 })).toBeNull();
  expect(areaOf(null)).toBeNull();
});

it('takes bands in order and apart only', () => {
  const band = (from: number, to: number | null) => ({ from, to, people: 1 });
  expect(() => requireSeparateBands([band(0, 9), band(10, null)])).not.toThrow();
  expect(() => requireSeparateBands([band(0, 10), band(10, null)])).toThrow();
  expect(() => requireSeparateBands([band(0, null), band(10, 19)])).toThrow();
  expect(() => requireSeparateBands([band(9, 0)])).toThrow();
});
