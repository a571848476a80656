import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './files';
import { isAlive, markOf, type ProcessMark } from './processes';
import { poll } from './run';

const FILE = 'lock.json';
/** A launcher that lost its terminal notices within a second and then says that it is stopping. */
const NOTICE_MS = 3_000;
const STOP_MS = 12_000;

/** Who holds a data folder. */
export interface Holder extends ProcessMark {
  readonly stopping?: boolean;
}

export interface InstanceLock {
  /** Tells others that it is worth waiting. */
  markStopping(): void;
  release(): void;
}

/**
 * Takes a data folder for this process. The lock of a process that is gone, killed or not, counts
 * for nothing. One that is being stopped is waited for. Returns the holder if it stays held.
 */
export async function takeLock(dir: string): Promise<InstanceLock | { readonly heldBy: Holder }> {
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const began = performance.now();
  const taken = await poll(
    () => {
      const holder = holderOf(dir);
      if (holder === undefined) return tryLock(dir);
      const waited = performance.now() - began;
      return waited > (holder.stopping ? STOP_MS : NOTICE_MS) ? { heldBy: holder } : undefined;
    },
    STOP_MS + NOTICE_MS,
    100,
  );
  if (taken) return taken;
  throw new Error(`The lock ${join(dir, FILE)} can be neither taken nor read.`);
}

/** The living process that holds this data folder. */
export function holderOf(dir: string): Holder | undefined {
  const holder = readJson<Holder>(join(dir, FILE));
  return holder && isAlive(holder) ? holder : undefined;
}

function tryLock(dir: string): InstanceLock | undefined {
  const file = join(dir, FILE);
  const mark = markOf(process.pid);
  if (!mark) throw new Error('This process cannot see itself in the list of processes.');
  const text = JSON.stringify(mark);
  removeStale(file);
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  return {
    markStopping: () => {
      try {
        writeFileSync(file, JSON.stringify({ ...mark, stopping: true }));
      } catch {
        // A full disk must not keep us from stopping.
      }
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Moves a dead lock away; if another starter's fresh one was moved in that moment, it is put back. */
function removeStale(file: string): void {
  const away = `${file}.${process.pid}`;
  try {
    renameSync(file, away);
  } catch {
    return;
  }
  const moved = readJson<Holder>(away);
  const fresh = moved === undefined ? readFileSync(away, 'utf8') === '' : isAlive(moved);
  if (fresh) renameSync(away, file);
  else rmSync(away, { force: true });
}
