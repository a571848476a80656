import { type CapacityView } from '../capacity-view';
import { type JudgedFacts } from '../menu-facts';
import { Arrivals } from './arrivals';
import { Band } from './band';
import { IdIndex } from './id-index';
import { hashOf, ID_WORDS, type IdCodec, isSameId, UUIDS } from './ids';
import { keepLedger, loadOf, writeLedger } from './ledger-words';
import { SlicedPlaces } from './sliced-places';
import { type WrittenFacts } from './packed-parts';
import { Packing, Vocabulary } from './packing';
import * as row from './row';
import { bandIn, bandOf, EVERYWHERE, firstOf, LAST_WORD, lastOf, mayBe, placeOf } from './whereabouts';

/** So many rows wait, or this part of all, before they go to their strips together: each time every strip is copied. */
const ARRIVALS_LEAST = 10_000;
const ARRIVALS_SHIFT = 1;

interface Ledger {
  readonly view: CapacityView | null;
  readonly load: number;
}

/** A row: the strip where it lies and its offset there. Good until the next change. */
export interface RowRef {
  readonly band: Band;
  readonly at: number;
}

/**
 * All places of one municipality in typed arrays: a record of 21 words for each menu, in strips of the national
 * grid one kilometre high and in order from west to east, so that a request reads few contiguous ranges. What
 * distance never excludes lies in a strip of its own that every request reads. Facts change in place.
 * The answers do not depend on the order in which anything was learned.
 */
export class Places {
  readonly vocabulary = new Vocabulary();
  readonly slices = new SlicedPlaces();
  private readonly bands = new Map<number, Band>();
  private readonly index = new IdIndex();
  private readonly packing: Packing;
  /** Ledgers of menus that are not known yet. */
  private readonly aside = new Map<string, Ledger>();
  /** Rows that are not in their strips yet: whoever reads strips settles them first. */
  private readonly arrivals = new Arrivals();
  private readonly scratch = new Int32Array(row.ROW_WORDS);
  private readonly id = new Int32Array(ID_WORDS);
  private rows = 0;

  constructor(readonly ids: IdCodec = UUIDS) {
    this.packing = new Packing(this.vocabulary, ids);
  }

  /** Places of many menus at once. */
  static build(facts: Iterable<JudgedFacts>, ids: IdCodec = UUIDS): Places {
    const places = new Places(ids);
    places.learnMenus(facts);
    return places;
  }

  get size(): number {
    return this.rows;
  }

  /** Memory of all rows, the index and everything interned. */
  bytes(): number {
    this.settle();
    let bytes = this.index.bytes() + this.vocabulary.bytes() + this.slices.bytes();
    for (const band of this.bands.values()) bytes += band.words.byteLength;
    return bytes;
  }

  /** Strips of the grid by number; the one of what is everywhere is apart. */
  band(number: number): Band | undefined {
    this.settle();
    return this.bands.get(number);
  }

  get everywhere(): Band | undefined {
    this.settle();
    return this.bands.get(EVERYWHERE);
  }

  allBands(): Iterable<Band> {
    this.settle();
    return this.bands.values();
  }

  learnMenu(facts: JudgedFacts): void {
    this.learnMenus([facts]);
  }

  /**
   * Reads one after the other, so that nobody has to hold the facts of all; of a menu that comes twice the last counts.
   * Gives the ids of menus whose facts cannot be read by their marks alone: of them nothing was learned.
   */
  learnMenus(facts: Iterable<JudgedFacts | WrittenFacts>): readonly string[] {
    const unread: string[] = [];
    for (const menu of facts) {
      if (this.packing.pack(menu, this.scratch)) this.takeIn(menu.menuId);
      else unread.push(menu.menuId);
      if (this.arrivals.count > Math.max(ARRIVALS_LEAST, this.rows >> ARRIVALS_SHIFT)) this.settle();
    }
    return unread;
  }

  /** Texts that were read before are of no more use: other menus are read now. */
  forgetTexts(): void {
    this.packing.forgetTexts();
  }

  /** What matching's ledger says of a menu; it may come before the menu. `load`: people there from us or asked for. */
  learnCapacity(menuId: string, view: CapacityView | null, load: number): void {
    const found = this.find(menuId);
    if (found === null) {
      this.aside.set(menuId, { view, load });
      return;
    }
    const { words } = found.band;
    const before = row.upper(words[found.at + row.DEMANDS_LOAD] ?? 0);
    this.dropSlices(words, found.at);
    writeLedger(view, load, this.slicesOf(view), words, found.at);
    this.vocabulary.organisations.carry(orgOf(words, found.at), loadOf(load) - before);
  }

  has(menuId: string): boolean {
    return this.find(menuId) !== null;
  }

