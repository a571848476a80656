const SPACE = /\s/;
const ASCII = /^[\u0020-\u007e]*$/;
/** Hyphens, minus signs and the long vowel mark, which people type between the numbers of an address. */
const DASH = /[ー−‐‑‒–—―]|\s-|-\s/;
const DASH_BETWEEN_DIGITS = /(?<=\d)\s*[ー−‐‑‒–—―-]\s*(?=\d)/g;

/** One line without needless space; the letters stay as they were written. */
export function clean(text: string): string {
  return SPACE.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** For comparing and parsing: full width, half-width kana and circled numbers as their plain forms (NFKC). */
export function plain(text: string): string {
  return clean(ASCII.test(text) ? text : text.normalize('NFKC'));
}

/** An address or number with plain hyphens. */
export function plainNumbers(text: string): string {
  const written = plain(text);
  return DASH.test(written) ? written.replace(DASH_BETWEEN_DIGITS, '-') : written;
}

/** Two writings of one name or address are equal in this form. */
export function sameness(text: string): string {
  return plainNumbers(text)
    .toLowerCase()
    .replace(/[\s・･'"「」『』()〔〕,、.。]/g, '');
}
