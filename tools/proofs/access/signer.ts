import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs tokens by hand: a library would refuse to make most of what has to be tried. */
export class Signer {
  private readonly key: KeyObject;

  constructor(
    readonly alg: 'RS256' | 'EdDSA',
    readonly typ: string,
    readonly kid: string,
    key: JsonWebKey | KeyObject,
  ) {
    this.key = 'export' in key ? (key as KeyObject) : createPrivateKey({ key, format: 'jwk' });
  }

  /** The public key, as its owner shows it. */
  get shown(): JsonWebKey {
    return { ...createPublicKey(this.key).export({ format: 'jwk' }), kid: this.kid, alg: this.alg };
  }

  /** Somebody else's key that calls itself like this one. */
  stranger(): Signer {
    const pair =
      this.alg === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
    return new Signer(this.alg, this.typ, this.kid, pair.privateKey);
  }

  /** `undefined` in claims or header leaves a member out. */
  sign(claims: Claims, header: Claims = {}): string {
    const head = this.unsigned(claims, header);
    const signature = sign(this.alg === 'RS256' ? 'sha256' : null, Buffer.from(head), this.key);
    return `${head}.${signature.toString('base64url')}`;
  }

  /** Header and payload, without the dot of the signature. */
  unsigned(claims: Claims, header: Claims = {}): string {
    return `${part({ alg: this.alg, typ: this.typ, kid: this.kid, ...header })}.${part(claims)}`;
  }
}
