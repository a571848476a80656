import { createHmac } from 'node:crypto';

/** 128 bits: two different things never share a key, and none tells what it was made of. */
const KEY_CHARS = 22;

/**
 * Keyed hashes of what a person is found by. The key is the service's own secret: who has only the database
 * cannot try names, dates or numbers against it.
 */
export class BlindIndex {
  private readonly secret: Buffer;
  /** Tells with which secret a key was made; says nothing of the secret. */
  readonly mark: string;

  constructor(secret: Buffer) {
    this.secret = createHmac('sha256', secret).update('tsunagi person keys 1').digest();
    this.mark = this.hash('mark');
  }

  /** Keys of one municipality; the same thing elsewhere has another key. */
  keys(tenant: string, clear: readonly string[]): readonly string[] {
    return clear.map((text) => this.hash(`${tenant}:${text}`));
  }

  private hash(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url').slice(0, KEY_CHARS);
  }
}
