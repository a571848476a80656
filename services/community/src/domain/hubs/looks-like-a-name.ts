import { invalid } from '#libs/kernel';
import hints from './name-hints.json';

/** A run of kanji, katakana or one capital letter before a form of address: 「田中さん」「タナカ様」「Aさん」. */
const CALLED = new RegExp(`([一-龯々]+|[ァ-ヶー]{2,}|[A-ZA-Z])(${hints.titles.join('|')})(.?)`, 'gu');

const NOT_AFTER: Readonly<Record<string, string>> = hints.notAfter;

/** Does the text seem to name somebody? A hint, no proof: what it lets pass may still name somebody. */
export function looksLikeAName(text: string): boolean {
  return [...text.matchAll(CALLED)].some(([, called = '', title = '', after = '']) => {
    if (after !== '' && (NOT_AFTER[title] ?? '').includes(after)) return false;
    return !hints.notNames.includes(called) && !hints.notNameEndings.some((ending) => called.endsWith(ending));
  });
}

/** 400 `<thing>.looks-like-a-name` with every field that seems to name somebody. */
export function refuseNames(fields: Readonly<Record<string, string>>, thing = 'dialogue'): void {
  const mend =
    '個人の名前は書かないでください。「〜さん」「〜様」を使わず、地域のこととして書き直してください(人の名前でない場合も同じです)';
  const problems = Object.entries(fields)
    .filter(([, text]) => looksLikeAName(text))
    .map(([field]) => ({ field, rule: 'noName', mend }));
  if (problems.length > 0) throw invalid(`${thing}.looks-like-a-name`, 'It seems to name somebody.', problems);
}
