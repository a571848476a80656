/** Numbers the codes of one list as bits, in the order in which they come. */
export class Dictionary {
  private readonly bits = new Map<string, bigint>();

  /** `most`: bits that a column of this list has. */
  constructor(
    private readonly list: string,
    private readonly most: number,
  ) {}

  /** The bits of codes in a row; a code that is new gets a bit. */
  learn(codes: readonly string[]): bigint {
    let mask = 0n;
    for (const code of codes) mask |= this.bits.get(code) ?? this.add(code);
    return mask;
  }

  /** The bits of codes in a question; a code that no row has brings `nobody`. */
  ask(codes: readonly string[], nobody = 0n): bigint {
    let mask = 0n;
    for (const code of codes) mask |= this.bits.get(code) ?? nobody;
    return mask;
  }

  private add(code: string): bigint {
    if (this.bits.size === this.most) throw new RangeError(`More than ${this.most} codes of ${this.list}.`);
    const bit = 1n << BigInt(this.bits.size);
    this.bits.set(code, bit);
    return bit;
  }
}

/** The lists whose codes the columns hold as bits. */
export class Dictionaries {
  readonly purposes = new Dictionary('purposes', 26);
  readonly modes = new Dictionary('modes', 26);
  readonly demands = new Dictionary('demands', 30);
  readonly support = new Dictionary('support', 26);
  readonly doing = new Dictionary('activities and roles', 62);
  readonly accessibility = new Dictionary('accessibility', 26);
  readonly languages = new Dictionary('languages', 26);
  readonly nextSteps = new Dictionary('next steps', 30);
  readonly genders = new Dictionary('genders', 26);
}
