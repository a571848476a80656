import variants from './data/kanji-variants.json';

/** The row of a kana: which vowel a following long mark, or the same vowel again, makes long. */
const ROWS: Readonly<Record<string, string>> = {
  あ: 'あかがさざただなはばぱまやらわ',
  い: 'いきぎしじちにひびぴみり',
  う: 'うくぐすずつぬふぶぷむゆるゔ',
  え: 'えけげせぜてねへべぺめれ',
  お: 'おこごそぞとどのほぼぽもよろ',
};
/** How the long vowel of a row is usually written: こう, not こお. */
const LONG: Readonly<Record<string, string>> = { あ: 'あ', い: 'い', う: 'う', え: 'え', お: 'う' };
/** Second letters that only make the row's vowel long. */
const LENGTHENS: Readonly<Record<string, string>> = { あ: 'あ', い: 'い', う: 'う', え: 'えい', お: 'おう' };
const SMALL = new Map(zip('ぁぃぅぇぉっゃゅょゎゕゖ', 'あいうえおつやゆよわかけ'));
/** Written apart, spoken alike. */
const ALIKE = new Map(zip('ぢづをゐゑ', 'じずおいえ'));
const VOICED = new Map(
  zip('がぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽゔ', 'かきくけこさしすせそたてとはひふへほはひふへほう'),
);
const VARIANT = new Map(variants.groups.flatMap((group) => [...group].map((char) => [char, [...group][0] ?? char])));

function zip(from: string, to: string): readonly (readonly [string, string])[] {
  const target = [...to];
  return [...from].map((char, index) => [char, target[index] ?? char]);
}

const VOWELS = new Map(Object.entries(ROWS).flatMap(([vowel, row]) => [...row].map((kana) => [kana, vowel])));
const vowelOf = (kana: string | undefined): string | undefined => (kana === undefined ? undefined : VOWELS.get(kana));

/** One width, one case, no accents on Latin letters, katakana as hiragana; blanks and separators stay. */
function plain(text: string): string {
  const latin = text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
  return latin
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .toLowerCase();
}

/** Everything that is neither letter nor digit nor long mark: blanks, points, hyphens, variation selectors. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}ー]/gu, '');

/** A reading as it is spoken: width, script, small kana and the spelling of long vowels do not count. */
export function foldKana(kana: string): string {
  const letters = [...bare(plain(kana))].map((char) => SMALL.get(char) ?? char).map((char) => ALIKE.get(char) ?? char);
  return letters.reduce((folded, char) => {
    const vowel = vowelOf(folded.at(-1));
    if (char === 'ー') return folded + (vowel === undefined ? '' : (LONG[vowel] ?? ''));
    return folded + (vowel === 'お' && char === 'お' ? 'う' : char);
  }, '');
}

/** Also without voiced marks and long vowels: what is misheard on the telephone. */
export function foldKanaLoosely(kana: string): string {
  return [...foldKana(kana)].reduce((folded, char) => {
    const vowel = vowelOf(folded.at(-1));
    if (vowel !== undefined && LENGTHENS[vowel]?.includes(char)) return folded;
    return folded + (VOICED.get(char) ?? char);
  }, '');
}

/** A name without blanks and variation selectors; letters as they stand. */
export const foldName = (name: string): string => bare(plain(name));

/** Also with variants of a character (髙・高) as one. */
export const foldVariants = (name: string): string =>
  [...foldName(name)].map((char) => VARIANT.get(char) ?? char).join('');

/** True where no character says more than the reading does. */
export const isReading = (name: string): boolean => /^[\p{Script=Hiragana}ーa-z]+$/u.test(foldName(name));

/** The part after the first blank; null where the name is written in one. */
export function givenPart(name: string): string | null {
  const parts = plain(name).trim().split(/\s+/);
  return parts.length < 2 ? null : parts.slice(1).join('');
}

/** Digits of a telephone number, the country's prefix as 0; null where there are too few to mean one person. */
export function foldPhone(phone: string | null): string | null {
  const digits = (phone ?? '').normalize('NFKC').replace(/[^\d+]/g, '');
  const home = digits.replace(/^(?:\+|010|00)81\(?0?\)?/, '0').replace(/\D/g, '');
  return home.length < 9 ? null : home;
}

const BLOCK_WORDS = /丁目|番地の|番地|番|号|の(?=\d)/g;
const KANJI_DIGITS = '〇一二三四五六七八九';

/** An address as far as two ways of writing it agree: 一丁目2番3号 and 1-2-3 are one. Null where nothing is left. */
export function foldAddress(address: string | null): string | null {
  const written = plain(address ?? '')
    .replace(/([〇一二三四五六七八九])(?=丁目|番|号)/g, (digit) => String(KANJI_DIGITS.indexOf(digit)))
    .replace(BLOCK_WORDS, '-')
    .replace(/[‐‑–—−ー]/g, '-')
    .replace(/[^\p{L}\p{N}-]/gu, '')
    .replace(/-+/g, '-')
    .replace(/-$/, '');
  return written === '' ? null : [...written].map((char) => VARIANT.get(char) ?? char).join('');
}

/** The part before the first number: town and 大字. Null where the address has none. */
export function areaOf(address: string | null): string | null {
  const area = (foldAddress(address) ?? '').replace(/\d.*$/u, '').replace(/-$/, '');
  return area === '' ? null : area;
}
