import { readFileSync } from 'node:fs';
import { damaged, keysUnreachable } from './errors';
import { type KeyWrapper, readWrapped, wrappedText } from './key-wrapper';
import settings from './settings.json';

/** A key management service with a transit engine: it encrypts and decrypts, and never gives its key away. */
export interface TransitSettings {
  /** Up to and with the engine's mount: `https://kms.example:8200/v1/transit`. */
  readonly url: string;
  readonly key: string;
  /** Read anew for every request, so that a renewed token holds at once. */
  readonly tokenFile: string;
}

/** `<name>:v<version>:<base64>`, as transit engines write it. */
const CIPHERTEXT = /^[^:]+:v(\d+):/;

export class TransitKek implements KeyWrapper {
  constructor(private readonly transit: TransitSettings) {}

  async current(): Promise<number> {
    const { latest_version } = await this.ask<{ readonly latest_version: number }>(`keys/${this.transit.key}`);
    return latest_version;
  }

  async wrap(key: Buffer, bound: string): Promise<string> {
    const { ciphertext } = await this.ask<{ readonly ciphertext: string }>(`encrypt/${this.transit.key}`, {
      plaintext: key.toString('base64'),
      associated_data: base64(bound),
    });
    const [, version] = CIPHERTEXT.exec(ciphertext) ?? [];
    if (version === undefined) throw keysUnreachable();
    return wrappedText(Number(version), Buffer.from(ciphertext));
  }

  async unwrap(wrapped: string, bound: string): Promise<Buffer> {
    const read = readWrapped(wrapped);
    if (!read) throw damaged();
    const { plaintext } = await this.ask<{ readonly plaintext: string }>(`decrypt/${this.transit.key}`, {
      ciphertext: read.bytes.toString(),
      associated_data: base64(bound),
    });
    return Buffer.from(plaintext, 'base64');
  }

  private async ask<T extends object>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.transit.url}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'x-vault-token': readFileSync(this.transit.tokenFile, 'utf8').trim(),
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(settings.kmsTimeoutMs),
    }).catch(() => undefined);
    // 400: it cannot be decrypted. Anything else may be well again soon.
    if (answer?.status === 400) throw damaged();
    if (!answer?.ok) throw keysUnreachable();
    const { data } = (await answer.json()) as { readonly data: T };
    return data;
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
