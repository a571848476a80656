import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The checkout: the folder that holds package.json, whether this runs from tools/ or from dist/tools/. */
export const ROOT = findRoot(__dirname);

function findRoot(from: string): string {
  const parent = dirname(from);
  return existsSync(join(parent, 'package.json')) ? parent : dirname(parent);
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Where a running system keeps its data. Root's checkout may lie in a folder that nobody else can
 * enter, but PostgreSQL refuses to run as root; so root's data lives where another user can reach it.
 */
export function dataFolder(): string {
  const given = process.env['TSUNAGI_DATA_DIR'];
  if (given) return resolve(given);
  return isRoot() ? join('/var/lib/tsunagi', checkoutId()) : join(ROOT, '.tsunagi');
}

/** Twelve characters that stand for the path of this checkout. */
const checkoutId = (): string => createHash('sha256').update(realpathSync(ROOT)).digest('hex').slice(0, 12);

/** Servers that were fetched once for all checkouts of this user. */
export const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tsunagi');

export function ensureFolder(path: string, mode = 0o755): string {
  mkdirSync(path, { recursive: true, mode });
  return path;
}

/** True if any user may walk down to this path (execute bit for others on every folder above it). */
export function isReachableByOthers(path: string): boolean {
  for (let folder = dirname(realpathSync(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
