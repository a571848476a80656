import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a JSON file; undefined if it is not there or was cut off in the middle. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Writes whole or not at all: whoever reads it meanwhile, or after a kill, finds the old text or the new. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode, flush: true });
  renameSync(draft, path);
}

export const writeJson = (path: string, value: unknown, mode = 0o600): void =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode);

/** Reads a JSON file, or makes its content once and keeps it. */
export function keptJson<T>(path: string, make: () => T, mode = 0o600): T {
  const kept = readJson<T>(path);
  if (kept !== undefined) return kept;
  const made = make();
  writeJson(path, made, mode);
  return made;
}
