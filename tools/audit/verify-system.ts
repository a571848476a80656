import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Anchor, type BooksChecked, checkBooks, markKeyOf, readAnchor } from '#libs/messaging';
import { createDataSource, ReadScope } from '#libs/persistence';
import type { JSONWebKeySet } from 'jose';
import { SERVICES, type Service } from '../embedded/services';
import { keysFolder } from '../state';

/** A municipality's whole history may take long to come. */
const STATEMENT_MS = 120_000;
/** Beside the data of a system that runs from one folder. */
const ANCHORS_FILE = 'audit-anchors.jws';

export interface SystemBooks {
  readonly databases: Readonly<Record<Service, { readonly ownerUrl: string }>>;
  /** Secret of which the marks' keys are made, as the services read it. */
  readonly secret: Buffer;
  /** Public keys of the services. */
  readonly trusted: JSONWebKeySet;
  /** Heads that were written outside of every database, one signed line each. */
  readonly anchorLines: readonly string[];
}

export interface ServiceBooks extends BooksChecked {
  readonly service: Service;
  /** Heads that were kept elsewhere and carry the gateway's signature. */
  readonly anchors: number;
  /** Kept heads that the gateway never signed. */
  readonly forged: number;
}

/** What `npm start` keeps in its data folder. */
export async function booksIn(dataDir: string, databases: SystemBooks['databases']): Promise<SystemBooks> {
  const keys = keysFolder(dataDir);
  const lines = await readFile(join(dataDir, ANCHORS_FILE), 'utf8').catch(() => '');
  return {
    databases,
    secret: await readFile(join(keys, 'fingerprint.key')),
    trusted: JSON.parse(await readFile(join(keys, 'trusted-keys.json'), 'utf8')) as JSONWebKeySet,
    anchorLines: lines.split('\n').filter((line) => line !== ''),
  };
}

/** Checks the chains of all municipalities in all services against the heads that the gateway kept. */
export async function verifySystem(books: SystemBooks): Promise<readonly ServiceBooks[]> {
  const stored = await readingOf(books, 'gateway', async (reads) => {
    const lines: string[] = [];
    for (const tenant of await reads.tenants()) {
      const rows = await reads.one<{ readonly signed: string }>({ tenant }, 'SELECT signed FROM audit_anchors', []);
      lines.push(...rows.map(({ signed }) => signed));
    }
    return lines;
  });
  const lines = [...new Set([...stored, ...books.anchorLines])];
  const read = await Promise.all(lines.map((line) => readAnchor(line, books.trusted)));
  const anchors = read.filter((anchor) => anchor !== null);
  const forged = read.length - anchors.length;
  const checked: ServiceBooks[] = [];
  for (const service of SERVICES) checked.push(...(await verifyService(books, service, { anchors, forged })));
  return checked;
}

function verifyService(
  books: SystemBooks,
  service: Service,
  { anchors, forged }: { readonly anchors: readonly Anchor[]; readonly forged: number },
): Promise<readonly ServiceBooks[]> {
  const key = markKeyOf(books.secret, service);
  return readingOf(books, service, async (reads) => {
    const checked: ServiceBooks[] = [];
    for (const tenant of await reads.tenants()) {
      const own = anchors.filter((anchor) => anchor.service === service && anchor.tenant === tenant);
      const result = await checkBooks(reads, { tenant, key, anchors: own }, new Date());
      checked.push({ ...result, service, anchors: own.length, forged });
    }
    return checked;
  });
}

async function readingOf<T>(
  { databases }: SystemBooks,
  service: Service,
  work: (reads: ReadScope) => Promise<T>,
): Promise<T> {
  const source = createDataSource({
    url: databases[service].ownerUrl,
    applicationName: 'audit-verify',
    entities: [],
    migrations: [],
    poolSize: 2,
    statementTimeoutMs: STATEMENT_MS,
  });
  await source.initialize();
  try {
    return await work(new ReadScope(source));
  } finally {
    await source.destroy();
  }
}
