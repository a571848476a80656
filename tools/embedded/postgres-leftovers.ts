import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, end, isAlive, markOf, signal, type ProcessMark } from './processes';
import { poll } from './run';

/**
 * Makes a data folder free for a new server. Ends a server that an earlier run left on it, waits for
 * the children of one that was killed (they hold its shared memory), and removes a pid file whose
 * number belongs to somebody else by now.
 */
export async function settleLeftovers(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const mark = markOf(Number(readFileSync(file, 'utf8').split('\n')[0]));
  if (mark && isServerOf(mark.pid, dir)) {
    await end(mark, 'SIGINT', 5_000);
  }
  const children = workersOn(dir);
  const gone = await poll(() => (children.some(isAlive) ? undefined : true), 5_000);
  if (!gone) for (const child of children) if (isAlive(child)) signal(child.pid, 'SIGQUIT');
  await poll(() => (children.some(isAlive) ? undefined : true), 3_000);
  rmSync(file, { force: true });
}

const isServerOf = (pid: number, dir: string): boolean => {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(dir);
};

/** Processes that work inside the data folder. Where there is no /proc, the server's own check has to do. */
function workersOn(dir: string): readonly ProcessMark[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === dir)
    .flatMap((name) => markOf(Number(name)) ?? []);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
