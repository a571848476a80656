import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keptJson, readJson, writeJson, writeWhole } from '../embedded/files';
import { ensureKeys, type Keks, newSecrets, nextKek, type Secrets } from '../embedded/keys';
import { SERVICES } from '../embedded/services';
import { fail, Refusal, say } from '../say';
import { newContainerSecrets, READERS, sharesOf, userOf } from './shares';

/** Folder `main` is the truth; beside it lies one folder per reader, and `nats-data`, the store of nats-server. */
export interface KeyOptions {
  readonly dir: string;
  /** Hands files over to their readers; needs root. */
  readonly own?: (path: string, user: number) => void;
  /** `host:port` of PostgreSQL as its clients see it. */
  readonly postgres?: string;
}

/** Makes what is missing, keeps what is there, and gives each reader its files. Safe to repeat. */
export function shareKeys({ dir, own = chown, postgres }: KeyOptions): void {
  const main = join(dir, 'main');
  const { secrets, files } = ensureKeys(main);
  const more = keptJson(join(main, 'containers.json'), newContainerSecrets);
  const shares = sharesOf(secrets, more, files, postgres);
  for (const reader of READERS) {
    for (const [name, text] of Object.entries(shares[reader])) {
      const path = join(dir, reader, name);
      writeWhole(path, text);
      own(path, userOf(reader));
    }
  }
  const store = join(dir, 'nats-data');
  mkdirSync(store, { recursive: true });
  own(store, userOf('nats'));
}

/**
 * New passwords of the databases and the bus, new signing keys. What others have stored stays: the
 * superuser's password, what Keycloak has imported, the key of the fingerprints of repeated requests, and the keys
 * that open what is written about people (`rotateKek`).
 */
export function rotateKeys(dir: string): void {
  const main = join(dir, 'main');
  const path = join(main, 'secrets.json');
  const old = readJson<Secrets>(path);
  if (!old) throw new Refusal('There are no secrets yet: start the system once.');
  const { databases, nats } = newSecrets();
  writeJson(path, { ...old, databases, nats });
  for (const service of SERVICES) rmSync(join(main, `signing-${service}.json`), { force: true });
}

/**
 * One more version of the key that wraps the data keys of people's words: it wraps from now on, and running services
 * wrap anew what older versions wrap. Those stay in the file until the last backup of the key store before is gone.
 */
export function rotateKek(dir: string): void {
  const path = join(dir, 'main', 'kek.json');
  const kept = readJson<Keks>(path);
  if (!kept) throw new Refusal('There are no keys yet: start the system once.');
  writeJson(path, nextKek(kept));
}

const chown = (path: string, user: number): void => chownSync(path, user, user);

function main(): void {
  const dir = process.env['TSUNAGI_SECRETS_DIR'] ?? '/secrets';
  const [action] = process.argv.slice(2);
  if (action !== undefined && !(action in SAYS)) throw new Refusal('Usage: keys [rotate|rotate-kek]');
  if (action === 'rotate') rotateKeys(dir);
  if (action === 'rotate-kek') rotateKek(dir);
  shareKeys({ dir });
  say(SAYS[action ?? ''] ?? 'Keys are in place.');
}

const SAYS: Readonly<Record<string, string>> = {
  rotate: 'New keys and passwords. Now: docker compose up -d --force-recreate',
  'rotate-kek': 'A new key wraps the data keys; the running services find it by themselves.',
};

if (require.main === module) {
  try {
    main();
  } catch (error) {
    fail(error);
  }
}
