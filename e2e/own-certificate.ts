import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** Key and certificate of a server, PEM. Whoever is to trust it is given the certificate. */
export interface OwnCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';
const [INTEGER, BITS, OCTETS, OID, UTF8, UTC_TIME, SEQUENCE, SET] = [0x02, 0x03, 0x04, 0x06, 0x0c, 0x17, 0x30, 0x31];
/** Context tags: an IP address among names, the version, the extensions. */
const [IP, VERSION, EXTENSIONS] = [0x87, 0xa0, 0xa3];

/** A certificate that its own key signed (X.509 v3 in DER), for one IPv4 address, valid for a day. */
export function ownCertificate(address: string): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(SEQUENCE, oid(ECDSA_WITH_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid(COMMON_NAME), der(UTF8, Buffer.from('test')))));
  const ip = Buffer.from(address.split('.').map(Number));
  const extensions = der(
    SEQUENCE,
    der(SEQUENCE, oid(SUBJECT_ALT_NAME), der(OCTETS, der(SEQUENCE, der(IP, ip)))),
    der(SEQUENCE, oid(BASIC_CONSTRAINTS), der(OCTETS, der(SEQUENCE))),
  );
  const toSign = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, moment(-DAY_MS), moment(DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, extensions),
  );
  const signature = createSign('sha256').update(toSign).sign(privateKey);
  const whole = der(SEQUENCE, toSign, algorithm, der(BITS, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replace(/.{1,64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const oid = (hex: string): Buffer => der(OID, Buffer.from(hex, 'hex'));

/** `YYMMDDhhmmssZ`, from now. */
const moment = (inMs: number): Buffer =>
  der(UTC_TIME, Buffer.from(`${new Date(Date.now() + inMs).toISOString().slice(2, 19).replace(/\D/g, '')}Z`));
