import fc from 'fast-check';
import { guardedCell, plainCell } from './cell';
import { csvLine } from './csv';

/** What formulas begin with, what hides it, and what is harmless. */
const PIECES = [
  ...['=', '+', '-', '@', '\t', '\r', '\n', '\r\n', ' ', '\u00a0', '\u3000', '\u200b', '\ufeff'],
  ...['＝', '＋', '－', '＠', '﹢', '⁺', '=\u0338', "'", "''", '"', ',', 'あ', '1', 'cmd|calc', '\u2028'],
];
const cells = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(''));
const anything = fc.oneof({ weight: 3, arbitrary: cells }, fc.string({ unit: 'grapheme' }));

const begins = (text: string): boolean => /^[=+\-@]/.test(text.trim().normalize('NFKC').trim());

describe('a cell of an exported table', () => {
  it('begins with no formula, on none of its lines', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const cell = guardedCell(text);
        expect(begins(cell)).toBe(false);
        for (const line of cell.split(/\r\n|\r|\n/)) expect(begins(line) || line.startsWith('\t')).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives back what it was', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(plainCell(guardedCell(text))).toBe(text);
        expect(guardedCell(plainCell(guardedCell(text)))).toBe(guardedCell(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('what is no formula stays as it is', () => {
    for (const text of ['桜野の会', '', "it's", "'quoted'", '1-2-3', 'a=b', '03-1111-2222'])
      expect(guardedCell(text)).toBe(text);
  });

  it('lines are those of RFC 4180', () => {
    expect(csvLine(['a', '', 'b,c', 'd"e', 'f\ng', '-1'])).toBe(`a,,"b,c","d""e","f\ng",'-1\r\n`);
  });
});
