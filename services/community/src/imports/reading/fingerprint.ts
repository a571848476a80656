import { hash } from 'node:crypto';

/** SHA-256 (hex) of values under their names, in the order of the file. */
export function fingerprintOf(names: readonly string[], values: readonly string[]): string {
  return sha256(`${names.join('\u001f')}\u001e${values.join('\u001f')}`);
}

export const fingerprintOfRaw = (raw: Readonly<Record<string, string>>): string =>
  fingerprintOf(Object.keys(raw), Object.values(raw));

export const sha256 = (text: string): string => hash('sha256', text);

const PRIME = 0x01000193;

/** A number of 53 bits (two FNV-1a): small to remember, and enough to tell the rows of one file apart. */
export function mark(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, PRIME);
    high = Math.imul(high ^ (code + at), PRIME);
  }
  return (low >>> 0) + (high & 0x1fffff) * 0x100000000;
}
