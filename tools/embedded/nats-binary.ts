import { access, chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../paths';
import { Refusal } from '../say';
import { debianNats } from './nats-debian';
import { releasedNats } from './nats-release';
import { lastLine, run } from './run';

export interface NatsBinary {
  readonly path: string;
  /** As the server says it: 2.15.1 */
  readonly version: string;
  readonly source: string;
}

/** 2.14 has the fixes we rely on; down to 2.10 the option `sync_interval` exists (reliability.md D3). */
const OLDEST_GOOD = [2, 14] as const;
const OLDEST_USABLE = [2, 10] as const;

export type Quality = 'good' | 'fallback' | 'refused';

export function qualityOf(version: string): Quality {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const atLeast = ([oldMajor, oldMinor]: readonly [number, number]): boolean =>
    major > oldMajor || (major === oldMajor && minor >= oldMinor);
  if (atLeast(OLDEST_GOOD)) return 'good';
  return atLeast(OLDEST_USABLE) ? 'fallback' : 'refused';
}

export const FALLBACK_NOTICE = (version: string): string =>
  `nats-server ${version} is a fallback for development only: production refuses to run on less than ${OLDEST_GOOD.join('.')}.`;

interface FindOptions {
  readonly cache?: string;
  /** Folders to look through; the PATH of this process by default. */
  readonly path?: string;
  /** Hears why a step gave nothing and what is being fetched, one line each. */
  readonly tell?: (line: string) => void;
}

/**
 * nats-server from, in this order: PATH, the cache, the machine's own Debian mirror (unpacked, nothing
 * is installed), the official release. What was fetched stays in the cache.
 */
export async function findNatsServer(options: FindOptions = {}): Promise<NatsBinary> {
  const cache = options.cache ?? cacheFolder();
  const reasons: string[] = [];
  let told = 0;
  const tell = (): void => {
    for (const reason of reasons.slice(told)) options.tell?.(reason);
    told = reasons.length;
  };
  const steps: readonly (() => Promise<NatsBinary>)[] = [
    () => onPath(options.path ?? process.env['PATH'] ?? ''),
    () => cached(cache),
    () => fetched(cache, 'Debian package', debianNats, options.tell),
    () => fetched(cache, 'official release', releasedNats, options.tell),
  ];
  for (const step of steps) {
    try {
      return await step();
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
      // Nothing on the PATH is the usual case and worth a word only if something has to be fetched.
      if (!(error instanceof NotOnPath)) tell();
    }
  }
  throw new Refusal(
    [
      'No usable nats-server was found:',
      ...reasons.map((reason) => `  - ${reason}`),
      `Put nats-server ${OLDEST_GOOD.join('.')} or newer on the PATH, or name a running one in TSUNAGI_NATS_URL.`,
    ].join('\n'),
  );
}

class NotOnPath extends Error {}

async function onPath(path: string): Promise<NatsBinary> {
  const folders = [...path.split(delimiter).filter(Boolean), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const candidate = join(folder, 'nats-server');
    if (await isExecutable(candidate)) return usable(candidate, 'PATH');
  }
  throw new NotOnPath('PATH: no nats-server there');
}

async function cached(cache: string): Promise<NatsBinary> {
  const names = await readdir(cache).catch(() => []);
  const versions = names.filter((name) => /^nats-server-\d+\.\d+\.\d+$/.test(name)).sort(byVersion);
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error(`cache: nothing in ${cache}`);
  return usable(join(cache, newest), 'cache');
}

const byVersion = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Fetches under a name of its own, looks whether it runs here, and only then gives it its name in the cache. */
async function fetched(
  cache: string,
  source: string,
  fetchTo: (path: string) => Promise<void>,
  tell?: (line: string) => void,
): Promise<NatsBinary> {
  tell?.(`nats-server is fetched once: ${source}`);
  await mkdir(cache, { recursive: true });
  const draft = join(cache, `draft-${process.pid}`);
  try {
    await fetchTo(draft);
    await chmod(draft, 0o755);
    const { version } = await usable(draft, source);
    const path = join(cache, `nats-server-${version}`);
    await rename(draft, path);
    return { path, version, source };
  } finally {
    await rm(draft, { force: true });
  }
}

async function usable(path: string, source: string): Promise<NatsBinary> {
  const said = await run(path, ['--version'], { timeoutMs: 10_000 });
  const version = /v?(\d+\.\d+\.\d+)/.exec(said.stdout)?.[1];
  if (version === undefined) throw new Error(`${source}: ${path} does not run here (${lastLine(said.stderr)})`);
  if (qualityOf(version) === 'refused') {
    throw new Error(`${source}: nats-server ${version} is too old (${OLDEST_USABLE.join('.')} at least)`);
  }
  return { path, version, source };
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
