import { type LedgerAnswer, witness } from './ledger-witness';

const answer = (kind: LedgerAnswer['kind'], version: number, at = version): LedgerAnswer => ({
  menuId: 'm',
  kind,
  version,
  asked: at * 10,
  answered: at * 10 + 5,
});
const opening = { version: 3, free: 2 };
const sound = [
  answer('granted', 4),
  answer('granted', 5),
  answer('refused', 5, 5.5),
  answer('released', 6),
  answer('granted', 7),
];

describe('the witness of the ledger', () => {
  it('finds nothing wrong with a sound history, in whatever order it is told', () => {
    expect(witness(opening, sound)).toEqual([]);
    expect(witness(opening, [...sound].reverse())).toEqual([]);
  });

  it.each([
    ['an invented grant', [...sound, answer('granted', 8)]],
    ['a dropped change', sound.filter(({ version }) => version !== 4)],
    ['a version given twice', [...sound, answer('granted', 7)]],
    ['a wrong refusal', [answer('granted', 4), answer('refused', 4, 4.5)]],
    ['an answer out of its time', [answer('granted', 4, 9), answer('granted', 5, 5)]],
    ['a stale refusal', [...sound, { ...answer('released', 8), asked: 71, answered: 72 }, answer('refused', 5, 99)]],
  ])('finds %s', (_, history) => {
    expect(witness(opening, history)).not.toEqual([]);
  });
});
