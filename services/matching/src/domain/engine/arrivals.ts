import { IdIndex } from './id-index';
import { hashOf, isSameId } from './ids';
import { MENU_ID, ROW_WORDS } from './row';

/** Half of the slots stay empty: to find that a menu is not there each slot up to an empty one is compared. */
const ROOM = { roomy: 20, tight: 20 };

/** Rows on their way into the strips, each menu once. */
export class Arrivals {
  words = new Int32Array(0);
  count = 0;
  /** Offsets by strip. */
  byBand = new Map<number, number[]>();
  /** Offsets of menus that were not known. */
  fresh: number[] = [];
  private index = new IdIndex(ROOM);

  has(id: Int32Array, at: number): boolean {
    if (this.count === 0) return false;
    const { words } = this;
    return this.index.find(hashOf(id, at), (place) => isSameId(id, at, words, idAt(place))) >= 0;
  }

  add(number: number, row: Int32Array, isNew: boolean): void {
    const offset = this.count * ROW_WORDS;
    if (offset === this.words.length) this.grow();
    this.words.set(row, offset);
    this.count += 1;
    const there = this.byBand.get(number);
    if (there === undefined) this.byBand.set(number, [offset]);
    else there.push(offset);
    if (isNew) this.fresh.push(offset);
    if (this.index.hasRoomFor(1)) this.addToIndex(this.count);
    else this.renewIndex();
  }

  /** Gives all its memory back. */
  empty(): void {
    this.words = new Int32Array(0);
    this.count = 0;
    this.byBand = new Map();
    this.fresh = [];
    this.index = new IdIndex(ROOM);
  }

  private grow(): void {
    const longer = new Int32Array(Math.max(ROW_WORDS, 2 * this.words.length));
    longer.set(this.words);
    this.words = longer;
  }

  private renewIndex(): void {
    this.index.renew(2 * this.count);
    for (let place = 1; place <= this.count; place += 1) this.addToIndex(place);
  }

  /** A place is never zero: the first row is 1. */
  private addToIndex(place: number): void {
    this.index.add(hashOf(this.words, idAt(place)), place);
  }
}

const idAt = (place: number): number => (place - 1) * ROW_WORDS + MENU_ID;
