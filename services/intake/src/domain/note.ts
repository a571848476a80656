/** A note's first text, and each correction with the text that holds since. */
interface Written {
  readonly text: string;
}
interface Correction {
  readonly text: string;
  readonly reason: string;
  readonly correctedBy: string;
  readonly correctedAt: Date;
}

interface Struck {
  readonly text: string;
  readonly reason: string;
  readonly struckBy: string;
  readonly struckAt: Date;
}

/** The text that holds, and every struck one with who struck it and why, oldest first (L11). */
export function noteTexts(
  note: Written,
  corrections: readonly Correction[],
): { readonly text: string; readonly version: number; readonly struck: readonly Struck[] } {
  const texts = [note.text, ...corrections.map(({ text }) => text)];
  const struck = corrections.map(({ reason, correctedBy, correctedAt }, index) => ({
    text: texts[index] ?? note.text,
    reason,
    struckBy: correctedBy,
    struckAt: correctedAt,
  }));
  return { text: texts.at(-1) ?? note.text, version: texts.length, struck };
}
