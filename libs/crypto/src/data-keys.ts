import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KEY_BYTES } from './aes-gcm';
import { damaged, gone } from './errors';
import type { Found, KeyStore, NewKey, StoredKey } from './key-store';
import type { KeyWrapper } from './key-wrapper';
import settings from './settings.json';

/** A data key that something is sealed with. */
export interface DataKey {
  readonly version: number;
  readonly key: KeyObject;
}

/** Versions of an owner's key, as they were found. */
interface Versions {
  readonly keys: ReadonlyMap<number, KeyObject>;
  readonly newest: DataKey | undefined;
  /** The next write takes a new version. */
  readonly old: boolean;
  readonly shredded: boolean;
  readonly foundAt: number;
}

interface Asked {
  readonly answer: Promise<Versions>;
  readonly settle: (found: Promise<Versions>) => void;
}
type Waiting = Map<string, Asked>;

/**
 * Data keys by their owner. Unwrapped ones are kept for at most a minute, and no longer than until it is heard that
 * they were destroyed. What is asked for in one turn of the loop is one question to the store.
 */
export class DataKeys {
  private readonly kept = new Map<string, Versions>();
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly store: KeyStore,
    private readonly wrapper: KeyWrapper,
  ) {}

  /** The newest version; made where there is none, and anew where it has grown old. */
  async toSeal(tenant: string, owner: string): Promise<DataKey> {
    const { newest, shredded, old } = await this.versions(tenant, owner);
    if (shredded) throw gone();
    if (newest && !old) return newest;
    this.kept.delete(nameOf(tenant, owner));
    const made = (await this.versions(tenant, owner, true)).newest;
    if (!made) throw gone();
    return made;
  }

  /** `record.gone` (410) where it was destroyed, `record.damaged` (409) where there never was one. */
  async toOpen(tenant: string, owner: string, version: number): Promise<KeyObject> {
    const { keys, shredded } = await this.versions(tenant, owner);
    if (shredded) throw gone();
    const key = keys.get(version);
    if (key) return key;
    // Another process may have made it since.
    this.kept.delete(nameOf(tenant, owner));
    const again = (await this.versions(tenant, owner)).keys.get(version);
    if (!again) throw damaged();
    return again;
  }

  /** Destroys the keys of these owners: what they sealed cannot be read any more, in no copy of it. */
  async shred(tenant: string, owners: readonly string[]): Promise<void> {
    await this.store.shred(tenant, owners);
    this.forget(tenant, owners);
  }

  /** Hears what other processes destroyed. A key is kept for no longer than is looked back. */
  async follow(tenant: string): Promise<void> {
    this.forget(tenant, await this.store.shreddedWithin(tenant, 2 * settings.cacheSeconds));
  }

  /** Wraps some keys anew that an older version of the key outside wraps. Returns how many. */
  async rewrap(tenant: string): Promise<number> {
    const kek = await this.wrapper.current();
    const stored = await this.store.wrappedOtherwise(tenant, kek);
    if (stored.length === 0) return 0;
    const anew = stored.map(async (key) => {
      const clear = await this.wrapper.unwrap(key.wrapped, boundTo(tenant, key));
      return { ...(await this.wrapped(tenant, key, clear)), before: key.wrapped };
    });
    await this.store.rewrap(tenant, await Promise.all(anew));
    return stored.length;
  }

  /** The last thing that a service does: requests and events are finished by then. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  close(): Promise<void> {
    this.kept.clear();
    return this.store.close();
  }

  private forget(tenant: string, owners: readonly string[]): void {
    for (const owner of owners) this.kept.delete(nameOf(tenant, owner));
  }

  /** `make`: where there is no version that the next write may take, one is made. */
  private versions(tenant: string, owner: string, make = false): Promise<Versions> {
    const known = this.kept.get(nameOf(tenant, owner));
    if (known && performance.now() - known.foundAt < settings.cacheSeconds * 1_000) return Promise.resolve(known);
    const name = make ? `${tenant}+` : tenant;
    let waiting = this.waiting.get(name);
    if (!waiting) {
      const next = new Map<string, Asked>();
      waiting = next;
      this.waiting.set(name, next);
      setImmediate(() => {
        this.waiting.delete(name);
        void this.answer(tenant, next, make);
      });
    }
    const asked = waiting.get(owner);
    if (asked) return asked.answer;
    let settle: (found: Promise<Versions>) => void = () => undefined;
    const answer = new Promise<Versions>((resolve) => (settle = resolve));
    waiting.set(owner, { answer, settle });
    return answer;
  }

  private async answer(tenant: string, waiting: Waiting, make: boolean): Promise<void> {
    const owners = [...waiting.keys()];
    const found = make ? this.findOrMake(tenant, owners) : this.store.find(tenant, owners);
    for (const [owner, { settle }] of waiting) settle(found.then((all) => this.keep(tenant, owner, all.get(owner))));
    await found.catch(() => undefined);
  }

  private async findOrMake(tenant: string, owners: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = await this.store.find(tenant, owners);
    const missing = owners.filter((owner) => {
      const { versions, shredded } = found.get(owner) ?? NOTHING;
      return !shredded && (versions.at(-1)?.old ?? true);
    });
    if (missing.length === 0) return found;
    const made = missing.map((owner) => {
      const version = (found.get(owner)?.versions.at(-1)?.version ?? 0) + 1;
      return this.wrapped(tenant, { owner, version }, randomBytes(KEY_BYTES));
    });
    await this.store.add(tenant, await Promise.all(made));
    return this.store.find(tenant, owners);
  }

  private async wrapped(tenant: string, key: Pick<StoredKey, 'owner' | 'version'>, clear: Buffer): Promise<NewKey> {
    const wrapped = await this.wrapper.wrap(clear, boundTo(tenant, key));
    const { owner, version } = key;
    return { owner, version, kek: Number(/^v(\d+)/.exec(wrapped)?.[1]), wrapped };
  }

  private async keep(tenant: string, owner: string, found = NOTHING): Promise<Versions> {
    const clear = new Map<number, KeyObject>();
    for (const key of found.versions) {
      clear.set(key.version, createSecretKey(await this.wrapper.unwrap(key.wrapped, boundTo(tenant, key))));
    }
    const last = found.versions.at(-1);
    const versions: Versions = {
      keys: clear,
      newest: last && { version: last.version, key: clear.get(last.version) as KeyObject },
      old: last?.old ?? true,
      shredded: found.shredded,
      foundAt: performance.now(),
    };
    const name = nameOf(tenant, owner);
    this.kept.delete(name);
    if (!versions.newest && !versions.shredded) return versions;
    this.kept.set(name, versions);
    if (this.kept.size > settings.mostCachedOwners) this.kept.delete(this.kept.keys().next().value ?? '');
    return versions;
  }
}

const NOTHING: Found = { versions: [], shredded: false };
const nameOf = (tenant: string, owner: string): string => `${tenant}:${owner}`;
const boundTo = (tenant: string, { owner, version }: Pick<StoredKey, 'owner' | 'version'>): string =>
  `${tenant}|data_keys|wrapped|${owner}|${version}`;
