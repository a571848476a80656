import { type JudgedFacts, NOTHING_KNOWN, type RepeatedFacts } from '../menu-facts';
import { ROW_WORDS } from './row';

/** Texts of one part that are kept at once. */
const KEPT = 16_384;

/** Facts of a menu as they were written: what is its own, and parts of which most were read before. */
export interface WrittenFacts extends Omit<JudgedFacts, keyof RepeatedFacts> {
  /** No bit of a row rests on two parts. */
  readonly parts: readonly string[];
  readonly read: (part: number, text: string) => Partial<RepeatedFacts>;
}

/** Word, and what differs in it from that of a menu of which nothing is known, by turns. */
type Differences = readonly number[];

/** Rows of written facts: each text is read and packed once, and a row is the sum of its parts. */
export class PackedParts {
  private readonly known: Map<string, Differences>[] = [];
  private readonly nothing = new Int32Array(ROW_WORDS);
  private readonly scratch = new Int32Array(ROW_WORDS);

  constructor(private readonly pack: (facts: RepeatedFacts, into: Int32Array) => void) {
    pack(NOTHING_KNOWN, this.nothing);
  }

  write({ parts, read }: WrittenFacts, into: Int32Array): void {
    into.set(this.nothing);
    for (let part = 0; part < parts.length; part += 1) {
      const differences = this.differences(part, parts[part] ?? '', read);
      for (let index = 0; index < differences.length; index += 2) {
        const word = differences[index] ?? 0;
        into[word] = (into[word] ?? 0) ^ (differences[index + 1] ?? 0);
      }
    }
  }

  private differences(part: number, text: string, read: WrittenFacts['read']): Differences {
    const known = (this.known[part] ??= new Map());
    const before = known.get(text);
    if (before !== undefined) return before;
    const { scratch, nothing } = this;
    this.pack({ ...NOTHING_KNOWN, ...read(part, text) }, scratch);
    const differences: number[] = [];
    for (let word = 0; word < ROW_WORDS; word += 1) {
      const difference = (scratch[word] ?? 0) ^ (nothing[word] ?? 0);
      if (difference !== 0) differences.push(word, difference);
    }
    if (known.size >= KEPT) known.clear();
    known.set(apart(text), differences);
    return differences;
  }
}

/** The text in memory of its own, which does not keep the row from which it was cut. */
const apart = (text: string): string => text.split('').join('');
