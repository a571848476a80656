import { ID_WORDS, type IdCodec } from './ids';

/** Ids of any form, numbered in the order of their text, for places that are looked at once. */
export function textIds(ids: Iterable<string>): IdCodec {
  const texts = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  const numbers = new Map(texts.map((text, number) => [text, number]));
  return {
    read(id, into, at) {
      const number = numbers.get(id);
      if (number === undefined) return false;
      into.fill(0, at, at + ID_WORDS);
      into[at + ID_WORDS - 1] = number;
      return true;
    },
    write: (words, at) => texts[words[at + ID_WORDS - 1] ?? 0] ?? '',
  };
}
