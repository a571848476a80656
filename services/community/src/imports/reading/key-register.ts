import { type ProblemCode } from '../../domain/imports/problems';
import type { KeyParts } from '../../domain/imports/source-key';
import { mark, sha256 } from './fingerprint';

interface Given {
  readonly key: string;
  readonly problem: ProblemCode | null;
}

/** Longest key that is kept as it is, in characters. */
const READABLE = 120;

/**
 * Gives each row of a file its key. Two rows with one number are one row repeated (all cells equal), two statements
 * about one place (which somebody must settle), or two places under one number: then name and address make the key.
 * Remembers two numbers per row; a file's rows are limited.
 */
export class KeyRegister {
  private readonly rows = new Map<number, number>();
  private readonly places = new Map<number, number>();

  give(parts: KeyParts, rowHash: string): Given {
    const place = mark(parts.described);
    const row = mark(rowHash);
    const candidates = [parts.numbered, parts.listed, parts.described].filter((key) => key !== null);
    for (const [at, candidate] of candidates.entries()) {
      const key = keyFrom(candidate);
      const named = mark(key);
      const seen = this.rows.get(named);
      if (seen === undefined) {
        this.rows.set(named, row);
        this.places.set(named, place);
        return { key, problem: at === 0 ? null : 'key.shared' };
      }
      if (seen === row) return { key, problem: 'row.repeated' };
      if (this.places.get(named) === place) return { key, problem: 'row.same-key-differs' };
    }
    return { key: keyFrom(parts.described), problem: 'row.same-key-differs' };
  }
}

/** Names and addresses do not go into keys as they are, nor anything without bound. */
export function keyFrom(candidate: string): string {
  return candidate.startsWith('at:') || candidate.length > READABLE
    ? `at:${sha256(candidate).slice(0, 32)}`
    : candidate;
}
