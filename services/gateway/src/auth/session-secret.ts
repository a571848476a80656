import { createHash, randomBytes } from 'node:crypto';

export interface SessionSecret {
  /** Says where to look; whoever changes it finds nothing there. */
  readonly tenant: string;
  /** SHA-256 of the whole secret: what the database knows of it. */
  readonly hash: Buffer;
}

const RANDOM_BYTES = 32;
const FORM = /^(\d{6})\.[A-Za-z0-9_-]{43}$/;

/** 256 random bits behind the municipality's code. */
export const newSecret = (tenant: string): string => `${tenant}.${randomBytes(RANDOM_BYTES).toString('base64url')}`;

export function readSecret(text: string): SessionSecret | undefined {
  const tenant = FORM.exec(text)?.[1];
  return tenant === undefined ? undefined : { tenant, hash: createHash('sha256').update(text).digest() };
}