  find(menuId: string): RowRef | null {
    this.settle();
    if (!this.ids.read(menuId, this.id, 0)) return null;
    const slot = this.slotOf(this.id, 0);
    return slot < 0 ? null : this.found;
  }

  /** Number of people whom the organisation of a row carries for us. */
  loadOfRow(words: Int32Array, at: number): number {
    return this.vocabulary.organisations.load(orgOf(words, at));
  }

  menuIdOf(words: Int32Array, at: number): string {
    return this.ids.write(words, at + row.MENU_ID);
  }

  orgIdOf(words: Int32Array, at: number): string {
    const org = this.vocabulary.organisations.idAt(orgOf(words, at));
    return this.ids.write(org.words, org.at);
  }

  /** The packed row of a menu goes where it belongs: over its older self, or to those that have to be inserted. */
  private takeIn(menuId: string): void {
    const { scratch, arrivals } = this;
    if (arrivals.has(scratch, row.MENU_ID)) this.settle();
    const number = bandOf(scratch, 0);
    const slot = this.slotOf(scratch, row.MENU_ID);
    if (slot < 0) {
      this.arrive(menuId);
      arrivals.add(number, scratch, true);
      return;
    }
    const { band, at } = this.found;
    this.vocabulary.organisations.carry(orgOf(band.words, at), -loadIn(band.words, at));
    keepLedger(band.words, at, scratch);
    this.vocabulary.organisations.carry(orgOf(scratch, 0), loadIn(scratch, 0));
    if (this.bands.get(number) === band && scratch[band.sortWord] === band.words[at + band.sortWord]) {
      band.words.set(scratch, at);
      return;
    }
    band.removeAt(at);
    this.index.change(slot, placeOf(number, scratch, 0, hashOf(scratch, row.MENU_ID)));
    arrivals.add(number, scratch, false);
  }

  private settle(): void {
    if (this.arrivals.count === 0) return;
    const { byBand, fresh, words } = this.arrivals;
    for (const [number, offsets] of byBand) this.bandFor(number).insert(words, offsets);
    this.addToIndex(fresh, words);
    this.arrivals.empty();
  }

  private arrive(menuId: string): void {
    this.rows += 1;
    const ledger = this.aside.get(menuId);
    if (ledger === undefined) return;
    this.aside.delete(menuId);
    writeLedger(ledger.view, ledger.load, this.slicesOf(ledger.view), this.scratch, 0);
    this.vocabulary.organisations.carry(orgOf(this.scratch, 0), loadIn(this.scratch, 0));
  }

  private addToIndex(fresh: readonly number[], words: Int32Array): void {
    if (!this.index.hasRoomFor(fresh.length)) {
      this.index.renew(this.rows);
      for (const [number, band] of this.bands) {
        for (let at = 0; at < band.end; at += row.ROW_WORDS) this.addRow(number, band.words, at);
      }
      return;
    }
    for (const at of fresh) this.addRow(bandOf(words, at), words, at);
  }

  private addRow(number: number, words: Int32Array, at: number): void {
    const hash = hashOf(words, at + row.MENU_ID);
    this.index.add(hash, placeOf(number, words, at, hash));
  }

  private found: { band: Band; at: number } = { band: new Band(row.X), at: 0 };

  /** The slot of a menu's index; `found` says where its row is. -1 = not known. */
  private slotOf(id: Int32Array, atId: number): number {
    const hash = hashOf(id, atId);
    return this.index.find(hash, (place) => mayBe(place, hash) && this.isAt(place, id, atId));
  }

  private isAt(place: number, id: Int32Array, atId: number): boolean {
    const band = this.bands.get(bandIn(place));
    if (band === undefined) return false;
    const last = lastOf(place);
    for (let at = band.lowerBound(firstOf(place)); at < band.end; at += row.ROW_WORDS) {
      if ((band.words[at + band.sortWord] ?? 0) > last) return false;
      if (!isSameId(id, atId, band.words, at + row.MENU_ID)) continue;
      this.found = { band, at };
      return true;
    }
    return false;
  }

  private bandFor(number: number): Band {
    const known = this.bands.get(number);
    if (known !== undefined) return known;
    const band = new Band(number === EVERYWHERE ? LAST_WORD : row.X);
    this.bands.set(number, band);
    return band;
  }

  private slicesOf(view: CapacityView | null): number | null {
    return view?.sessions == null ? null : this.slices.keep(view.sessions);
  }

  private dropSlices(words: Int32Array, at: number): void {
    if (((words[at + row.FLAGS] ?? 0) & row.SLICED) !== 0) this.slices.drop(words[at + row.FREE] ?? 0);
  }
}

const orgOf = (words: Int32Array, at: number): number => (words[at + row.ORG_HOST] ?? 0) & row.LONG_MASK;
const loadIn = (words: Int32Array, at: number): number => row.upper(words[at + row.DEMANDS_LOAD] ?? 0);
