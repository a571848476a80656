/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before every line that would begin one
 * (reliability.md S6). `plainCell` takes exactly those away again.
 */
export const guardedCell = (text: string): string => byLine(text, (line) => (isRisky(line) ? `'${line}` : line));

/** The text as it was before it was guarded. */
export const plainCell = (text: string): string =>
  text.includes("'") ? byLine(text, (line) => (isGuarded(line) ? line.slice(1) : line)) : text;

const byLine = (text: string, change: (line: string) => string): string =>
  text
    .split(/(\r\n|\r|\n)/)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('');

/** Apostrophes that stand before it already do not count: the way back would take one of them. */
function isRisky(line: string): boolean {
  const shown = line.replace(/^'+/, '');
  const seen = shown.replace(UNSEEN, '');
  // Normalised, = with a stroke through it is another character; a spreadsheet sees the =.
  const firsts = [seen.charAt(0), seen.normalize('NFKC').replace(UNSEEN, '').charAt(0)];
  return shown.startsWith('\t') || firsts.some((first) => TRIGGERS.includes(first));
}

const isGuarded = (line: string): boolean => line.startsWith("'") && isRisky(line.slice(1));

/** Spaces of every kind, and what is not seen at all. */
const UNSEEN = /^[\s\p{Z}\p{Cf}\p{Cc}]+/u;
const TRIGGERS: readonly string[] = ['=', '+', '-', '@'];
