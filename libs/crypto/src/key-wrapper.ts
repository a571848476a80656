/** A key outside the database that data keys are wrapped with: a file, or a key management service. */
export interface KeyWrapper {
  /** Version that wraps now; older ones still unwrap. */
  current(): number | Promise<number>;
  /** `v<version>.<…>`. `bound`: whose key it is, so that one wrapped key never stands for another. */
  wrap(key: Buffer, bound: string): string | Promise<string>;
  unwrap(wrapped: string, bound: string): Buffer | Promise<Buffer>;
}

const WRAPPED = /^v(\d{1,9})\.([\w-]+)$/;

export const wrappedText = (version: number, bytes: Buffer): string => `v${version}.${bytes.toString('base64url')}`;

/** Undefined for what is no wrapped key. */
export function readWrapped(text: string): { readonly version: number; readonly bytes: Buffer } | undefined {
  const [, version, bytes] = WRAPPED.exec(text) ?? [];
  return bytes === undefined ? undefined : { version: Number(version), bytes: Buffer.from(bytes, 'base64url') };
}
