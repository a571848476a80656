import fc from 'fast-check';
import { aNeed } from './matching-fixtures';
import { unmetNeed } from './unmet-need';

const nowhere = { areaCode: null, population: null };
const people = (count: number) => [{ from: 0, to: null, people: count }];

describe('what community learns of a need that nothing meets', () => {
  it('is what for, how, with which support, where and when, in codes', () => {
    const windows = [
      { day: 'sat', from: '18:00', to: '23:00' },
      { day: 'wed', from: '10:00', to: '12:00' },
      { day: 'sat', from: '09:00', to: '10:00' },
    ];
    const need = aNeed({ primaryPurposes: ['place'], secondaryPurposes: ['meal', 'place'], windows, mode: ['remote'] });
    expect(unmetNeed({ ...need, supportRequired: ['watch_over'] }, { areaCode: '533924', population: null })).toEqual({
      purposes: ['place', 'meal'],
      modes: ['remote'],
      supportRequired: ['watch_over'],
      days: ['wed', 'sat'],
      times: ['morning', 'evening', 'night'],
      areaCode: '533924',
    });
  });

  it('names parts of the day only as far as they are limited, over midnight and the end of the week too', () => {
    const timesOf = (day: string, from: string, to: string) =>
      unmetNeed(aNeed({ windows: [{ day, from, to }] }), nowhere).times;
    expect(unmetNeed(aNeed({ windows: null }), nowhere)).toMatchObject({ days: [], times: [] });
    expect(timesOf('mon', '12:00', '17:00')).toEqual(['afternoon']);
    expect(timesOf('mon', '11:59', '17:01')).toEqual(['morning', 'afternoon', 'evening']);
    expect(timesOf('mon', '00:00', '04:00')).toEqual(['night']);
    expect(timesOf('sun', '22:00', '06:00')).toEqual(['morning', 'night']);
    expect(timesOf('mon', '00:00', '24:00')).toEqual(['morning', 'afternoon', 'evening', 'night']);
  });

  it('tells no area where the needed support would point to somebody', () => {
    const areaOf = (supportRequired: string[], population: number | null) =>
      unmetNeed(aNeed({ supportRequired }), {
        areaCode: '533924',
        population: population === null ? null : people(population),
      }).areaCode;
    expect(areaOf(['watch_over'], 100)).toBe('533924');
    expect(areaOf(['watch_over'], 99)).toBeNull();
    expect(areaOf([], 10)).toBe('533924');
    expect(areaOf([], 9)).toBeNull();
    expect(areaOf(['sign_language'], 4_000)).toBeNull();
    expect(areaOf(['watch_over'], null)).toBe('533924');
    expect(areaOf(['sign_language'], null)).toBeNull();
  });

  it('is never more than the allowed codes, whatever the need holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.boolean(), (count, rare) => {
        const supportRequired = rare ? ['sign_language'] : [];
        const point = { lat: 35.50001, lng: 139.50001 };
        const need = aNeed({ supportRequired, point, budgetYenPerUse: 7_777, startBy: '2031-01-01' });
        const told = unmetNeed(need, { areaCode: '533924', population: people(count) });
        expect(Object.keys(told).sort()).toEqual(['areaCode', 'days', 'modes', 'purposes', 'supportRequired', 'times']);
        expect(JSON.stringify(told)).not.toMatch(/35\.5|7777|2031/);
        expect(told.areaCode === null).toBe(count * (rare ? 2 / 1_000 : 1) < 10);
      }),
    );
  });
});
