import type { Say } from './problems';
import { clean, plainNumbers } from './text';
import words from './value-words.json';

const NOT_SAID: readonly string[] = [...words.notSaid, words.withheld];
const NUMBERS = /(?:\+81[\s-]?)?\(?\d[\d\s()-]{5,}\d/g;
const EXTENSION = /(?:内線|内)\s*[:番]?\s*(\d{1,8})/;
const URL_IN_TEXT = /https?:\/\/[^\s"'<>、。]+/i;
const BARE_HOST = /^www\.[\w-]+(?:\.[\w-]+)+[^\s]*$/i;
const EMAIL = /^[^\s@,;]{1,64}@[^\s@,;]+\.[^\s@,;.]{2,}$/;
const LONGEST_URL = 2000;

export interface Phone {
  readonly number: string;
  readonly extension: string | null;
}

/** «(047)374-1751» → 047-374-1751. Ten or eleven digits beginning with 0; digits without hyphens stay so. */
export function phoneOf(text: string, say: Say): Phone | null {
  const written = plainNumbers(text);
  if (written === '' || NOT_SAID.includes(written)) return null;
  const extension = EXTENSION.exec(written)?.[1] ?? null;
  const numbers = written.replace(EXTENSION, ' ').match(NUMBERS) ?? [];
  if (numbers.length > 1) say('phone.several');
  const number = hyphenated(numbers[0] ?? '', say);
  if (number === null) say('phone.invalid');
  return number === null ? null : { number, extension };
}

function hyphenated(written: string, say: Say): string | null {
  const parts = written
    .replace(/^\+81[\s-]?\(?0?\)?/, '0')
    .split(/[\s()-]+/)
    .filter((part) => part !== '');
  const digits = parts.join('');
  if (/^0\d{9,10}$/.test(digits)) return parts.join('-');
  // Every number in Japan begins with 0; a spreadsheet that took it for an amount dropped that.
  if (!/^[1-9]\d{8,9}$/.test(digits)) return null;
  say('phone.zero-restored');
  return `0${parts.join('-')}`;
}

export function urlOf(text: string, say: Say): string | null {
  const written = clean(text);
  if (written === '' || NOT_SAID.includes(written)) return null;
  const found = URL_IN_TEXT.exec(written)?.[0];
  if (found !== undefined && found.length <= LONGEST_URL) {
    if (found !== written) say('url.in-text');
    return found;
  }
  if (BARE_HOST.test(written)) return `http://${written}`;
  say(words.notYet.some((word) => written.includes(word)) ? 'url.not-yet' : 'url.invalid');
  return null;
}

export function emailOf(text: string, say: Say): string | null {
  const written = plainNumbers(text);
  if (written === '' || NOT_SAID.includes(written)) return null;
  if (EMAIL.test(written)) return written;
  say('email.invalid');
  return null;
}
