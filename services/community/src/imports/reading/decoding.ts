import type { FileEncoding } from '../../domain/imports/record';

/** Undoes an encoding piece by piece, also where a cut falls inside a character. Unreadable bytes become U+FFFD. */
export interface Decoding {
  push(chunk: Uint8Array): string;
  end(): string;
}

/** «shift_jis» of the WHATWG is CP932: with the NEC and IBM characters that the names of people and towns need. */
const LABELS: Readonly<Record<FileEncoding, string>> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  cp932: 'shift_jis',
};

export function decodingOf(encoding: FileEncoding): Decoding {
  const decoder = new TextDecoder(LABELS[encoding]);
  return { push: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

/** True if all of it is UTF-8; the sample may end inside a character. */
export function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
