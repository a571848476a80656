import fc from 'fast-check';
import { type Entry, fitOf } from './carrier-fit';
import { rankFits } from './carrier-ranking';
import { metersBetween } from '../distance';

const anEntry = (given: Partial<Entry> = {}): Entry => ({
  thing: 'space',
  activities: null,
  purposes: null,
  windows: null,
  location: null,
  maxDistanceMeters: null,
  people: null,
  equipment: null,
  ...given,
});
const window = (day: string, from: string, to: string) => ({ day, from, to });
const HERE = { lat: 35.68, lng: 139.77 };

describe('what is offered and what is looked for', () => {
  it('fit with their reasons, which add up', () => {
    const seek = anEntry({
      activities: ['cooking', 'meal'],
      purposes: ['meal'],
      windows: [window('sat', '10:00', '14:00')],
      location: HERE,
      maxDistanceMeters: 1000,
      people: 20,
      equipment: ['kitchen'],
    });
    const offer = anEntry({
      activities: ['cooking'],
      purposes: ['meal', 'place'],
      windows: [window('sat', '13:00', '18:00')],
      location: HERE,
      people: 30,
      equipment: ['kitchen', 'piano'],
    });
    const found = fitOf(seek, offer);
    expect(found).toMatchObject({ excluded: null, points: 20 + 20 + 15 + 15 + 10 + 10, toAsk: [], distanceMeters: 0 });
    expect(found.excluded === null && found.terms.map(({ ja }) => ja)).toEqual([
      '活動(料理)が重なります。',
      '目的(食事)が重なります。',
      '都合のよい日時が重なります。',
      '行ける距離にあります(約0m)。',
      '人数が足ります(30人)。',
      '必要な設備(kitchen)があります。',
    ]);
  });

  it.each([
    ['NOTHING_IN_COMMON', { thing: 'hands', activities: ['music'] }, { thing: 'hands', activities: ['repair'] }],
    [
      'SCHEDULE_NO_OVERLAP',
      { windows: [window('sat', '10:00', '12:00')] },
      { windows: [window('sat', '12:00', '24:00'), window('sun', '10:00', '12:00')] },
    ],
    [
      'DISTANCE_EXCEEDED',
      { location: HERE, maxDistanceMeters: 500 },
      { location: { lat: HERE.lat + 0.01, lng: HERE.lng } },
    ],
    ['TOO_SMALL', { people: 21 }, { people: 20 }],
    ['EQUIPMENT_MISSING', { equipment: ['kitchen', 'piano'] }, { equipment: ['kitchen'] }],
  ] as const)('do not fit for %s', (code, seek, offer) => {
    expect(fitOf(anEntry(seek as Partial<Entry>), anEntry(offer as Partial<Entry>))).toEqual({ excluded: code });
  });

  it('leave open, as a question, what nobody has said', () => {
    const seek = anEntry({ windows: [], maxDistanceMeters: 500, people: 5, equipment: ['kitchen'] });
    const found = fitOf(seek, anEntry());
    expect(found).toMatchObject({ excluded: null, points: 0, terms: [] });
    expect(found.excluded === null && found.toAsk.map(({ code }) => code)).toEqual([
      'SCHEDULE',
      'DISTANCE',
      'PEOPLE',
      'EQUIPMENT',
    ]);
    expect(fitOf(anEntry({ thing: 'hands' }), anEntry({ thing: 'hands' }))).toMatchObject({
      toAsk: [{ code: 'ACTIVITIES' }],
    });
  });

  it('may be several where hands are looked for, never where a room is too small', () => {
    const hands = { thing: 'hands', activities: ['cleaning'] } as const;
    const few = fitOf(anEntry({ ...hands, people: 10 }), anEntry({ ...hands, people: 4 }));
    expect(few).toMatchObject({ excluded: null, toAsk: [{ code: 'PEOPLE' }] });
  });
});

const clock = fc.integer({ min: 0, max: 24 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const someWindow = fc.record({ day: fc.constantFrom('sat', 'sun'), from: clock, to: clock });
const codes = (...list: string[]) => fc.option(fc.uniqueArray(fc.constantFrom(...list)));
const someEntry = (thing: 'hands' | 'space'): fc.Arbitrary<Entry> =>
  fc.record({
    thing: fc.constant(thing),
    activities: codes('cooking', 'music', 'repair'),
    purposes: codes('meal', 'place'),
    windows: fc.option(fc.array(someWindow, { maxLength: 3 })),
    location: fc.option(fc.record({ lat: fc.double({ min: 35, max: 36, noNaN: true }), lng: fc.constant(139.7) })),
    maxDistanceMeters: fc.option(fc.integer({ min: 0, max: 100_000 })),
    people: fc.option(fc.integer({ min: 1, max: 50 })),
    equipment: codes('kitchen', 'piano'),
  });
const pair = fc
  .constantFrom('hands' as const, 'space' as const)
  .chain((thing) => fc.tuple(someEntry(thing), someEntry(thing)));

describe('whatever is offered and looked for', () => {
  it('points are the sum of their reasons, each of them said', () => {
    fc.assert(
      fc.property(pair, ([seek, offer]) => {
        const found = fitOf(seek, offer);
        if (found.excluded !== null) return;
        expect(found.points).toBe(found.terms.reduce((sum, { points }) => sum + points, 0));
        expect(found.terms.every(({ ja }) => ja !== '' && !/[{}]/.test(ja))).toBe(true);
      }),
    );
  });

  it('nobody is turned away for what they did not say', () => {
    fc.assert(
      fc.property(
        pair,
        fc.constantFrom('activities', 'purposes', 'windows', 'location', 'people', 'equipment'),
        (both, field) => {
          const [seek, offer] = both;
          const known = fitOf(seek, offer);
          const silent = fitOf(seek, { ...offer, [field]: null });
          if (known.excluded === null && field !== 'purposes' && field !== 'activities')
            expect(silent.excluded).toBeNull();
          expect(fitOf(seek, anEntry({ thing: seek.thing })).excluded).toBeNull();
        },
      ),
    );
  });
});

describe('a list of fits', () => {
  it('has the best first, whichever side asks, and counts what does not fit', () => {
    const seek = { ...anEntry({ people: 10, equipment: ['kitchen'] }), side: 'seeks' };
    const room = (spaceId: string, given: Partial<Entry>) => ({
      ...anEntry(given),
      carrierId: null,
      spaceId,
      title: spaceId,
    });
    const { fits, excluded } = rankFits(seek, [
      room('c', { people: 12 }),
      room('a', { people: 5 }),
      room('b', { people: 12, equipment: ['kitchen'] }),
      room('d', { people: 1 }),
    ]);
    expect(fits.map(({ spaceId, points }) => [spaceId, points])).toEqual([
      ['b', 20],
      ['c', 10],
    ]);
    expect(excluded).toEqual([{ code: 'TOO_SMALL', ja: '場所の定員が足りません。', count: 2 }]);
    const offered = rankFits({ ...anEntry({ people: 5 }), side: 'offers' }, [
      { ...anEntry({ people: 10 }), carrierId: 'x', spaceId: null, title: 'x' },
    ]);
    expect(offered.excluded).toMatchObject([{ code: 'TOO_SMALL', count: 1 }]);
  });
});

describe('a distance', () => {
  it('is that of the globe: a degree of latitude is about 111.2 km', () => {
    expect(metersBetween({ lat: 35, lng: 139 }, { lat: 36, lng: 139 })).toBe(111_195);
    expect(metersBetween(HERE, HERE)).toBe(0);
  });
});
