import fc from 'fast-check';
import { IdIndex } from './id-index';

/** Few hashes, so that many menus look for the same slot; the last ones lie at the end of the table. */
const menus = fc.uniqueArray(
  fc.record({ hash: fc.constantFrom(0, 1, 15, 16, 4_294_967_295), place: fc.integer({ min: 1 }) }),
  {
    selector: ({ place }) => place,
    maxLength: 60,
  },
);

const slotOf = (index: IdIndex, { hash, place }: { readonly hash: number; readonly place: number }): number =>
  index.find(hash, (there) => there === place);

it('finds each menu among those that look for the same slot', () => {
  fc.assert(
    fc.property(menus, (all) => {
      const index = new IdIndex();
      index.renew(all.length);
      for (const { hash, place } of all) index.add(hash, place);
      const slots = all.map((menu) => slotOf(index, menu));
      expect(new Set(slots).size).toBe(all.length);
      expect(slots.every((slot) => slot >= 0 && slot < index.bytes() / 4)).toBe(true);
      for (const hash of [0, 15, 77]) expect(slotOf(index, { hash, place: -1 })).toBe(-1);
    }),
  );
});

it('knows another place of a menu from then on', () => {
  const index = new IdIndex();
  index.add(3, 5);
  index.add(3, 6);
  index.change(slotOf(index, { hash: 3, place: 5 }), 9);
  expect(slotOf(index, { hash: 3, place: 5 })).toBe(-1);
  expect(slotOf(index, { hash: 3, place: 9 })).not.toBe(-1);
  expect(slotOf(index, { hash: 3, place: 6 })).not.toBe(-1);
});

it('has room for what it was renewed for, and a fifth more at most', () => {
  const index = new IdIndex();
  for (const rows of [0, 100, 5_000]) {
    index.renew(rows);
    expect(index.hasRoomFor(rows)).toBe(true);
    expect(index.hasRoomFor(rows + 1)).toBe(true);
    expect(index.hasRoomFor(Math.ceil(rows * 1.2) + 20)).toBe(false);
    for (let place = 1; place <= rows; place += 1) index.add(place, place);
    expect(index.hasRoomFor(rows)).toBe(rows === 0);
    expect(index.bytes()).toBeLessThanOrEqual(4 * (rows * 1.4 + 17));
  }
});

it('forgets everything when it is renewed', () => {
  const index = new IdIndex();
  index.add(3, 5);
  index.renew(10);
  expect(slotOf(index, { hash: 3, place: 5 })).toBe(-1);
  expect(index.hasRoomFor(10)).toBe(true);
});

it('has room for a few at first', () => {
  const index = new IdIndex();
  expect([index.hasRoomFor(14), index.hasRoomFor(15)]).toEqual([true, false]);
});
