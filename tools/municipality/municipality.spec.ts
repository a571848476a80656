import { Municipality } from './municipality';
import { USUAL } from './setting';

const text = (seed: number, resources = 200): string =>
  JSON.stringify([...new Municipality({ ...USUAL, seed, resources }).places()]);

describe('the generator of municipalities', () => {
  it('says the same to the byte for the same seed, and something else for another', () => {
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
    const people = (seed: number) =>
      Array.from({ length: 50 }, (_, n) => new Municipality({ ...USUAL, seed }).seeker(n));
    expect(people(7)).toEqual(people(7));
    expect(people(7)).not.toEqual(people(8));
  });

  it('gives every menu an id of its own', () => {
    const ids = [...new Municipality({ ...USUAL, resources: 20_000 }).places()].map(({ menu }) => menu.menuId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.slice(0, 100))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps to what it was asked for', () => {
    const places = [...new Municipality({ ...USUAL, resources: 4000, area: { kind: 'even', km2: 400 } }).places()];
    const share = (is: (place: (typeof places)[number]) => boolean) => places.filter(is).length / places.length;
    expect(share(({ menu }) => menu.pickup === true || menu.modes?.includes('remote') === true)).toBeCloseTo(0.07, 1);
    expect(share(({ menu }) => menu.purposes === null)).toBeCloseTo(0.03, 1);
    expect(share(({ menu }) => menu.capacityModel === 'open')).toBeGreaterThan(0.4);
    expect(share(({ capacity }) => capacity?.sessions != null)).toBeGreaterThan(0.005);
    expect(share(({ capacity }) => capacity?.unit === 'family')).toBeGreaterThan(0.005);
    expect(share(({ menu }) => menu.targets?.grades != null)).toBeGreaterThan(0.01);
    for (const { menu } of places) {
      if (menu.location === null) continue;
      expect(Math.abs(menu.location.lat - 36) * 111).toBeLessThan(10.1);
    }
  });

  it('tells nothing unknown where it is to know all', () => {
    const options = { ...USUAL, nulls: 0, resources: 500 };
    const places = [...new Municipality(options).places()];
    expect(
      places.filter(({ menu }) => menu.purposes === null || menu.sessions === null || menu.location === null),
    ).toEqual([]);
    expect(new Municipality(options).seeker(3).need.windows).not.toBeNull();
  });

  it('crowds its towns', () => {
    const towns = [
      ...new Municipality({ ...USUAL, resources: 1000, area: { kind: 'towns', km2: 10_000, towns: 3 } }).places(),
    ];
    const cells = new Set(
      towns.map(({ menu }) => menu.location && `${menu.location.lat.toFixed(1)} ${menu.location.lng.toFixed(1)}`),
    );
    expect(cells.size).toBeLessThan(200);
  });
});
