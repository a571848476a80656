import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabasePasswords } from './databases';
import { keptJson, writeJson, writeWhole } from './files';
import { NATS_LOGINS, type NatsLogin } from './nats-config';
import { type DatabaseName, DATABASES, forEachDatabase, forEachService, SERVICES, type Service } from './services';

/** Passwords of every login of this data folder. Made once, readable by its owner only. */
export interface Secrets {
  readonly postgresAdmin: string;
  readonly databases: Readonly<Record<DatabaseName, DatabasePasswords>>;
  readonly nats: Readonly<Record<NatsLogin, string>>;
  /** Secret of the demo clients of the embedded OpenID provider. */
  readonly demoClients: string;
  /** Signs the cookies of the embedded OpenID provider. */
  readonly oidcCookies: string;
}

export interface KeyFiles {
  /** Private Ed25519 key (JWK) of each service; `kid` is the service's name. */
  readonly signing: Readonly<Record<Service, string>>;
  /** Public keys of all five (JWKS). */
  readonly trusted: string;
  /** 32 random bytes in base64url: key of the fingerprints of repeated requests. */
  readonly fingerprint: string;
  /** Keys that wrap the data keys of intake, by version. */
  readonly kek: string;
  /** 32 random bytes in base64url: key of what persons are found by. */
  readonly index: string;
  /** Signing keys of the embedded OpenID provider (JWKS, private). */
  readonly oidc: string;
}

/** Makes what is missing in `dir` and keeps what is there: a second start has the same keys. */
export function ensureKeys(dir: string): { readonly secrets: Secrets; readonly files: KeyFiles } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const secrets = completeSecrets(join(dir, 'secrets.json'));
  const signing = forEachService((service) => join(dir, `signing-${service}.json`));
  const publicKeys = SERVICES.map((service) => publicPart(keptJson(signing[service], () => newEd25519(service))));
  const trusted = join(dir, 'trusted-keys.json');
  writeJson(trusted, { keys: publicKeys }, 0o644);
  const fingerprint = keptKey(join(dir, 'fingerprint.key'));
  const index = keptKey(join(dir, 'index.key'));
  const kek = join(dir, 'kek.json');
  keptJson(kek, () => nextKek(undefined));
  const oidc = join(dir, 'oidc-keys.json');
  keptJson(oidc, () => ({ keys: [newRsa('oidc-rs256'), newEd25519('oidc-eddsa')] }));
  return { secrets, files: { signing, trusted, fingerprint, kek, index, oidc } };
}

function keptKey(path: string): string {
  if (!existsSync(path)) writeWhole(path, newKey());
  return path;
}

const newKey = (): string => randomBytes(32).toString('base64url');

/** The file of the keys that wrap data keys: one version more, which wraps from now on. */
export interface Keks {
  readonly current: number;
  readonly keys: Readonly<Record<string, string>>;
}

export const nextKek = ({ current, keys }: Keks = { current: 0, keys: {} }): Keks => ({
  current: current + 1,
  keys: { ...keys, [current + 1]: newKey() },
});

/** A database that came later gets its passwords beside the others. */
function completeSecrets(path: string): Secrets {
  const kept = keptJson(path, newSecrets);
  const missing = DATABASES.filter((database) => !(database in kept.databases));
  if (missing.length === 0) return kept;
  const whole = { ...kept, databases: { ...newSecrets().databases, ...kept.databases } };
  writeJson(path, whole);
  return whole;
}

/** Passwords of letters and digits only, so that they fit into URLs and configuration files as they are. */
const password = (): string => randomBytes(24).toString('hex');

export const newSecrets = (): Secrets => ({
  postgresAdmin: password(),
  databases: forEachDatabase(() => ({ owner: password(), app: password() })),
  nats: Object.fromEntries(NATS_LOGINS.map((login) => [login, password()])) as Record<NatsLogin, string>,
  demoClients: password(),
  oidcCookies: password(),
});

interface SigningKey extends JsonWebKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
}

function newEd25519(kid: string): SigningKey {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { ...jwk, kid, alg: 'EdDSA', use: 'sig' };
}

function newRsa(kid: string): SigningKey {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return { ...jwk, kid, alg: 'RS256', use: 'sig' };
}

/** `d` is the only private member of an Ed25519 key. */
const publicPart = ({ d: _, ...rest }: SigningKey): Omit<SigningKey, 'd'> => rest;
