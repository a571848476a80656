import fc from 'fast-check';
import { corporateCheckDigit, corporateNumberOf, officeNumberOf } from './identifiers';
import { checkDigit, municipalityCodeOf } from './municipality-code';
import type { ProblemCode } from './problems';

function reading<T>(work: (say: (code: ProblemCode) => void) => T): { value: T; codes: readonly ProblemCode[] } {
  const codes: ProblemCode[] = [];
  return { value: work((code) => codes.push(code)), codes };
}

const code = (text: string, prefecture: string | null = null) =>
  reading((say) => municipalityCodeOf(text, prefecture, say));

/** First five digits of any municipality of the 47 prefectures. */
const five = fc
  .tuple(fc.integer({ min: 1, max: 47 }), fc.integer({ min: 0, max: 999 }))
  .map(([prefecture, rest]) => `${String(prefecture).padStart(2, '0')}${String(rest).padStart(3, '0')}`);

describe('全国地方公共団体コード', () => {
  it.each(['131024', '131164', '312029', '122033', '082333', '092011'])('%s carries its check digit', (whole) => {
    expect(checkDigit(whole.slice(0, 5))).toBe(whole[5]);
    expect(code(whole)).toEqual({ value: whole, codes: [] });
  });

  it('is the same with its zero or check digit lost, where the prefecture is known', () => {
    fc.assert(
      fc.property(five, (digits) => {
        const whole = `${digits}${checkDigit(digits)}`;
        const prefecture = digits.slice(0, 2);
        for (const text of [
          whole,
          digits,
          whole.replace(/^0/, ''),
          ...(/^0[1-9]/.test(digits) ? [digits.slice(1)] : []),
        ]) {
          expect(code(text, prefecture)).toEqual({ value: whole, codes: [] });
        }
      }),
    );
  });

  it('is never guessed: what may be two codes is neither', () => {
    // 市川市 without its check digit, or a code of 北海道 without its zero: only the prefecture tells.
    expect(code('12203')).toEqual({ value: null, codes: ['municipality.ambiguous'] });
    expect(code('12203', '12')).toEqual({ value: '122033', codes: [] });
    expect(code('12203', '01')).toEqual({ value: '012203', codes: [] });
    expect(code('13103')).toEqual({ value: '131032', codes: [] });
    expect(code('82333')).toEqual({ value: '082333', codes: [] });
  });

  it('is refused with a wrong check digit, an unknown prefecture or letters', () => {
    for (const text of ['131025', '480009', '990000', 'AB1234', '12', '1234567']) {
      expect(code(text)).toEqual({ value: null, codes: ['municipality.invalid'] });
    }
  });
});

describe('法人番号', () => {
  it('is accepted with its own check digit and no other', () => {
    const twelve = fc.integer({ min: 0, max: 999_999_999_999 }).map((number) => String(number).padStart(12, '0'));
    fc.assert(
      fc.property(twelve, fc.integer({ min: 1, max: 8 }), (digits, shift) => {
        const right = Number(corporateCheckDigit(digits));
        expect(reading((say) => corporateNumberOf(`${right}${digits}`, say)).value).toBe(`${right}${digits}`);
        const wrong = `${((right - 1 + shift) % 9) + 1}${digits}`;
        expect(reading((say) => corporateNumberOf(wrong, say))).toEqual({
          value: null,
          codes: ['corporate-number.invalid'],
        });
      }),
    );
  });
});

describe('事業所番号', () => {
  it('gets its zero back, and other numbers stay as they are', () => {
    expect(reading((say) => officeNumberOf('８９９９０００１１', say))).toEqual({
      value: '0899900011',
      codes: ['office-number.zero-restored'],
    });
    expect(reading((say) => officeNumberOf('1399900011', say))).toEqual({ value: '1399900011', codes: [] });
    expect(reading((say) => officeNumberOf('13A9900011', say))).toEqual({ value: '13A9900011', codes: [] });
  });
});
