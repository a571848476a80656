import { array, assert, constantFrom, dictionary, property, record } from 'fast-check';
import type { Described } from './described';
import { contradictionsOf, differenceOf, isSame, takenBack } from './differences';

type Values = Readonly<Record<string, unknown>>;
const as = (values: Values): Described => values as unknown as Described;

describe('the difference of a list to the register', () => {
  it.each([
    ['nothing is new', { phone: '1' }, { phone: '1' }, { phone: '1' }, {}, []],
    ['the list has a new word', { phone: '1' }, { phone: '1' }, { phone: '2' }, { phone: '2' }, []],
    ['a person has a new word, the list none', { phone: '1' }, { phone: '9' }, { phone: '1' }, {}, []],
    ['both have a new word', { phone: '1' }, { phone: '9' }, { phone: '2' }, {}, ['phone']],
    ['both have the same new word', { phone: '1' }, { phone: '2' }, { phone: '2' }, {}, []],
    ['the list falls silent', { phone: '1' }, { phone: '1' }, { phone: null }, { phone: null }, []],
    ['a person filled what the list left out', { phone: null }, { phone: '9' }, { phone: null }, {}, []],
    ['the list says what nobody said', {}, { phone: null }, { phone: '2' }, { phone: '2' }, []],
  ])('%s', (_, before, today, incoming, changes, questions) => {
    expect(differenceOf(before, today, as(incoming))).toEqual({ changes, questions });
  });

  const word = constantFrom(null, 'a', 'b', 'c');
  const words = dictionary(constantFrom('name', 'phone', 'url', 'notes'), word);
  const three = record({ before: words, today: words, incoming: words });

  it('never overwrites what somebody else has said since, and never asks about what is the same', () => {
    assert(
      property(three, ({ before, today, incoming }) => {
        const { changes, questions } = differenceOf(before, today, as(incoming));
        for (const [field, change] of Object.entries(changes)) {
          expect(isSame(today[field], before[field])).toBe(true);
          expect(change).toBe(incoming[field]);
        }
        for (const field of questions) {
          expect(isSame(today[field], incoming[field])).toBe(false);
          expect(isSame(today[field], before[field])).toBe(false);
        }
      }),
    );
  });

  it('taken back gives the register as it was, but for what was changed after', () => {
    assert(
      property(
        three,
        array(constantFrom<string>('name', 'phone', 'url', 'notes')),
        ({ before, today, incoming }, touched) => {
          const { changes } = differenceOf(before, today, as(incoming));
          const stored = Object.fromEntries(Object.keys(changes).map((field) => [field, today[field] ?? null]));
          const later: Record<string, unknown> = { ...today, ...changes };
          for (const field of touched) later[field] = 'touched';
          const back = takenBack(stored, changes, later);
          const after: Values = { ...later, ...back.changes };
          for (const field of Object.keys(changes)) {
            if (touched.includes(field)) expect(after[field]).toBe('touched');
            else expect(isSame(after[field], today[field])).toBe(true);
          }
          expect([...back.kept].sort()).toEqual(
            Object.keys(changes)
              .filter((field) => touched.includes(field))
              .sort(),
          );
        },
      ),
    );
  });
});

describe('what two records say', () => {
  it('contradicts only where both say something else; silence contradicts nobody', () => {
    expect(
      contradictionsOf({ name: 'A', phone: '1', url: null }, { name: 'A', phone: '2', url: 'u', fax: null }),
    ).toEqual(['phone', 'url']);
  });

  it.each([
    [{ lat: 1, lng: 2 }, { lng: 2, lat: 1 }, true],
    [{ lat: 1 }, { lat: 1, lng: 2 }, false],
    [['a', 'b'], ['b', 'a'], false],
    [['a'], { 0: 'a' }, false],
    [null, undefined, true],
    [null, '', false],
    [0, false, false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });
});
