import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { SESSION_SETTINGS } from '../domain/session';

/** A sign-in that has begun. The browser carries it, sealed: nobody who comes without having signed in writes here. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636). */
  readonly verifier: string;
  /** Where the browser goes afterwards. */
  readonly to: string;
}

/** Seals with a key of all replicas; what is older than a sign-in may take opens no more. */
export class AttemptSeal {
  private readonly key: Uint8Array;

  constructor(secret: Buffer) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'tsunagi sign-in', 32));
  }

  seal({ state, nonce, verifier, to }: Attempt): Promise<string> {
    return new EncryptJWT({ state, nonce, verifier, to })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuedAt()
      .setExpirationTime(`${SESSION_SETTINGS.attemptSeconds}s`)
      .encrypt(this.key);
  }

  async open(sealed: string): Promise<Attempt | undefined> {
    try {
      const { payload } = await jwtDecrypt<Attempt>(sealed, this.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
