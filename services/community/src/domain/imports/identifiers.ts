import type { Say } from './problems';
import { plain } from './text';

/**
 * 法人番号: the first digit checks the other twelve (国税庁告示: 9 − (sum of digits, weights 1 and 2 in turn
 * from the right, mod 9)).
 */
export function corporateNumberOf(text: string, say: Say): string | null {
  const digits = plain(text).replace(/[\s-]/g, '');
  if (digits === '') return null;
  if (/^\d{13}$/.test(digits) && digits[0] === corporateCheckDigit(digits.slice(1))) return digits;
  say('corporate-number.invalid');
  return null;
}

export function corporateCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 2 : 1), 0);
  return String(9 - (sum % 9));
}

/** Ten digits that begin with the prefecture (01–47); a spreadsheet drops the first zero. Other numbers stay. */
export function officeNumberOf(text: string, say: Say): string | null {
  const number = plain(text).replace(/[\s-]/g, '').replace(/\.0$/, '');
  if (!/^[1-9]\d{8}$/.test(number)) return number === '' ? null : number;
  say('office-number.zero-restored');
  return `0${number}`;
}

export function postalCodeOf(text: string, say: Say): string | null {
  const digits = plain(text).replace(/[〒\s-]/g, '');
  if (digits === '') return null;
  if (/^\d{7}$/.test(digits)) return digits;
  if (/^\d{6}$/.test(digits)) {
    say('postal-code.zero-restored');
    return `0${digits}`;
  }
  say('postal-code.invalid');
  return null;
}
