const HINTS = 1024;

/** Bits that one request sets for a few numbers; all others have none, which is seen at once. */
export class Marks {
  private readonly hints = new Uint8Array(HINTS);
  private readonly bits = new Map<number, number>();

  mark(number: number, bits: number): void {
    this.hints[number & (HINTS - 1)] = 1;
    this.bits.set(number, this.of(number) | bits);
  }

  of(number: number): number {
    return this.hints[number & (HINTS - 1)] === 0 ? 0 : (this.bits.get(number) ?? 0);
  }
}
