/** Slots for each row, in tenths: after it was renewed, and at least. */
interface Room {
  readonly roomy: number;
  readonly tight: number;
}
const NARROW: Room = { roomy: 13, tight: 11 };
const TENTHS = 10;
const LEAST = 16;
const EMPTY = 0;

/**
 * Where each menu's row is to be looked for: one word a slot, which names the strip and, roughly, the place in its
 * order. It holds no ids: whoever asks compares those of the rows.
 */
export class IdIndex {
  private slots = new Int32Array(LEAST);
  private count = 0;

  constructor(private readonly room: Room = NARROW) {}

  bytes(): number {
    return this.slots.byteLength;
  }

  /** The slot whose place `isThere`; -1 = none. */
  find(hash: number, isThere: (place: number) => boolean): number {
    let slot = hash % this.slots.length;
    for (;;) {
      const place = this.slots[slot] ?? EMPTY;
      if (place === EMPTY) return -1;
      if (isThere(place)) return slot;
      slot = slot + 1 === this.slots.length ? 0 : slot + 1;
    }
  }

  /** Adds a menu that is not there yet. */
  add(hash: number, place: number): void {
    let slot = hash % this.slots.length;
    while (this.slots[slot] !== EMPTY) slot = slot + 1 === this.slots.length ? 0 : slot + 1;
    this.slots[slot] = place;
    this.count += 1;
  }

  change(slot: number, place: number): void {
    this.slots[slot] = place;
  }

  /** Whether so many more fit without renewing it. */
  hasRoomFor(more: number): boolean {
    return (this.count + more) * this.room.tight <= this.slots.length * TENTHS;
  }

  /** Empties it, with room for so many. */
  renew(rows: number): void {
    this.slots = new Int32Array(Math.ceil((rows * this.room.roomy) / TENTHS) + LEAST);
    this.count = 0;
  }
}
