import { PLANTS } from './ledger-plants';
import { type LedgerAnswer, witness } from './ledger-witness';

const answer = (
  kind: LedgerAnswer['kind'],
  version: number,
  holdId: string | null,
  change: Partial<LedgerAnswer> = {},
) => {
  const at = kind === 'refused' ? version + 0.5 : version;
  const one: LedgerAnswer = {
    ledger: 'm',
    kind,
    version,
    holdId,
    places: 1,
    outOfSystem: false,
    asked: at * 10,
    answered: at * 10 + 4,
  };
  return { ...one, ...change };
};
const opening = { version: 3, free: 2, outOfSystemFree: 1 };
const closing = { version: 8, free: 1, outOfSystemFree: 1 };
const sound = [
  answer('granted', 4, 'a'),
  answer('granted', 5, 'b'),
  answer('refused', 5, null),
  answer('released', 6, 'a'),
  answer('granted', 7, 'c'),
  answer('released', 8, 'b'),
];

describe('the witness of the ledger', () => {
  it('finds nothing wrong with a sound history, in whatever order it is told', () => {
    expect(witness(opening, closing, sound)).toEqual([]);
    expect(witness(opening, closing, [...sound].reverse())).toEqual([]);
  });

  it('lets answers overlap in time as they like', () => {
    const racing = sound.map((one) => ({ ...one, asked: 0, answered: 100 }));
    expect(witness(opening, closing, racing)).toEqual([]);
  });

  it('counts several places and those outside the scheme', () => {
    const state = { version: 0, free: 4, outOfSystemFree: 2 };
    const outside = { places: 2, outOfSystem: true };
    const history = [
      answer('granted', 1, 'a', outside),
      answer('refused', 1, null, { places: 1, outOfSystem: true }),
      answer('refused', 1, null, { places: 3 }),
      answer('granted', 2, 'b', { places: 2 }),
      answer('released', 3, 'a', { places: 99 }),
    ];
    expect(witness(state, { version: 3, free: 2, outOfSystemFree: 2 }, history)).toEqual([]);
    const tooMany = answer('granted', 2, 'b', { places: 3 });
    expect(witness(state, { version: 2, free: -1, outOfSystemFree: 0 }, [history[0] ?? tooMany, tooMany])).toEqual([
      '1 too many at version 2',
    ]);
  });

  it.each(Object.keys(PLANTS))('finds the planted fault %s', (name) => {
    const faulty = PLANTS[name]?.(sound) ?? null;
    expect(faulty).not.toBeNull();
    expect(witness(opening, closing, faulty ?? [])).not.toEqual([]);
  });

  it.each([
    ['a version given twice', [...sound, answer('granted', 7, 'd')]],
    ['a hold granted twice', sound.map((one) => (one.version === 7 ? { ...one, holdId: 'b' } : one))],
    ['an answer out of its time', sound.map((one) => (one.version === 8 ? { ...one, asked: 1, answered: 2 } : one))],
    ['a refusal of a version that never was', [...sound, answer('refused', 20, null)]],
    ['a table that says something else', sound.slice(0, -1)],
  ])('finds %s', (_, history) => {
    expect(witness(opening, closing, history)).not.toEqual([]);
  });
});
