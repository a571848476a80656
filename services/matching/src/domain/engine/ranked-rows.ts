import { type Band } from './band';

/** Keys are compared from left to right; the smaller is the better. */
const KEYS = 8;

/**
 * The best rows of a search, as many as are wanted: a heap with the worst on top, so that a row costs nothing
 * but a comparison once better ones are there.
 */
export class RankedRows {
  /** The key of the row in hand; fill it, then `offer`. */
  readonly key = new Float64Array(KEYS);
  private keys = new Float64Array(0);
  private readonly bands: Band[] = [];
  private readonly offsets: number[] = [];
  private readonly metres: number[] = [];
  private readonly masks: number[] = [];
  private readonly heap: number[] = [];

  constructor(private readonly most: number) {}

  /** A row with this first key may still count. */
  mayEnter(first: number): boolean {
    if (this.heap.length < this.most) return true;
    const worst = this.heap[0];
    return worst !== undefined && first <= (this.keys[worst * KEYS] ?? 0);
  }

  offer(band: Band, at: number, metres: number, mask: number): void {
    if (this.most <= 0) return;
    if (this.heap.length < this.most) {
      const slot = this.heap.length;
      this.makeRoom(slot + 1);
      this.put(slot, band, at, metres, mask);
      this.heap.push(slot);
      this.siftUp(slot);
      return;
    }
    const worst = this.heap[0] ?? 0;
    if (!this.isBetterThan(worst)) return;
    this.put(worst, band, at, metres, mask);
    this.siftDown();
  }

  /** Best first. */
  map<T>(to: (band: Band, at: number, metres: number, mask: number) => T): T[] {
    const slots = [...this.heap].sort((a, b) => (this.isBefore(a, b) ? -1 : 1));
    return slots.flatMap((slot) => {
      const band = this.bands[slot];
      return band === undefined
        ? []
        : [to(band, this.offsets[slot] ?? 0, this.metres[slot] ?? 0, this.masks[slot] ?? 0)];
    });
  }

  private put(slot: number, band: Band, at: number, metres: number, mask: number): void {
    this.keys.set(this.key, slot * KEYS);
    this.bands[slot] = band;
    this.offsets[slot] = at;
    this.metres[slot] = metres;
    this.masks[slot] = mask;
  }

  private isBetterThan(slot: number): boolean {
    for (let part = 0; part < KEYS; part += 1) {
      const difference = (this.key[part] ?? 0) - (this.keys[slot * KEYS + part] ?? 0);
      if (difference !== 0) return difference < 0;
    }
    return false;
  }

  private isBefore(a: number, b: number): boolean {
    for (let part = 0; part < KEYS; part += 1) {
      const left = this.keys[a * KEYS + part] ?? 0;
      const right = this.keys[b * KEYS + part] ?? 0;
      if (left !== right) return left < right;
    }
    return false;
  }

  private makeRoom(slots: number): void {
    if (slots * KEYS <= this.keys.length) return;
    const longer = new Float64Array(Math.min(this.most, Math.max(32, 2 * slots)) * KEYS);
    longer.set(this.keys);
    this.keys = longer;
  }

  private siftUp(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(this.heap[parent] ?? 0, this.heap[child] ?? 0)) return;
      this.swap(parent, child);
      child = parent;
    }
  }

  private siftDown(): void {
    let parent = 0;
    for (;;) {
      const child = this.worseChild(parent);
      if (child < 0 || !this.isBefore(this.heap[parent] ?? 0, this.heap[child] ?? 0)) return;
      this.swap(parent, child);
      parent = child;
    }
  }

  private worseChild(parent: number): number {
    const left = 2 * parent + 1;
    const right = left + 1;
    if (left >= this.heap.length) return -1;
    if (right >= this.heap.length) return left;
    return this.isBefore(this.heap[left] ?? 0, this.heap[right] ?? 0) ? right : left;
  }

  private swap(a: number, b: number): void {
    const slot = this.heap[a] ?? 0;
    this.heap[a] = this.heap[b] ?? 0;
    this.heap[b] = slot;
  }
}
