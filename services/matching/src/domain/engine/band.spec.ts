import fc from 'fast-check';
import { Band } from './band';
import { ROW_WORDS, X, Y } from './row';

interface One {
  readonly x: number;
  readonly name: number;
}

const rows = fc.array(fc.record({ x: fc.integer({ min: -20, max: 20 }), name: fc.nat() }), { maxLength: 30 });
const steps = fc.array(
  fc.oneof(
    rows.map((add) => ({ add })),
    fc.nat({ max: 99 }).map((drop) => ({ drop })),
  ),
  {
    maxLength: 12,
  },
);

/** Rows with words of their own up to the last. */
function wordsOf(all: readonly One[]): Int32Array {
  const words = new Int32Array(all.length * ROW_WORDS);
  all.forEach(({ x, name }, index) => {
    words.fill(name, index * ROW_WORDS, (index + 1) * ROW_WORDS);
    words[index * ROW_WORDS + X] = x;
  });
  return words;
}

function rowsOf(band: Band): readonly One[] {
  return Array.from({ length: band.count }, (_, index) => {
    const words = band.words.subarray(index * ROW_WORDS, (index + 1) * ROW_WORDS);
    const name = words[ROW_WORDS - 1] ?? 0;
    expect(words.filter((word) => word === name).length).toBeGreaterThanOrEqual(ROW_WORDS - 1);
    return { x: words[X] ?? 0, name };
  });
}

const sorted = (all: readonly One[]) => [...all].sort((a, b) => a.x - b.x || a.name - b.name);

it('holds what came and did not go, in order', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const band = new Band(X);
      let model: readonly One[] = [];
      for (const step of all) {
        if ('add' in step) {
          band.insert(
            wordsOf(step.add),
            step.add.map((_, index) => index * ROW_WORDS),
          );
          model = [...model, ...step.add];
        } else if (model.length > 0) {
          const at = step.drop % band.count;
          const gone = rowsOf(band)[at];
          band.removeAt(at * ROW_WORDS);
          model = model.filter((_, index) => index !== model.findIndex((o) => o.x === gone?.x && o.name === gone.name));
        }
        const held = rowsOf(band);
        expect(held.map(({ x }) => x)).toEqual(sorted(model).map(({ x }) => x));
        expect(sorted(held)).toEqual(sorted(model));
        expect(band.end).toBe(model.length * ROW_WORDS);
      }
    }),
  );
});

it('finds the first row that is not under a value', () => {
  const band = new Band(X);
  band.insert(wordsOf([5, 1, 5, 9].map((x) => ({ x, name: x }))), [0, ROW_WORDS, 2 * ROW_WORDS, 3 * ROW_WORDS]);
  expect([0, 1, 2, 5, 6, 9, 10].map((x) => band.lowerBound(x) / ROW_WORDS)).toEqual([0, 0, 1, 1, 3, 3, 4]);
});

it('is in the order of the word that it is told', () => {
  const band = new Band(Y);
  band.insert(wordsOf([3, 1, 2].map((name) => ({ x: 7 - name, name }))), [0, ROW_WORDS, 2 * ROW_WORDS]);
  expect(rowsOf(band).map(({ name }) => name)).toEqual([1, 2, 3]);
});

it('takes only the rows that it is told, and leaves theirs alone', () => {
  const band = new Band(X);
  const from = wordsOf([1, 2, 3].map((x) => ({ x, name: x })));
  const copy = from.slice();
  const offsets = [2 * ROW_WORDS, 0];
  band.insert(from, offsets);
  expect(rowsOf(band).map(({ x }) => x)).toEqual([1, 3]);
  expect([from, offsets]).toEqual([copy, [2 * ROW_WORDS, 0]]);
});

it('has little room to spare', () => {
  const many = Array.from({ length: 640 }, (_, x) => ({ x, name: x }));
  const offsets = many.map((_, index) => index * ROW_WORDS);
  const band = new Band(X);
  band.insert(wordsOf(many), offsets);
  expect(band.words.length).toBe(640 * ROW_WORDS);
  band.insert(wordsOf(many.slice(0, 1)), [0]);
  expect(band.words.length).toBeGreaterThan(641 * ROW_WORDS);
  expect(band.words.length).toBeLessThan(641 * ROW_WORDS * 1.05);
  const { words } = band;
  band.insert(wordsOf(many.slice(0, 1)), [0]);
  expect(band.words).toBe(words);
});

it('may have room from the start', () => {
  expect([new Band(X, 3).words.length, new Band(X, 3).count]).toEqual([3 * ROW_WORDS, 0]);
});
