import type { ServiceName } from '#libs/kernel';
import { CompactSign, compactVerify, createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import type { AnchoredHead } from './verify';

const TYP = 'tsunagi-audit-head+jws';
/** The one who anchors. */
const SIGNER: ServiceName = 'gateway';

/** The head of one municipality's chain in one service, at a moment. */
export interface Anchor extends AnchoredHead {
  readonly tenant: string;
  readonly service: ServiceName;
  /** ISO 8601. */
  readonly at: string;
}

/** The anchor with a signature of the gateway, as one text. */
export async function signAnchor(anchor: Anchor, key: JWK): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(anchor)))
    .setProtectedHeader({ alg: 'EdDSA', typ: TYP, kid: SIGNER })
    .sign(await importJWK(key, 'EdDSA'));
}

/** Null where the gateway never signed it. */
export async function readAnchor(signed: string, trusted: JSONWebKeySet): Promise<Anchor | null> {
  try {
    const keys = createLocalJWKSet(trusted);
    const { payload, protectedHeader } = await compactVerify(signed, keys, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== TYP || protectedHeader.kid !== SIGNER) return null;
    return JSON.parse(Buffer.from(payload).toString('utf8')) as Anchor;
  } catch {
    return null;
  }
}
