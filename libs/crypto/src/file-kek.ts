import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm';
import { damaged, keysUnreachable } from './errors';
import { type KeyWrapper, readWrapped, wrappedText } from './key-wrapper';
import settings from './settings.json';

/** `{"current": 2, "keys": {"1": "<32 bytes, base64url>", "2": "…"}}`. */
interface KekFile {
  readonly current: number;
  readonly keys: Readonly<Record<string, string>>;
}

interface Keks {
  readonly current: number;
  readonly keys: ReadonlyMap<number, KeyObject>;
  readonly changedAt: number;
}

/**
 * Keys in a file that its owner alone can read (0600). A new version is added to the file while the service runs: the
 * file is looked at again every few seconds, and an older version stays as long as something is wrapped with it.
 */
export class FileKek implements KeyWrapper {
  private known: Keks;
  private lookedAt = performance.now();

  constructor(private readonly path: string) {
    this.known = readKeks(path);
  }

  current(): number {
    this.look();
    return this.known.current;
  }

  wrap(key: Buffer, bound: string): string {
    this.look();
    const { current, keys } = this.known;
    return wrappedText(current, encrypt(keys.get(current) as KeyObject, key, bound));
  }

  unwrap(wrapped: string, bound: string): Buffer {
    const read = readWrapped(wrapped);
    if (!read) throw damaged();
    this.look();
    const kek = this.known.keys.get(read.version) ?? this.readAgain().get(read.version);
    if (!kek) throw keysUnreachable();
    const key = decrypt(kek, read.bytes, bound);
    if (!key) throw damaged();
    return key;
  }

  private look(): void {
    if (performance.now() - this.lookedAt < settings.kekFileLookSeconds * 1_000) return;
    this.lookedAt = performance.now();
    // A file that is being replaced: the keys that are known still hold.
    if (changeOf(this.path) !== this.known.changedAt) this.readAgain();
  }

  private readAgain(): Keks['keys'] {
    try {
      this.known = readKeks(this.path);
    } catch {
      this.lookedAt = performance.now();
    }
    return this.known.keys;
  }
}

const changeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

function readKeks(path: string): Keks {
  const { mode, mtimeMs } = statSync(path);
  if ((mode & 0o077) !== 0) throw new Error('The file of the key encryption keys must be readable by its owner only.');
  const { current, keys } = JSON.parse(readFileSync(path, 'utf8')) as KekFile;
  const read = Object.entries(keys).map(([version, key]): [number, KeyObject] => [Number(version), keyOf(key)]);
  const known = new Map(read);
  if (!known.has(current)) throw new Error('The file of the key encryption keys lacks its current version.');
  return { current, keys: known, changedAt: mtimeMs };
}

function keyOf(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== KEY_BYTES) throw new Error(`A key encryption key has ${KEY_BYTES} bytes.`);
  return createSecretKey(bytes);
}
