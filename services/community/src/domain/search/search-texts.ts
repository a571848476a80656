import { GramIndex } from './gram-index';
import { lettersOf, pairsNeeded, pairsOf, searchKey, wordsOf } from './words';

/** What is written about a place: what it is called, and what else is said of it. */
export interface PlaceTexts {
  readonly titles: readonly string[];
  readonly others: readonly string[];
}

/** A word in a title counts so many times as much as one elsewhere. */
const TITLE = 3;
const PERMILLE = 1000;
/** Beyond that: a title that is, begins with or holds the word as it was typed. */
const EXACT = [3 * PERMILLE, 2 * PERMILLE, PERMILLE] as const;
/** Dead texts, as a part of all, after which the index is made anew; and how few never matter. */
const DEAD_SHIFT = 2;
const DEAD_LEAST = 1_000;

interface Text extends PlaceTexts {
  readonly id: string;
  readonly titleKeys: readonly string[];
}

/** What one query found so far; a text counts while it held every word. */
interface Tally {
  readonly scores: Int32Array;
  /** How many words it held, one after the other. */
  readonly held: Uint8Array;
  readonly found: number[];
}

export interface Hit {
  readonly id: string;
  /** Thousandths. */
  readonly score: number;
}

/**
 * All places of one municipality by their words, in memory. A place that changes is a new text; the old one is dead
 * and goes when there are many. Answers do not depend on the order in which places came.
 */
export class SearchTexts {
  private texts: (Text | null)[] = [];
  private numbers = new Map<string, number>();
  private titles = new GramIndex();
  private titleLetters = new GramIndex();
  private others = new GramIndex();
  private shared = new Uint8Array(0);
  private dead = 0;

  get size(): number {
    return this.numbers.size;
  }

  put(id: string, { titles, others }: PlaceTexts): void {
    this.remove(id);
    this.enter({ id, titles, others, titleKeys: titles.map(searchKey) });
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.texts[number] = null;
    this.numbers.delete(id);
    this.dead += 1;
    if (this.dead > Math.max(DEAD_LEAST, this.texts.length >> DEAD_SHIFT)) this.renew();
  }

  /** Places that hold every word of the query, in no order; null where the query has no word. */
  find(query: string): readonly Hit[] | null {
    const words = wordsOf(query);
    if (words.length === 0) return null;
    const most = this.texts.length;
    if (this.shared.length < most) this.shared = new Uint8Array(2 * most);
    const tally: Tally = { scores: new Int32Array(most), held: new Uint8Array(most), found: [] };
    words.forEach((word, index) => this.look(word, index, tally));
    const hits: Hit[] = [];
    for (const number of tally.found) {
      const text = this.texts[number];
      if (!text || tally.held[number] !== words.length) continue;
      hits.push({ id: text.id, score: tally.scores[number] ?? 0 });
    }
    return hits;
  }

  private enter(text: Text): void {
    const number = this.texts.length;
    this.texts.push(text);
    this.numbers.set(text.id, number);
    this.titles.add(number, distinct(text.titleKeys, pairsOf));
    this.titleLetters.add(number, distinct(text.titleKeys, lettersOf));
    this.others.add(number, distinct(text.others.map(searchKey), pairsOf));
  }

  private renew(): void {
    const alive = this.texts.filter((text) => text !== null);
    this.texts = [];
    this.numbers = new Map();
    this.titles = new GramIndex();
    this.titleLetters = new GramIndex();
    this.others = new GramIndex();
    this.dead = 0;
    for (const text of alive) this.enter(text);
  }

  private look(word: string, index: number, tally: Tally): void {
    const pairs = pairsOf(word);
    const inTitles = (text: number, shared: number, all: number): number =>
      portion(TITLE, shared, all) + (shared < all ? 0 : exactness(this.texts[text]?.titleKeys ?? [], word));
    if (pairs.length === 0) {
      this.credit(this.titleLetters, lettersOf(word), index, tally, inTitles);
      return;
    }
    this.credit(this.titles, pairs, index, tally, inTitles);
    this.credit(this.others, pairs, index, tally, (_, shared, all) => portion(1, shared, all));
  }

  private credit(
    texts: GramIndex,
    grams: readonly number[],
    index: number,
    { scores, held, found }: Tally,
    worth: (text: number, shared: number, all: number) => number,
  ): void {
    const needed = pairsNeeded(grams.length);
    const { shared } = this;
    const touched: number[] = [];
    texts.count(grams, shared, touched);
    for (const text of touched) {
      const count = shared[text] ?? 0;
      shared[text] = 0;
      const before = held[text] ?? 0;
      if (count < needed || before < index) continue;
      scores[text] = (scores[text] ?? 0) + worth(text, count, grams.length);
      held[text] = index + 1;
      if (index === 0 && before === 0) found.push(text);
    }
  }
}

const portion = (weight: number, shared: number, all: number): number => Math.floor((weight * PERMILLE * shared) / all);

function exactness(titleKeys: readonly string[], word: string): number {
  const [is, begins, holds] = EXACT;
  if (titleKeys.includes(word)) return is;
  if (titleKeys.some((key) => key.startsWith(word))) return begins;
  return titleKeys.some((key) => key.includes(word)) ? holds : 0;
}

const distinct = (keys: readonly string[], gramsOf: (key: string) => readonly number[]): readonly number[] =>
  keys.length === 1 ? gramsOf(keys[0] ?? '') : [...new Set(keys.flatMap((key) => gramsOf(key)))];
