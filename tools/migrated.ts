import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './embedded/files';
import { ROOT } from './paths';

interface Manifest {
  readonly files: Readonly<Record<string, { readonly hash: string }>>;
}

const FILE = 'migrated.json';

/**
 * Stands for "this code on this database for these municipalities": where it is the same as last
 * time, the migrate step has nothing to do and five processes need not be started to say so.
 * Undefined if the build left no manifest.
 */
export function buildMark(dataDir: string, tenants: readonly string[]): string | undefined {
  const manifest = readJson<Manifest>(join(ROOT, 'dist', '.build.json'));
  const cluster = clusterMark(dataDir);
  if (!manifest || !cluster) return undefined;
  const hash = createHash('sha256').update(`${tenants.join(',')} ${cluster}\n`);
  for (const [path, file] of Object.entries(manifest.files).sort()) {
    if (/^(libs|services)\//.test(path)) hash.update(`${path} ${file.hash}\n`);
  }
  return hash.digest('hex');
}

/** Stands for one database server: another one if its folder was removed and made anew. */
export function clusterMark(dataDir: string): string | undefined {
  const cluster = statSync(join(dataDir, 'postgres', 'PG_VERSION'), { throwIfNoEntry: false });
  return cluster && `${cluster.ino} ${cluster.mtimeMs}`;
}

export const isMigrated = (dataDir: string, mark: string): boolean =>
  readJson<{ readonly mark: string }>(join(dataDir, FILE))?.mark === mark;

export const rememberMigrated = (dataDir: string, mark: string): void => writeJson(join(dataDir, FILE), { mark });
